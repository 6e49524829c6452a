import { namesakesOf } from '../../package/named-file';
import type { SourceEntry } from '../../package/source';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { matches } from '../../text/glob';
import { baseName } from '../../text/path';
import { effectsForward } from './upgrade-effects';

/** Something that the upgrade puts on a host, and that nobody finds in the package. */
export interface ForeignContent {
  /** The script that does so. */
  readonly path: string;
  /** The address or the file; `*`: nobody sees which. */
  readonly from: string;
  readonly isFetched: boolean;
}

/** Addresses, and files of other hosts: `vendor@host:/x.tgz`. Package managers have sources that they trust. */
const isAddress = (from: string): boolean => /^(?:[a-z][\w+.-]*:\/\/|[\w.@-]+:(?!\\))/i.test(from);

/** What the host asks of itself is no delivery. */
const isOwnHost = (from: string): boolean => /^[a-z]+:\/\/(?:[^/@]*@)?(?:localhost|127\.|\[?::1\b|0\.0\.0\.0)/i.test(from);

/** Without a login and a query, which may be secrets. */
const plainAddress = (from: string): string => (from.split(/[?#]/, 1)[0] ?? '').replace(/^([a-z][\w+.-]*:\/\/)[^/@]*@/i, '$1');

const pulls = /^git (?:clone|pull|fetch|submodule|remote)\b|^(?:svn|hg) (?:checkout|co|update|up|export|clone|pull)\b/;

const packageFile = /\.(?:deb|rpm|apk|pkg\.tar\.\w+|snap|whl|tar\.gz|tgz|gem|ipk)$/;

/** What is unpacked, installed or put in its place on the way, where the package does not have it. */
export const foreignContent = fact(planned, (reviewed): readonly ForeignContent[] => {
  const { files } = reviewed;
  const made = new Map<string, string | undefined>();
  /** What the upgrade itself has put there comes from where that came from; absent: from what it has made of its own. */
  const originOf = (from: string): string | undefined => (made.has(from) ? made.get(from) : from);
  const found = new Map<string, ForeignContent>();
  for (const effect of effectsForward(reviewed)) {
    const { kind, target, from, path } = effect;
    for (const source of sourcesOf(effect)) {
      const first = originOf(source);
      if (first === undefined || isOwnHost(first)) continue;
      const isFetched = isAddress(first) || kind === 'network.fetch';
      if (!isFetched && liesIn(files, first)) continue;
      const shown = plainAddress(first);
      found.set(`${path}\n${shown}`, { path, from: shown, isFetched });
    }
    if (/^file\.(?:write|append|move|edit)$/.test(kind) && target !== '*')
      made.set(target, from === undefined ? undefined : originOf(from));
  }
  return [...found.values()];
});

/** By its name: scripts go from folder to folder, and copy packages before they unpack them. */
function liesIn(files: readonly SourceEntry[], from: string): boolean {
  const name = baseName(from);
  if (!name.includes('*')) return namesakesOf(files, name).length > 0;
  return name !== '*' && files.some(({ path }) => matches(name, baseName(path)));
}

/** Where that comes from which an effect puts somewhere; what is fetched for a look at it stays in a temporary file. */
function sourcesOf({ kind, target, from, by }: PlanEffect): readonly string[] {
  if (kind === 'archive.extract') return from === undefined || from === '-' ? [] : [from];
  if (kind === 'package.install') return target.includes('/') && (packageFile.test(target) || isAddress(target)) ? [target] : [];
  if (kind === 'network.fetch') return pulls.test(by) ? [target || by] : [];
  return kind === 'file.write' && from !== undefined && isAddress(from) && !/^\/(?:tmp|var\/tmp|dev)\//.test(target) ? [from] : [];
}
