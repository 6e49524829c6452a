import { fileAt, fileOf } from '../../package/named-file';
import type { PlanEffect } from '../../plan/plan';
import { planned, type Planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { folderOf } from '../../text/path';
import { effectsOnTheWay, scriptTexts, writtenAs } from './upgrade-effects';

/** A file of the package that the upgrade gives to a program which does what the file says, or puts what it holds where that counts. */
export interface HandedFile {
  readonly file: string;
  /** `pg_restore`; the sign of a redirection, if its output is what counts. */
  readonly by: string;
  readonly target: string;
  /** The script that does so. */
  readonly path: string;
}

/** What only moves files about, looks at them, or is told of by itself. */
const passesOn =
  /^(?:file\.(?!edit|write)|dir\.|script\.run|package\.|process\.kill|prompt|wait|network\.(?!send)|lock\.|user\.|group\.|unknown)/;

/** What undoes what hides a file: nobody has read what comes out. */
const unveils = /(?:^|\|\s{0,20})(?:openssl|gpg2?|age|base64|base32|uudecode|xxd|brotli|lz4|lzop|unsquashfs|7z[ar]?)\b/;

/** What changes files as a text tells it. */
const patches = /^(?:patch|git|ed|bspatch|xdelta3?)\b/;

/** `written`: with the program that a redirection takes the output of. */
const counts = ({ kind, by, target }: PlanEffect, written: string): boolean =>
  kind === 'file.write'
    ? unveils.test(by) || unveils.test(written) || target.startsWith('/dev/')
    : kind !== 'file.edit' || patches.test(by);

/** Words of a command that are looked at; nobody writes more. */
const mostWords = 100;

/** Each file once, as the first command is given it. */
export const handedFiles = fact(planned, (reviewed): readonly HandedFile[] => {
  const { files } = reviewed;
  const found = new Map<string, HandedFile>();
  for (const effect of effectsOnTheWay(reviewed)) {
    const { by, kind, path, target } = effect;
    if (passesOn.test(kind)) continue;
    const written = writtenWith(effect, reviewed);
    if (!counts(effect, written)) continue;
    for (const word of wordsIn(written)) {
      const file =
        fileAt(files, `${folderOf(path)}/${word}`) ?? fileAt(files, word) ?? (word.includes('/') ? fileOf(files, word, 2) : undefined);
      const below = kind === 'database.restore' && !file ? files.find((one) => one.path.startsWith(`${word}/`)) : undefined;
      const meant = file ?? below;
      if (meant && meant.path !== path && !found.has(meant.path)) found.set(meant.path, { file: meant.path, by, target, path });
    }
  }
  return [...found.values()];
});

/** With what it reads behind its words, and what is piped to it: `patch -p1 < a.patch`, `base64 -d a.txt | tar x`. */
function writtenWith(effect: PlanEffect, reviewed: PackageView<Planned>): string {
  const { start, end } = effect.command;
  const text = scriptTexts(reviewed).get(effect.path) ?? '';
  const behind = /^(?:[^\n;|&\\]|\\\n)*/.exec(text.slice(end, end + longest))?.[0] ?? '';
  const before = text.slice(Math.max(0, start - longest), start);
  const piped = /\|[\s\\]{0,20}$/.test(before) ? (before.split(/[;&]|(?<![|\\][ \t]{0,8})\n/).at(-1) ?? '') : '';
  return `${piped.trimStart()}${writtenAs(effect, reviewed)}${behind}`;
}

/** Characters around a command that are looked at. */
const longest = 400;

/** What may name a file: without quotes, the sign of an option, and the variable that its folder stands in. */
const wordsIn = (command: string): readonly string[] =>
  Array.from(command.slice(0, 4000).matchAll(/[^\s'"`;|&<>()=,@]+/g), ([word]) => word.replace(/^(?:\$\{?\w+\}?\/|\.\/)+/, ''))
    .filter((word) => word !== '' && !/^[-$\/]/.test(word))
    .slice(0, mostWords);
