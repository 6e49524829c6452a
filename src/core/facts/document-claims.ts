import type { Claim } from '../parse/claims';
import { fact } from '../subject/fact';

export interface DocumentClaim extends Claim {
  readonly path: string;
}

/** What documents of the package say of the upgrade, file by file; archives inside speak for themselves. */
export const documentClaims = fact(['text'], ({ subjects }): readonly DocumentClaim[] =>
  subjects.text.flatMap(({ path, syntax }) => syntax.claims.map((claim) => ({ ...claim, path }))),
);
