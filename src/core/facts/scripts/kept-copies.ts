import type { PlanEffect } from '../../plan/plan';

/** A copy of what lies in /etc is made: by its name, a function or script does it. */
const byName = /back[-_ ]?up|\bbackups?\b|etckeeper|\bsave_?(config|conf|old)|rsnapshot|restic|borg|snapshot/i;

const copies = /^(cp|mv|install|rsync|tar|gtar|bsdtar|zip|ln|git|dd|>|cat|scp|gzip)\b/;

/** What a script has copied so far. Each step is looked at once, however many files are asked about. */
export interface CopiesUntilNow {
  readonly add: (effect: PlanEffect) => void;
  /** Whether there is a copy of the file, or of a folder that it lies in. */
  readonly isKept: (path: string) => boolean;
  /** Whether what becomes the file was made from it before: `sed … a >a.new; mv a.new a`. */
  readonly isMadeFrom: (effect: PlanEffect) => boolean;
}

/** `texts`: of scripts, by path. */
export function copiesUntilNow(texts: ReadonlyMap<string, string>): CopiesUntilNow {
  let isAllKept = false;
  const kept = new Set<string>();
  const made = new Set<string>();
  return {
    add(effect) {
      const { kind, by, from, target, why = '', options, path, command } = effect;
      const words = (): string => (texts.get(path) ?? '').slice(command.start, Math.min(command.end, command.start + 300));
      if (kind === 'unknown' || kind === 'script.run' || kind === 'process.start')
        isAllKept ||= byName.test(`${why} ${target} ${words().slice(0, 80)}`);
      if (from !== undefined) made.add(`${from}\0${target}`);
      if (/^(cp|mv|install|ln)$/.test(by) && options.some((option) => /^(b|backup)(=|$)/.test(option))) kept.add(target);
      if (!copies.test(by)) return;
      if (from?.startsWith('/') && from !== target) kept.add(folderOrFile(from));
      // `tar czf backup.tgz /etc/dten`.
      if (!/^(tar|gtar|bsdtar|zip|git)\b/.test(by)) return;
      for (const word of words().split(/[\s"']+/)) if (word.startsWith('/')) kept.add(folderOrFile(word));
    },
    isKept: (path) => isAllKept || ancestorsOf(path).some((each) => kept.has(each)),
    isMadeFrom: ({ from = '', target }) => from !== '' && made.has(`${target}\0${from}`),
  };
}

const folderOrFile = (path: string): string => path.replace(/\/(\*|\.)?$/, '');

/** Linux takes no longer ones. */
const longestPath = 4096;

/** The path and the folders that it lies in. */
function ancestorsOf(path: string): string[] {
  const found = [path];
  if (path.length > longestPath) return found;
  for (let end = path.lastIndexOf('/'); end >= 0; end = end > 0 ? path.lastIndexOf('/', end - 1) : -1) found.push(path.slice(0, end));
  return found;
}
