import type { ShellCommand, ShellWord } from '../../parse/shell-script';
import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import type { Span } from '../../text/span';

/** A file that a script copies, links or writes into a folder of cron. */
export interface Placing {
  readonly script: string;
  readonly name: string;
  /** What it is called there. */
  readonly as: string;
  readonly folder: string;
  /** Of the target. */
  readonly span: Span;
  /** Where the name can be written behind the folder; absent: it stands there. */
  readonly at?: number;
  /** The folder is written with a slash at its end. */
  readonly isFolder: boolean;
}

/** `install -m 0644 cron/dten.cron /etc/cron.d/`, `cp dten.cron /etc/cron.d/dten.cron`. */
export const placings = fileFact('shell', ({ path, syntax }): readonly Placing[] =>
  syntax.commands.flatMap((command): readonly Placing[] => {
    const { name, words } = command;
    const [target, source, ...others] = words.slice(1).reverse();
    const written = programsWritten(path, command);
    if (written.length > 0) return written;
    const isCopy = /^(cp|install|mv|ln|rsync)$/.test(name ?? '') && others.every(({ text }) => !text.includes('/') && !text.includes('*'));
    const [, folder, slash = '', file = ''] = /^(\/etc\/cron\.\w+)(?:(\/)([^/]*))?$/.exec(target?.value ?? '') ?? [];
    if (!isCopy || !target || source === undefined || folder === undefined) return [];
    // `/etc/cron.d/.` is the folder.
    const isFolder = file === '' || file === '.';
    const from = baseName((source.value ?? source.text).replace(/["']/g, ''));
    // What lies in a folder, under names of its own.
    if (from === '.' || from === '') return [];
    const placed = { script: path, name: from, as: isFolder ? from : file, folder, span: target.span };
    if (!isFolder) return [{ ...placed, isFolder: true }];
    const at = target.span.end - (/["']$/.test(target.text) ? 1 : 0) - file.length;
    return [{ ...placed, at, isFolder: slash !== '' }];
  }),
);

/** `cat > /etc/cron.daily/dten.sh`, `tee /etc/cron.daily/dten.sh`. */
function programsWritten(script: string, { name, words, redirects }: ShellCommand): readonly Placing[] {
  const targets = [
    ...redirects.flatMap(({ operator, target }) => (/^(?:>|>>|>\|)$/.test(operator) ? [target] : [])),
    ...(name === 'tee' ? words.slice(1).filter(({ text }) => !text.startsWith('-')) : []),
  ];
  return targets.flatMap(({ value, span }): Placing[] => {
    const [, folder, file] = /^(\/etc\/cron\.(?:hourly|daily|weekly|monthly))\/([^/]+)$/.exec(value ?? '') ?? [];
    return folder === undefined || file === undefined ? [] : [{ script, name: file, as: file, folder, span, isFolder: true }];
  });
}

/** A file of cron that a script makes somebody else's than root's. */
export interface GivenAway {
  readonly user: string;
  readonly span: Span;
}

/** `chown dten /etc/cron.d/dten`, `install -o dten x /etc/cron.d/dten`. */
export const givenAway = fileFact('shell', ({ syntax }): readonly GivenAway[] =>
  syntax.commands.flatMap(({ name, words }) => {
    const [first, ...others] = words.slice(1).filter(({ text }) => !text.startsWith('-'));
    const owner = name === 'chown' ? first?.value : name === 'install' ? optionOf(words, '-o', '--owner') : undefined;
    const files = name === 'install' ? words.slice(-1) : others;
    const user = /^([\w-]+)/.exec(owner ?? '')?.[1];
    if (user === undefined || user === 'root' || user === '0') return [];
    return files.filter(isOfCron).map(({ span }) => ({ user, span }));
  }),
);

/** A file of cron that a script lets others than root write. */
export const openedToOthers = fileFact('shell', ({ syntax }): readonly { readonly mode: number; readonly span: Span }[] =>
  syntax.commands.flatMap(({ name, words }) => {
    const operands = words.slice(1).filter(({ text }) => !text.startsWith('-'));
    const written = name === 'install' ? optionOf(words, '-m', '--mode') : name === 'chmod' ? operands[0]?.value : undefined;
    const mode = /^[0-7]{3,4}$/.test(written ?? '') ? parseInt(written ?? '', 8) : 0;
    return (mode & 0o022) === 0
      ? []
      : words
          .slice(-1)
          .filter(isOfCron)
          .map(({ span }) => ({ mode, span }));
  }),
);

const isOfCron = ({ value }: ShellWord): boolean => /^\/etc\/(cron\.d\/[^/]+|crontab)$/.test(value ?? '');

/** The value of `-o x`, `-ox` or `--owner=x`. */
function optionOf(words: readonly ShellWord[], short: string, long: string): string | undefined {
  const values = words.map(({ value }) => value ?? '');
  const at = values.findIndex((value) => value === short || value === long);
  return at < 0 ? values.flatMap((value) => new RegExp(`^(?:${short}|${long}=)(.+)$`).exec(value)?.[1] ?? []).at(0) : values[at + 1];
}

/** Files that a command copies, links or changes by their names, and its last word. */
export interface Copy {
  readonly names: readonly string[];
  readonly target: string;
}

const copies = new Set(['cp', 'install', 'mv', 'ln', 'rsync', 'chmod', 'dh_install']);

export const copiesIn = fileFact('shell', ({ syntax }): readonly Copy[] =>
  syntax.commands.flatMap(({ name, words }) => {
    if (!copies.has(name ?? '')) return [];
    const plain = words.slice(1).map(({ value, text }) => (value ?? text).replace(/["']/g, ''));
    return [{ names: plain.map(baseName), target: plain.at(-1) ?? '' }];
  }),
);
