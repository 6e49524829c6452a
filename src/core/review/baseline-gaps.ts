import { steppedVersionOf } from '../compare/previous';
import { generic } from '../inventory/versions/generic';
import type { ReviewedSite } from '../rules/rule';
import type { NotChecked } from './gap';
import { versionOf } from './identity';

type Named = Parameters<typeof versionOf>[0];

/** Of the manifest, else of the file's name: most archives have no manifest of ours. */
export function toldVersionOf(told: Named): string | undefined {
  const version = versionOf(told);
  return steppedVersionOf({ file: told.name, ...(version !== undefined && { version }) });
}

/** Whether the package that was named as the one before can be it: what is new would be told against another one. */
export function baselineGaps({ baseline, package: newer }: ReviewedSite): readonly NotChecked[] {
  if (!baseline) return [];
  const older = baseline.package;
  const what = 'what is new in this package';
  const [own, other] = [productOf(newer), productOf(older)];
  if (own !== undefined && other !== undefined && own.toLowerCase() !== other.toLowerCase())
    return [{ what, why: `the package that it was compared with is ${other}, and this one is ${own}`, decisive: false }];
  const [version, before] = [toldVersionOf(newer), toldVersionOf(older)];
  return version !== undefined &&
    before !== undefined &&
    generic.isValid(version) &&
    generic.isValid(before) &&
    generic.compare(before, version) > 0
    ? [
        {
          what,
          why: `the package that it was compared with is ${before}, which is later than ${version}: the two may have been exchanged`,
          decisive: false,
        },
      ]
    : [];
}

const productOf = ({ manifest }: Named): string | undefined => manifest?.syntax.product?.value;
