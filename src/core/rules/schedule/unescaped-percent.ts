import type { CronJob } from '../../parse/crontab';
import { isTestMaterial } from '../../package/test-material';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';

/** Programs that read what cron hands them: behind these, a percent sign may be meant. */
const readers = new Set('cat mail mailx s-nail sendmail wall write at batch sh bash ed ftp psql mysql sqlite3 bc tee logger'.split(' '));

/** Whether the last command of the job is one of them. */
function readsInput(command: string): boolean {
  const last = command.split(/[|;&]/).at(-1)?.trim().split(/\s/, 1)[0] ?? '';
  return readers.has(baseName(last));
}

export const unescapedPercent = defineRule({
  id: 'schedule/unescaped-percent',
  target: 'crontab',
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A percent sign ends the command of a job',
  rationale: `cron ends a command at the first \`%\` that has no backslash before it, and hands what follows to the command's standard input. Of
\`tar czf backup-$(date +%F).tgz /data\` the shell gets \`tar czf backup-$(date +\`, says that a bracket is missing, and there is no backup. Quotes
do not help. It fails every time, and only the mail of the job says so.

The rule is silent where the command is complete before the sign and its last program reads what it is handed (\`mail -s report root%text\`), and in the table of BusyBox (\`etc/crontabs/root\`), whose cron has no such sign. The
message is only likely where the command is complete without what follows.

The fix writes a backslash before each sign; cron takes it away again.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html', 'https://man7.org/linux/man-pages/man5/crontab.5.html'],
  messages: {
    cut: ({ command }: { command: string }) =>
      `cron ends the command at this %: the shell gets \`${command}\`, and what follows as its input.`,
  },
  check({ path, text, syntax }, { report }) {
    if (isTestMaterial(path) || ofBusyBox.test(path)) return;
    for (const job of syntax.jobs) {
      if (job.input === undefined) continue;
      const signs = signsOf(job, text);
      const [first] = signs;
      const isOpen = endsOpen(job.command);
      if (!first || (!isOpen && readsInput(job.command))) continue;
      report(first, 'cut', {
        data: { command: job.command.length > maxShown ? `…${job.command.slice(-maxShown)}` : job.command },
        ...(!isOpen && { confidence: 'likely' }),
        fix: syntax.written?.isEscaped
          ? undefined
          : {
              title: signs.length > 1 ? 'Write a backslash before each %' : 'Write a backslash before the %',
              edits: signs.map(({ start }) => ({ path, span: { start, end: start }, text: '\\' })),
              applies: 'always',
            },
      });
    }
  },
});

/** BusyBox keeps its tables there, and hands all of a command to the shell. */
const ofBusyBox = /(?:^|\/)(?:etc|var\/spool\/cron)\/crontabs\/root$/;

const maxShown = 60;

/** All that cron would take for line ends. */
function signsOf({ commandSpan, span }: CronJob, text: string) {
  const found = [];
  for (let at = commandSpan.start; at < span.end; at++) {
    if (text[at] === '%' && text[at - 1] !== '\\') found.push({ start: at, end: at + 1 });
  }
  return found;
}

/** A quote or bracket is open at its end, or it ends in the middle of a format: `date +`. */
function endsOpen(command: string): boolean {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const sign = command[at] ?? '';
    if (sign === '\\' && quote !== "'") at++;
    else if (quote === "'") quote = sign === "'" ? '' : quote;
    else if (sign === '"') quote = quote === '"' ? '' : '"';
    else if (sign === "'" && quote === '') quote = "'";
    else if (sign === '(' || sign === '{') depth++;
    else if (sign === ')' || sign === '}') depth--;
  }
  return quote !== '' || depth > 0 || command.split('`').length % 2 === 0 || /\+$|-(?:printf|format)$/.test(command);
}
