import type { Catalog } from '../../catalog/catalog';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import type { OpenEnd } from '../../facts/signers/chain';
import { signingPlaces, type SigningPlace } from '../../facts/signers/signing-places';
import { commonName, openEnds } from '../../facts/signers/trust';
import { entryOf } from '../../text/groups';

interface Data {
  readonly subject: string;
  readonly issuer: string;
  readonly sha256: string | undefined;
  readonly trusted: number;
}

type Reported = Exclude<OpenEnd['how'], 'unverified'>;

/** More places of one issuer than this say nothing new. */
const maxRelated = 20;

export const unknownIssuer = defineRule({
  id: 'certificate/unknown-issuer',
  target: 'package',
  reads: ['certificate'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'Signed by somebody whom the site does not trust',
  rationale: `Anybody can sign a package with a certificate of their own making that bears the vendor's name. A signature says something only if its chain of
issuers comes to a certificate that the site decided to trust, by fingerprint and not by name.

The rule looks at detached signatures (PKCS #7, CMS) and at certificates that are made for signing, and follows their issuers through the certificates in
the package up to the catalog's \`signers\`. An issuer counts as far as its basic constraints, its key usage and its extended key usage allow. The signatures between these certificates are verified (RSA, RSA-PSS, ECDSA, Ed25519, Ed448). Where that cannot
be done, because of a curve that the platform does not know or a digest that can be forged (MD5, SHA-1), the review lists it as not checked, and the verdict is no
plain go. Whether a detached signature fits the file that it belongs to, and whether a certificate was revoked, is not checked: \`openssl cms -verify\` does that.

It is silent if the catalog lists no signers, and about certificates for TLS, lists of authorities (trust stores, CA bundles) and test material.`,
  references: [
    'https://www.rfc-editor.org/rfc/rfc5280#section-6',
    'https://www.rfc-editor.org/rfc/rfc5652',
    'https://docs.openssl.org/master/man1/openssl-cms/',
  ],
  messages: {
    missing: ({ subject, issuer, trusted }: Data) =>
      `${subject} was issued by ${issuer}, which is ${notAmong(trusted)}: nothing shows who made this package.`,
    named: ({ subject, issuer }: Data) =>
      `${subject} says that ${issuer} issued it. The catalog trusts a signer of that name, but its certificate is not in the package, so nothing proves it.`,
    self: ({ subject, issuer, trusted }: Data) =>
      subject === issuer
        ? `${subject} vouches for itself, and by its fingerprint it is ${notAmong(trusted)}.`
        : `The chain of ${subject} ends at ${issuer}, which vouches for itself and is ${notAmong(trusted)}.`,
    'not-authority': ({ subject, issuer }: Data) =>
      `${subject} was issued with the certificate of ${issuer}, which is not made to issue certificates: nothing shows who made this package.`,
    'too-deep': ({ subject, issuer }: Data) =>
      `${subject} is not vouched for by ${issuer}: so many authorities below that one are not allowed (path length).`,
    'other-purpose': ({ subject, issuer }: Data) =>
      `${subject} was issued with the certificate of ${issuer}, which may issue certificates for other purposes alone (extended key usage).`,
    forged: ({ subject, issuer }: Data) => `${subject} says that ${issuer} issued it, but the key of ${issuer} did not sign it.`,
  },
  check(reviewed, context) {
    const { signers: trusted } = context.catalog;
    const files = reviewed.subjects.certificate;
    if (trusted.length === 0 || files.length === 0) return;
    const endOf = openEnds(files, context.catalog, context.verify);
    const open = new Map<string, { how: Reported; name: string; places: SigningPlace[] }>();
    for (const place of signingPlaces(files)) {
      const end = endOf(place);
      // What could not be verified is a gap of the review, and no fault of the package.
      if (!end || end.how === 'unverified') continue;
      const { how, name } = end;
      const shared = `${how} ${name}`;
      // Signatures stand behind the certificate of their signer, and each for itself where that lies only in them.
      const key = place.isSignature && !open.has(shared) ? `${shared} ${place.path}` : shared;
      entryOf(open, key, () => ({ how, name, places: [] })).places.push(place);
    }
    for (const { how, name, places } of open.values()) {
      const [first, ...others] = places;
      if (!first) continue;
      const related: Related[] = others.slice(0, maxRelated).map(({ path, span, isSignature }) => ({
        at: 'package',
        path,
        span,
        message: isSignature ? 'a signature of the same issuer' : 'a certificate of the same issuer',
      }));
      for (const signer of trusted.slice(0, maxRelated))
        if (signer.origin) related.push({ at: 'site', origin: signer.origin, message: `the catalog trusts ${signer.name}` });
      const message = how === 'missing' && hasName(context.catalog, name) ? 'named' : how;
      const subject = commonName(first.certificate?.subject ?? 'The signer');
      const data = { subject, issuer: commonName(name), sha256: first.certificate?.sha256, trusted: trusted.length };
      context.report({ path: first.path, span: first.span }, message, { data, related });
    }
  },
});

const notAmong = (count: number): string =>
  count === 1 ? 'not the signer that the catalog trusts' : `none of the ${count} signers that the catalog trusts`;

const hasName = ({ signers: trusted }: Catalog, issuer: string): boolean =>
  trusted.some(({ name }) => name.toLowerCase() === commonName(issuer).toLowerCase());
