import { documentClaims } from '../facts/document-claims';
import { environmentOf } from '../inventory/inventory';
import type { Site } from '../subject/site';
import { lineStarts, rangeOf } from '../text/lines';
import { memo } from '../text/memo';
import type { ShownPlace } from './shown-plan';

/** How long it takes, as others say. Minutes. */
export interface Announced {
  /** What manifest and documents of the package say of the time in which something stands still; 0: of none. */
  readonly downtime: readonly (ShownPlace & { readonly minutes: number })[];
  /** The maintenance window of the environment; absent: the inventory has none. */
  readonly window?: number;
}

export function announcedBy({ package: reviewed, inventory, environment }: Pick<Site, 'package' | 'inventory' | 'environment'>): Announced {
  const { manifest, subjects } = reviewed;
  const claim = manifest?.syntax.downtimeMinutes;
  const texts = new Map(subjects.text.map((subject) => [subject.path, subject]));
  const window = environmentOf(inventory, environment)?.window?.minutes;
  return {
    downtime: [
      ...(manifest && claim ? [{ path: manifest.path, range: rangeOf(linesOf(manifest), claim.span), minutes: claim.value }] : []),
      ...documentClaims(reviewed).flatMap(({ kind, path, span, minutes }) => {
        const subject = texts.get(path);
        const said = kind === 'no-downtime' ? 0 : minutes;
        return subject && said !== undefined ? [{ path, range: rangeOf(linesOf(subject), span), minutes: said }] : [];
      }),
    ],
    ...(window !== undefined && { window }),
  };
}

const linesOf = memo(({ text }: { readonly text: string }) => lineStarts(text));
