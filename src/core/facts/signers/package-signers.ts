import type { Catalog } from '../../catalog/catalog';
import { kindOfPath } from '../../package/classify';
import type { PackageSource } from '../../package/source';
import type { OpenEnd } from './chain';
import { signingPlaces } from './signing-places';
import { commonName, openEnds } from './trust';
import type { Verify } from '../../parse/x509-signature';
import type { Subject } from '../../subject/subject';
import { parseFile } from '../../subject/parse-file';

/** Somebody who vouches for a package. */
export interface Signer {
  readonly path: string;
  readonly isSignature: boolean;
  /** Common names; the signer's own is absent if the signature does not bring its certificate along. */
  readonly name?: string;
  readonly issuer: string;
  /** Of the certificate, lower-case hex. */
  readonly sha256?: string;
  /** Milliseconds since 1970. */
  readonly validUntil?: number;
  /** `unknown`: the catalog names no signers. `unverified`: the names lead to a trusted one, and that could not be verified. */
  readonly trust: 'trusted' | 'not-trusted' | 'unverified' | 'unknown';
}

/** Who signed a package, by its certificates and signatures, and whether the site trusts them. Files that cannot be read count for nothing. */
export async function signersOf(source: PackageSource, catalog: Catalog, verify: Verify | undefined): Promise<Signer[]> {
  const files: Subject<'certificate'>[] = [];
  for (const entry of source.entries) {
    if (kindOfPath(entry.path) !== 'certificate') continue;
    const parsed = await parseFile(source, entry, new Set(['certificate'])).catch(() => undefined);
    if (parsed && 'subjects' in parsed) files.push(...(parsed.subjects as readonly Subject<'certificate'>[]));
  }
  return signersIn(files, catalog, verify);
}

/** The same of certificates that are parsed. */
export function signersIn(files: readonly Subject<'certificate'>[], catalog: Catalog, verify: Verify | undefined): Signer[] {
  const endOf = openEnds(files, catalog, verify);
  return signingPlaces(files).map((place) => ({
    path: place.path,
    isSignature: place.isSignature,
    issuer: commonName(place.issuer),
    ...(place.certificate && {
      name: commonName(place.certificate.subject),
      sha256: place.certificate.sha256,
      validUntil: place.certificate.notAfter,
    }),
    trust: catalog.signers.length === 0 ? 'unknown' : trustBy(endOf(place)),
  }));
}

const trustBy = (end: OpenEnd | undefined): Signer['trust'] =>
  end === undefined ? 'trusted' : end.how === 'unverified' ? 'unverified' : 'not-trusted';
