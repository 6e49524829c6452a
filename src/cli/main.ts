import { run } from './run';

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  now: () => new Date().toISOString(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY && !process.env['NO_COLOR'],
  progress: process.stderr.isTTY,
}).then((code) => {
  // Not process.exit: a pipe that is still being read must get the whole report.
  process.exitCode = code;
});
