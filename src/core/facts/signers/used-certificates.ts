import { isTestMaterial } from '../../package/test-material';
import { isBuilding } from '../../package/workshop';
import type { Certificate } from '../../parse/certificate';
import type { PackageView } from '../../subject/subject';
import type { Place } from '../../text/span';
import { firstLine, idOf, isStore, maxAuthorities } from './signing-places';
import { entryOf } from '../../text/groups';

/** A certificate that something of the package verifies or serves with. */
export interface UsedCertificate {
  readonly certificate: Certificate;
  /** The first is the one to look at: files of certificates come before signatures. */
  readonly places: readonly [Place, ...Place[]];
  /** A signature brings it along or names it: that may have been made while it was valid. */
  readonly inSignature: boolean;
  /** Only what builds and tests the product has it. */
  readonly isOfBuild: boolean;
  /** It only stands in lists of others: a client takes what fits one of them. */
  readonly isOfList: boolean;
}

/**
 * All certificates, of files and of texts that hold some, but those of test material and of lists of authorities, whose clients take any that fits. An authority
 * that issued another certificate of the package is part of that one's chain, wherever it lies.
 */
export function usedCertificates({ subjects }: PackageView<'certificate' | 'text'>): UsedCertificate[] {
  const held = subjects.text.flatMap(({ path, text, syntax: { certificates } }) =>
    certificates.length > 0 ? [{ path, text, syntax: { certificates, signers: [] } }] : [],
  );
  const files = [...subjects.certificate, ...held].filter(({ path }) => !isTestMaterial(path));
  const certificates = files.flatMap(({ syntax }) => syntax.certificates);
  // The oldest roots do not say that they are authorities: what signs itself is no part of a chain either.
  const issuers = new Set(certificates.filter(({ authority, selfSigned }) => !authority && !selfSigned).map(({ issuer }) => issuer));
  const roots = new Set(certificates.filter(({ authority, selfSigned }) => authority && selfSigned).map(({ sha256 }) => sha256));
  const signers = new Set(files.flatMap(({ syntax }) => syntax.signers.map(({ issuer, serial }) => idOf(issuer ?? '', serial))));
  const found = new Map<string, { certificate: Certificate; places: (Place & { embedded: boolean; isListed: boolean })[] }>();
  for (const file of files) {
    const listed = roots.size > maxAuthorities || isStore(file);
    const isListed = isList(file.syntax.certificates);
    for (const certificate of file.syntax.certificates) {
      const { authority, selfSigned, subject, sha256, span, embedded } = certificate;
      if ((authority || selfSigned) && listed && !issuers.has(subject)) continue;
      const { places } = entryOf(found, sha256, () => ({ certificate, places: [] }));
      places.push({ path: file.path, span: firstLine(file.text, span), embedded, isListed });
    }
  }
  return [...found.values()].flatMap(({ certificate, places }) => {
    const inSignature = places.some(({ embedded }) => embedded) || signers.has(idOf(certificate.issuer, certificate.serial));
    const [first, ...others] = places.sort((a, b) => Number(a.embedded) - Number(b.embedded)).map(({ path, span }) => ({ path, span }));
    const isOfBuild = places.every(({ path }) => isBuilding(path));
    const isOfList = places.every(({ isListed }) => isListed);
    return first ? [{ certificate, places: [first, ...others], inSignature, isOfBuild, isOfList }] : [];
  });
}

/** Chains in one file from which on it is a list of whom to trust: a server has one, or two of different keys. */
const chainsOfList = 3;

/** No certificate of a chain but its last has issued none of the others. */
const isList = (certificates: readonly Certificate[]): boolean => {
  const shown = certificates.filter(({ embedded }) => !embedded);
  const issuers = new Set(shown.flatMap(({ issuer, selfSigned }) => (selfSigned ? [] : [issuer])));
  return new Set(shown.flatMap(({ subject }) => (issuers.has(subject) ? [] : [subject]))).size >= chainsOfList;
};

/**
 * Whether an authority was renewed: another certificate of its name is valid from the first time to the second, and stands for
 * what this one issued.
 */
export function renewals(used: readonly UsedCertificate[], from: number, until: number): (old: Certificate) => boolean {
  const valid = used.filter(({ certificate: { authority, notBefore, notAfter } }) => authority && notBefore <= from && until <= notAfter);
  const names = new Set(valid.map(({ certificate }) => certificate.subject));
  return ({ authority, subject }) => authority && names.has(subject);
}
