import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { baseName } from '../../text/path';
import { upgradeEffects } from '../scripts/upgrade-effects';

/** Where the upgrade's scripts put copies of files, by the name that the file has in the package. */
export const copiesByName = fact(planned, (reviewed): ReadonlyMap<string, { readonly from: string; readonly to: string }> => {
  const found = new Map<string, { from: string; to: string }>();
  for (const { effect, phase } of upgradeEffects(reviewed)) {
    const { kind, from, target } = effect;
    if (phase === 'rollback' || from === undefined || !/^file\.(?:write|move)$/.test(kind)) continue;
    found.set(baseName(from), { from, to: target });
  }
  return found;
});
