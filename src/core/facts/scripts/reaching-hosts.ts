import { isSourceTree } from '../../package/source-tree';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { upgradeRuns } from './upgrade-effects';

/** Trees that are laid out as they come to lie on a host, and what package managers install. */
const installed =
  /^(?:[^/]+\/)?(?:etc|usr|opt)\/|(?:^|\/)(?:rootfs|sysroot|overlays?|skel|files|package-files|debian\/[^/]+)\/(?:etc|usr|opt)\/|\.(?:deb|rpm|ipk|apk) »/;

/**
 * Whether a file gets to a host as far as anybody sees. Of a package everything does. Of a tree of sources it is what the upgrade runs, what its scripts
 * copy by name, and what lies as on a host.
 */
export const reachesHosts = fact([...planned, 'manifest'], (reviewed): ((path: string) => boolean) => {
  if (reviewed.manifest || !isSourceTree(reviewed.files)) return () => true;
  const runs = upgradeRuns(reviewed).filter(({ isSure }) => isSure);
  const run = new Set(runs.flatMap(({ entry, effects }) => [entry, ...effects.map(({ path }) => path)]));
  const copied = new Set(runs.flatMap(({ effects }) => effects.flatMap(({ from }) => (from === undefined ? [] : nameOf(from)))));
  return (path) => run.has(path) || installed.test(path) || path.split('/').some((name) => copied.has(name));
});

/** Of a place that is named, the last name; of all that lies somewhere nothing is known. */
function nameOf(from: string): string[] {
  const name = from.split('/').findLast((part) => part !== '' && part !== '*') ?? '';
  return /^[\w.-]+$/.test(name) && /[A-Za-z]/.test(name) ? [name] : [];
}
