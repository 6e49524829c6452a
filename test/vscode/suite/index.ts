import Mocha from 'mocha';
import * as vscode from 'vscode';
import { next } from './support';

/** A browser's window starts its extensions before it has read which folders it has. */
async function foldersAreThere(): Promise<void> {
  while (!vscode.workspace.workspaceFolders?.length) await next(vscode.workspace.onDidChangeWorkspaceFolders, () => true);
}

/** Runs the suite that `load` declares, in the extension host. `part`: only tests in whose full title it is. */
export async function runSuite(load: () => void, part?: string): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: LineReporter as unknown as Mocha.ReporterConstructor });
  if (part !== undefined) mocha.fgrep(part);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  console.log('  - the suite is loaded');
  await foldersAreThere();
  console.log('  - the suite starts');
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** One message per test: the launcher shows them as they come. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const say = (line: string) => {
      console.log(`  ${line}`);
    };
    runner.on('pass', (test) => {
      say(`✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error: Error) => {
      say(`✘ ${test.fullTitle()}`);
      // Two messages: a long one may be lost on its way.
      say(`- ${(error.stack ?? error.message).slice(0, 4000)}`);
    });
    runner.on('pending', (test) => {
      say(`- ${test.fullTitle()} (skipped)`);
    });
    runner.once('end', () => {
      say(`${this.stats.passes} passing\n  ${this.stats.failures} failing`);
    });
  }
}
