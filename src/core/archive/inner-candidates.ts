import { kindOfPath } from '../package/classify';
import type { SourceEntry } from '../package/source';
import type { RangedSource } from './archive-source';
import { beginsLikeContainer, containerHead, containerName } from './container-signs';

/** The shortest archive is its end record. */
const shortest = 22;

/** Names of what is a ZIP. */
export const archiveName = /\.(zip|jar|war|ear|apk|aab|aar|whl|egg|nupkg|vsix|xpi|ipa|sar|par|kar)$/i;
/** Read as they are, by programs: what only matters to who unpacks them is nothing odd. */
export const isUsedPacked = (path: string): boolean => archiveName.test(path) && !/\.zip$/i.test(path);
/** Names that never hold files that anybody would review; documents of offices are ZIPs as well. */
const neverArchive =
  /\.(png|jpe?g|gif|svg|ico|webp|css|html?|xml|xsd|js|mjs|cjs|ts|map|md|rst|txt|log|csv|py|pyc|rb|p[lm]|php|java|class|[cho]|hh?|cpp|a|so|mo|po|gz|bz2|xz|zst|tar|tgz|deb|rpm|7z|rar|woff2?|ttf|otf|eot|pdf|docx?|xlsx?|pptx?|od[tspg]|epub|mp[34]|wav)$/i;

/** Whether the first bytes are those of what its name may be. */
export async function beginsLikeArchive(base: RangedSource, path: string): Promise<boolean> {
  const isContainer = containerName.test(path);
  const head = await base.read(path, isContainer ? containerHead : 4).catch(() => new Uint8Array());
  if (isContainer) return beginsLikeContainer(head);
  const [a, b, c, d] = head;
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

/** By name and size; of what has no telling name the first bytes decide. */
export function mayBeArchive({ path, size, symlink }: SourceEntry): boolean {
  if (symlink || size < shortest) return false;
  if (archiveName.test(path) || containerName.test(path)) return true;
  const kind = kindOfPath(path);
  return (kind === undefined || kind === 'other') && !neverArchive.test(path);
}
