import { join } from 'node:path';
import { rehearseIn } from '../node/rehearse/rehearser';
import { sha256OfPath } from '../node/digest';
import { threadReviewer, usualBounds } from '../node/review/reviewer';
import { startedAsWorker } from '../node/review/worker';
import { clock } from './clock';
import { run } from './run';

if (!startedAsWorker(__filename)) main();

function main(): void {
  // A reader that has seen enough (`| head`) is not a failure of ours: the verdict stays the exit code.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`upgrade-review: the report could not be written: ${error.message}\n`);
    process.exit(2);
  });

  void run(process.argv.slice(2), {
    cwd: process.cwd(),
    now: clock(process.env['SOURCE_DATE_EPOCH']),
    input: () => process.stdin,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colour: process.stdout.isTTY && !process.env['NO_COLOR'],
    progress: process.stderr.isTTY,
    // Of its time of the processor each has its part: what a file is given up for must not hang on the others.
    reviewer: (atOnce) => threadReviewer(__filename, { ...usualBounds, unit: usualBounds.unit * atOnce }),
    tool: () => sha256OfPath(__filename),
    rehearse: rehearseIn(join(__dirname, 'rehearsal.js')),
  }).then((code) => {
    // Not process.exit: a pipe that is still being read must get the whole report.
    process.exitCode = code;
  });
}
