import type { Certificate, CertificateFile } from '../../parse/certificate';
import type { Span } from '../../text/span';
import type { Subject } from '../../subject/subject';
import { isTestMaterial } from '../../package/test-material';
import { baseName } from '../../text/path';

/** A place in the package where somebody vouches for it. */
export interface SigningPlace {
  readonly path: string;
  readonly span: Span;
  /** Absent if a signature does not bring the certificate of its signer along. */
  readonly certificate?: Certificate;
  readonly isSignature: boolean;
  /** The signer's issuer, as the signature names it. */
  readonly issuer: string;
}

const codeSigning = '1.3.6.1.5.5.7.3.3';
const anyPurpose = '2.5.29.37.0';

const isForCode = (certificate: Certificate | undefined): boolean => certificate?.purposes.includes(codeSigning) ?? false;

/** A file or package with more authorities of its own than this is a list of whom to trust, not of who signed. */
export const maxAuthorities = 4;

const trustStore =
  /(^|\/)(ca-certificates|trust(ed)?|anchors|cacerts?|roots?|pki)(\/|$)|(^|[-_./])(ca|root|bundle|cacert|cabundle)[\w-]*\.\w+$|[-_](ca|root)\.\w+$/i;

const saysSigning = /sign|release|publisher|codesign/i;

/** Certificates and signatures that vouch for the package: those for signing code first, signatures last. */
export function signingPlaces(files: readonly Subject<'certificate'>[]): SigningPlace[] {
  const all = files.flatMap(({ syntax }) => syntax.certificates);
  const issuers = new Set(all.filter(({ selfSigned }) => !selfSigned).map(({ issuer }) => issuer));
  const lone = all.filter(({ authority, subject }) => authority && !issuers.has(subject));
  const stored = new Set(lone.length > maxAuthorities ? lone : []);
  const places = files
    .filter(({ path }) => !isTestMaterial(path))
    .flatMap((file) =>
      file.syntax.certificates
        .filter((certificate) => signs(certificate, file.path, issuers) && !stored.has(certificate))
        // Who lists authorities to trust lists nothing else: others beside them are looked at.
        .filter(({ authority }) => !(authority && isStore(file)))
        .map((certificate) => placeOf(file, certificate)),
    );
  places.sort((a, b) => Number(isForCode(b.certificate)) - Number(isForCode(a.certificate)));
  const known = new Map<string, Certificate>();
  for (const certificate of all) {
    const id = idOf(certificate.issuer, certificate.serial);
    if (!known.has(id)) known.set(id, certificate);
  }
  const signatures = files.flatMap((file) => {
    const likely = file.syntax.certificates.find(({ subject }) => !issuers.has(subject));
    return file.syntax.signers.map(({ issuer, serial, span }): SigningPlace => {
      const own = issuer === undefined ? likely : known.get(idOf(issuer, serial));
      return {
        path: file.path,
        span: firstLine(file.text, span),
        isSignature: true,
        issuer: issuer ?? own?.issuer ?? '',
        ...(own && { certificate: own }),
      };
    });
  });
  return [...places, ...signatures.filter(({ issuer }) => issuer !== '')];
}

/** Serial numbers are unique to an issuer. */
export const idOf = (issuer: string, serial: string | undefined): string => `${serial ?? ''} ${issuer}`;

const placeOf = ({ path, text }: Subject<'certificate'>, certificate: Certificate): SigningPlace => ({
  path,
  span: firstLine(text, certificate.span),
  certificate,
  isSignature: false,
  issuer: certificate.issuer,
});

/** The BEGIN line of a PEM block; nothing in binary files. */
export function firstLine(text: string, { start, end }: Span): Span {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline < 0 || newline > end ? end : newline).trimEnd();
  return { start, end: start + line.length };
}

export const isStore = ({ syntax }: { readonly syntax: Pick<CertificateFile, 'certificates'> }): boolean =>
  syntax.certificates.filter(({ authority, selfSigned }) => authority && selfSigned).length > maxAuthorities;

/** Whether a certificate is there to vouch for files, rather than to open connections or to be trusted by a client. */
function signs(
  { purposes, forConnections, authority, selfSigned, subject, embedded }: Certificate,
  path: string,
  issuers: ReadonlySet<string>,
): boolean {
  // Those inside a signature are reported as the signature; issuers are part of the chain of what they issued.
  if (embedded || issuers.has(subject)) return false;
  if (purposes.length > 0) return purposes.includes(codeSigning) || purposes.includes(anyPurpose);
  if (forConnections) return false;
  return !authority || saysSigning.test(baseName(path)) || (selfSigned && !trustStore.test(path));
}
