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
const unveils = /^(?:openssl|gpg2?|age|base64|base32|uudecode|xxd|brotli|lz4|lzop|unsquashfs|7z[ar]?)\b/;

/** What changes files as a text tells it. */
const patches = /^(?:patch|git|ed|bspatch|xdelta3?)\b/;

const counts = ({ kind, by, target }: PlanEffect): boolean =>
  kind === 'file.write' ? unveils.test(by) || target.startsWith('/dev/') : kind === 'file.edit' ? patches.test(by) : !passesOn.test(kind);

/** Words of a command that are looked at; nobody writes more. */
const mostWords = 100;

/** Each file once, as the first command is given it. */
export const handedFiles = fact(planned, (reviewed): readonly HandedFile[] => {
  const { files } = reviewed;
  const found = new Map<string, HandedFile>();
  for (const effect of effectsOnTheWay(reviewed)) {
    if (!counts(effect)) continue;
    const { by, kind, path, target } = effect;
    for (const word of wordsIn(writtenWith(effect, reviewed))) {
      const file =
        fileAt(files, `${folderOf(path)}/${word}`) ?? fileAt(files, word) ?? (word.includes('/') ? fileOf(files, word, 2) : undefined);
      const below = kind === 'database.restore' && !file ? files.find((one) => one.path.startsWith(`${word}/`)) : undefined;
      const meant = file ?? below;
      if (meant && meant.path !== path && !found.has(meant.path)) found.set(meant.path, { file: meant.path, by, target, path });
    }
  }
  return [...found.values()];
});

/** With what it reads behind its words: `patch -p1 < a.patch`. */
function writtenWith(effect: PlanEffect, reviewed: PackageView<Planned>): string {
  const written = writtenAs(effect, reviewed);
  const behind =
    scriptTexts(reviewed)
      .get(effect.path)
      ?.slice(effect.command.end, effect.command.end + 400) ?? '';
  return `${written}${/^(?:[^\n;|&\\]|\\\n)*/.exec(behind)?.[0] ?? ''}`;
}

/** What may name a file: without quotes, the sign of an option, and the variable that its folder stands in. */
const wordsIn = (command: string): readonly string[] =>
  Array.from(command.slice(0, 4000).matchAll(/[^\s'"`;|&<>()=,@]+/g), ([word]) => word.replace(/^(?:\$\{?\w+\}?\/|\.\/)+/, ''))
    .filter((word) => word !== '' && !/^[-$\/]/.test(word))
    .slice(0, mostWords);
