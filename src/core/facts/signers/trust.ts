import type { Catalog } from '../../catalog/catalog';
import type { Certificate } from '../../parse/certificate';
import type { Verify } from '../../parse/x509-signature';
import type { Subject } from '../../subject/subject';
import { chainEnds, type OpenEnd } from './chain';
import type { SigningPlace } from './signing-places';

/** For each place where somebody vouches: where its chain ends without a signer that the catalog trusts; `undefined` if it comes to one. */
export function openEnds(
  files: readonly Subject<'certificate'>[],
  { signers }: Catalog,
  verify: Verify | undefined,
): (place: SigningPlace) => OpenEnd | undefined {
  const trusted = new Set(signers.map(({ sha256 }) => sha256.replace(/[^0-9a-f]/gi, '').toLowerCase()));
  const pool = files.flatMap(({ syntax }) => syntax.certificates);
  const endOf = chainEnds(pool, (sha256) => trusted.has(sha256), verify);
  return ({ certificate, issuer }) => (certificate ? endOf(certificate) : endOfIssuer(issuer, pool, endOf));
}

/** The signer's own certificate is missing; its issuer's may be there. */
function endOfIssuer(issuer: string, pool: readonly Certificate[], endOf: ReturnType<typeof chainEnds>): OpenEnd | undefined {
  const ends = pool.filter(({ subject }) => subject === issuer).map(endOf);
  // Without the signer's own certificate only the name in the signature says that this issuer stands behind it.
  return ends.includes(undefined) ? { how: 'unverified', name: issuer } : (ends[0] ?? { how: 'missing', name: issuer });
}

/** The CN of a distinguished name, or all of it if it has none. */
export const commonName = (name: string): string => /(?:^|, )CN=((?:\\.|[^,\\])+)/.exec(name)?.[1]?.replace(/\\(.)/g, '$1') ?? name;
