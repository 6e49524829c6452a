import type { Crontab } from './crontab';
import { MappedTextBuilder, type MappedText } from './mapped-text';
import type { UnitFile } from './systemd';
import type { Span } from '../text/span';

/** A command line that stands in a file which is no script, as the shell or systemd gets it. */
export interface CommandLine {
  readonly source: MappedText;
  /** What it reads from its standard input, if its file says so. */
  readonly input?: MappedText;
}

const percents: ReadonlyMap<string, string> = new Map([
  ['\\%', '%'],
  ['%', '\n'],
]);
const doubled: ReadonlyMap<string, string> = new Map([
  ['$$', '$'],
  ['%%', '%'],
]);

/** What cron gives to a shell: `\%` is a percent sign, and what follows another one is read by the command. `text`: the file. */
export const cronLines = ({ jobs, written }: Crontab, text: string): readonly CommandLine[] =>
  jobs
    .filter(({ command }) => isAsWritten(command, written))
    .map(({ command, commandSpan, input, span: { end } }) => ({
      source: {
        ...replaced(text, commandSpan, command.includes('%') ? new Map([['\\%', '%']]) : new Map()),
        ...(!written && { quoting: [] }),
      },
      ...(input !== undefined && { input: replaced(text, { start: end - input.length, end }, percents) }),
    }));

/** What systemd runs: the signs before a path tell how, `$$` and `%%` are signs themselves. `text`: the file. */
export const unitLines = ({ sections, written }: UnitFile, text: string): readonly CommandLine[] =>
  sections
    .flatMap(({ directives }) => directives)
    .filter(({ key, value }) => /^Exec[A-Z]/.test(key) && value !== '' && isAsWritten(value, written))
    .map(({ valueSpan: { start, end } }) => {
      const signs = /^[-@:+!|]*/.exec(text.slice(start, end))?.[0].length ?? 0;
      return { source: replaced(text, { start: start + signs, end }, doubled) };
    });

/** A script that writes the file may write other signs than those that arrive in it. */
const isAsWritten = (command: string, written: object | undefined): boolean => written === undefined || !/[\\$`]/.test(command);

/** A stretch of a file in which some signs stand for others: no text can be put in as in a script. */
function replaced(text: string, { start, end }: Span, signs: ReadonlyMap<string, string>): MappedText {
  const names = [...signs.keys()];
  const builder = new MappedTextBuilder();
  if (names.length === 0) builder.copy(text.slice(start, end), start);
  else
    for (let at = start; at < end;) {
      const name = names.find((one) => text.startsWith(one, at));
      if (name === undefined) builder.copy(text[at] ?? '', at);
      else builder.escape(signs.get(name) ?? '', at, name.length);
      at += name?.length ?? 1;
    }
  return builder.build(undefined);
}
