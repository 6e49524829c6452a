import { applyEdits, modify } from 'jsonc-parser';
import { parseJson } from '../text/json';
import { formatOf } from './json-format';
import type { Waiver } from './waiver';

export type WaiverEntry = Omit<Waiver, 'origin'>;

/** What a file of waivers begins with when there is none yet. */
const begin =
  '// Findings that are accepted: by whom, why and until when. Kept in git, so that each is seen before it counts.\n{\n  "waivers": []\n}\n';

/** Fields in the order in which people read them. */
const order = [
  'rule',
  'fingerprint',
  'path',
  'line',
  'package',
  'version',
  'reason',
  'owner',
  'until',
  'granted',
  'authority',
] as const satisfies readonly (keyof WaiverEntry)[];

/**
 * A file of waivers with one more at its end; comments and the form of the others stay. `text`: `undefined` if there is no file.
 * @throws Error whose message says why the file cannot be added to
 */
export function withWaiver(text: string | undefined, entry: WaiverEntry): string {
  const before = text === undefined || text.trim() === '' ? begin : text;
  const { root, faults } = parseJson(before);
  const [fault] = faults;
  if (fault) throw new Error(`it is not JSON that can be added to: ${fault.detail}`);
  const waivers = root?.children?.find(({ children: [key] = [] }) => key?.value === 'waivers')?.children?.[1];
  if (root?.type !== 'object' || (waivers && waivers.type !== 'array'))
    throw new Error('it has no list of "waivers" that one can be added to');
  const value = Object.fromEntries(order.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])));
  const formattingOptions = formatOf(before);
  return waivers
    ? applyEdits(before, modify(before, ['waivers', waivers.children?.length ?? 0], value, { formattingOptions, isArrayInsertion: true }))
    : applyEdits(before, modify(before, ['waivers'], [value], { formattingOptions }));
}
