import { fileOf } from '../../package/named-file';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { upgradeEffects } from './upgrade-effects';

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

const pulls = /^git (?:clone|pull|fetch|submodule|remote)\b|^(?:svn|hg) (?:checkout|co|update|up|export|clone|pull)\b/;

const packageFile = /\.(?:deb|rpm|apk|pkg\.tar\.\w+|snap|whl|tar\.gz|tgz|gem|ipk)$/;

/** What is unpacked, installed or put in its place on the way, where the package does not have it. */
export const foreignContent = fact(planned, (reviewed): readonly ForeignContent[] => {
  const { files } = reviewed;
  const way = upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) =>
    isSure && phase !== 'scheduled' && phase !== 'rollback' && effect.when !== 'on-failure' ? [effect] : [],
  );
  const made = new Map<string, string | undefined>();
  const found = new Map<string, ForeignContent>();
  for (const effect of way) {
    const { kind, target, from, path } = effect;
    for (const source of sourcesOf(effect)) {
      // What the upgrade itself has put there comes from where that came from.
      const first = made.has(source) ? made.get(source) : source;
      if (first === undefined || isOwnHost(first)) continue;
      const isFetched = isAddress(first) || kind === 'network.fetch';
      if (!isFetched && first !== '*' && fileOf(files, first) !== undefined) continue;
      found.set(`${path}\n${first}`, { path, from: first, isFetched });
    }
    if (/^file\.(?:write|append|move|edit)$/.test(kind) && target !== '*')
      made.set(target, from === undefined ? undefined : (made.get(from) ?? from));
  }
  return [...found.values()];
});

/** Where that comes from which an effect puts somewhere; what is fetched for a look at it stays in a temporary file. */
function sourcesOf({ kind, target, from, by }: PlanEffect): readonly string[] {
  if (kind === 'archive.extract') return from === undefined || from === '-' ? [] : [from];
  if (kind === 'package.install') return target.includes('/') && (packageFile.test(target) || isAddress(target)) ? [target] : [];
  if (kind === 'network.fetch') return pulls.test(by) ? [target || by] : [];
  return kind === 'file.write' && from !== undefined && isAddress(from) && !/^\/(?:tmp|var\/tmp|dev)\//.test(target) ? [from] : [];
}
