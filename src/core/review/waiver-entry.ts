import type { WaiverEntry } from '../catalog/add-waiver';
import type { WaiverScope } from '../catalog/waiver';
import { shownPath } from '../package/nested-path';
import type { Finding } from '../rules/finding';

/** What people say of a waiver that they give. */
export type WaiverWords = Pick<WaiverEntry, 'reason' | 'owner' | 'until' | 'granted' | 'authority'>;

/** The waiver of a finding, or of all that its rule finds in its file or in the package. `root`: the folder that the package lies in. */
export function waiverEntry(
  { rule, fingerprint, path }: Pick<Finding, 'rule' | 'fingerprint' | 'path'>,
  scope: Exclude<WaiverScope, 'place'>,
  { name, root }: { readonly name: string; readonly root: string },
  said: WaiverWords,
): WaiverEntry {
  const below = shownPath(path.startsWith(root) ? path.slice(root.length) : path);
  return {
    rule,
    ...(scope === 'line' && { fingerprint }),
    ...(scope !== 'rule' && { path: below }),
    package: name,
    ...said,
  };
}
