import type { Succession } from '../../facts/config/key-succession';
import type { ConfigKey } from '../../catalog/catalog';
import type { KeyUse } from '../../facts/config/known-keys';
import { type Inventory, hostsIn } from '../../inventory/inventory';
import type { Confidence, Fix, Related } from '../finding';

/** The parts of a message about a key; each but the key may be empty. */
export interface KeyData {
  readonly key: string;
  readonly since: string;
  readonly instead: string;
  readonly why: string;
  /** What production runs with. */
  readonly now: string;
}

export function keyEvidence(use: KeyUse, inventory: Inventory, environment: string): { data: KeyData; related: readonly Related[] } {
  const { known, at } = use;
  const { replacedBy } = known;
  const now = running([known.key], inventory, environment);
  const instead = replacedBy ? ` ${replacedBy} takes its place.` : '';
  return {
    data: { key: use.spelling === 'option' ? `--${at.key}` : at.key, since: sinceOf(known), instead, now: now.words, why: reasonOf(known) },
    related: [...catalogPlace(known), ...now.related],
  };
}

/** An option of that name may be another program's. */
export const sureness = ({ spelling }: KeyUse): { readonly confidence?: Confidence } =>
  spelling === 'option' ? { confidence: 'likely' } : {};

export const sinceOf = ({ product, since }: ConfigKey): string => (since ? ` from ${product} ${since} on` : ` in ${product}`);

/** What the catalog gives as reason and source, in brackets. */
export function reasonOf({ why, source }: ConfigKey): string {
  const given = [why?.replace(/\.$/, ''), source].filter(Boolean).join('; ');
  return given && ` (${given})`;
}

export const catalogPlace = ({ key, origin }: ConfigKey): Related[] =>
  origin ? [{ at: 'site', origin, message: `What the catalog says of ${key}` }] : [];

/** Hosts that are named; more say nothing new. */
const maxHosts = 3;

/** What the environment runs with now, in words and as places. Values are not shown: they may be secrets. */
export function running(keys: readonly string[], inventory: Inventory, environment: string): { words: string; related: Related[] } {
  const hosts = hostsIn(inventory, environment);
  const found = hosts.flatMap(({ name, config, origin }) =>
    keys.flatMap((key) => (config && Object.hasOwn(config, key) ? [{ name, key, origin }] : [])),
  );
  const named = found.slice(0, maxHosts);
  if (!named[0]) return { words: '', related: [] };
  const names = [...new Set(named.map(({ name }) => name)), ...(found.length > maxHosts ? ['others'] : [])].join(', ');
  return {
    words: ` Now ${environment} ${names} ${found.length > 1 ? 'run' : 'runs'} with ${named[0].key}.`,
    related: named.flatMap(({ name, key, origin }): Related[] =>
      origin ? [{ at: 'site', origin, message: `${environment} ${name} runs with ${key}` }] : [],
    ),
  };
}

export function successionFix(
  { at, source: { path } }: KeyUse,
  succession: Succession | undefined,
  applies: Fix['applies'],
): Fix | undefined {
  if (!succession) return undefined;
  const { kind, key, value, edits } = succession;
  const title = {
    remove: `Remove ${at.key}`,
    rename: `Rename ${at.key} to ${key}`,
    move: `Move ${at.key} to ${key}`,
  }[kind];
  return {
    title: value === undefined ? title : `${title} and set it to ${JSON.stringify(value)}`,
    edits: edits.map((edit) => ({ path, ...edit })),
    applies,
  };
}
