import { childrenOf, tags, type DerValue } from './der';
import type { Span } from '../text/span';
import { nameOf, serialOf, timeOf } from './x509-values';

/** What an authority no longer stands by (RFC 5280, 5.1). */
export interface RevocationList {
  readonly issuer: string;
  /** By when there is a newer one, in milliseconds since 1970; `NaN` if it does not say. */
  readonly nextUpdate: number;
  /** Serial numbers, as `serialOf` gives them. */
  readonly revoked: readonly string[];
  readonly span: Span;
}

const isTime = (value: DerValue | undefined): value is DerValue => value?.tag === tags.utcTime || value?.tag === tags.generalizedTime;

/** `undefined`: it has not the shape of one. */
export function readRevocationList(bytes: Uint8Array, value: DerValue, span: Span): RevocationList | undefined {
  const [tbs] = value.tag === tags.sequence ? childrenOf(bytes, value) : [];
  if (tbs?.tag !== tags.sequence) return undefined;
  const all = childrenOf(bytes, tbs);
  const [algorithm, issuer, thisUpdate, ...rest] = all[0]?.tag === tags.integer ? all.slice(1) : all;
  if (algorithm?.tag !== tags.sequence || issuer?.tag !== tags.sequence || !isTime(thisUpdate)) return undefined;
  const nextUpdate = isTime(rest[0]) ? timeOf(bytes, rest[0]) : NaN;
  const entries = rest.find(({ tag }) => tag === tags.sequence);
  const revoked = (entries ? childrenOf(bytes, entries) : []).flatMap((entry) => {
    const [serial] = childrenOf(bytes, entry);
    return serial?.tag === tags.integer ? [serialOf(bytes, serial)] : [];
  });
  return { issuer: nameOf(bytes, issuer), nextUpdate, revoked, span };
}
