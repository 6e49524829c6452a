import Mocha from 'mocha';

/** Runs the suite that `load` declares, in the extension host. One line per test: the launcher prints them. */
export async function runSuite(load: () => void): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: LineReporter });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

class LineReporter {
  constructor(runner: Mocha.Runner) {
    const failed = new Map<string, string>();
    let passed = 0;
    runner.on('pass', (test) => {
      passed++;
      console.log(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error: Error) => {
      failed.set(test.fullTitle(), error.message);
      console.log(`  ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on('pending', (test) => console.log(`  - ${test.fullTitle()} (skipped)`));
    runner.once('end', () => console.log(`  ${passed} passing\n  ${failed.size} failing`));
  }
}
