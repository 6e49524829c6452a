import type { Succession } from '../../catalog/key-succession';
import type { ConfigKey } from '../../catalog/catalog';
import type { KeyUse } from '../../catalog/known-keys';
import type { Inventory } from '../../inventory/inventory';
import type { Fix, Related } from '../finding';

/** The parts of a message about a key; each but the key may be empty. */
export interface KeyData {
  readonly key: string;
  readonly since: string;
  readonly instead: string;
  readonly why: string;
}

export function keyEvidence(use: KeyUse, inventory: Inventory, environment: string): { data: KeyData; related: readonly Related[] } {
  const { known, at } = use;
  const { replacedBy } = known;
  const instead = replacedBy ? ` \`${replacedBy}\` takes its place.` : '';
  return {
    data: { key: at.key, since: sinceOf(known), instead, why: reasonOf(known) },
    related: [...catalogPlace(known), ...hostsWith(known.key, inventory, environment)],
  };
}

export const sinceOf = ({ product, since }: ConfigKey): string => (since ? ` from ${product} ${since} on` : ` by ${product}`);

/** What the catalog gives as reason and source, in brackets. */
export function reasonOf({ why, source }: ConfigKey): string {
  const given = [why?.replace(/\.$/, ''), source].filter(Boolean).join('; ');
  return given && ` (${given})`;
}

export const catalogPlace = ({ key, origin }: ConfigKey): Related[] =>
  origin ? [{ at: 'site', origin, message: `What the catalog says of ${key}` }] : [];

/** Hosts that are named; more say nothing new. */
const maxHosts = 3;

/** Hosts that run with the key now. Values are not shown: they may be secrets. */
export function hostsWith(key: string, inventory: Inventory, environment: string): Related[] {
  const hosts = inventory.environments.find(({ name }) => name === environment)?.hosts ?? [];
  return hosts
    .flatMap(({ name, config, origin }): Related[] =>
      origin && config && Object.hasOwn(config, key) ? [{ at: 'site', origin, message: `${environment} ${name} runs with ${key}` }] : [],
    )
    .slice(0, maxHosts);
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
