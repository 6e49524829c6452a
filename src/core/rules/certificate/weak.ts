import { commonName } from '../../facts/signers/trust';
import { usedCertificates } from '../../facts/signers/used-certificates';
import type { Certificate } from '../../parse/certificate';
import { defineRule } from '../rule';

export const weakCertificate = defineRule({
  id: 'certificate/weak',
  target: 'package',
  reads: ['certificate', 'text'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'weakens-security'],
  fixable: false,
  summary: 'A certificate whose key is too short or whose signature is made with a broken digest',
  rationale: `An RSA key of less than 2048 bits can be broken, and so can a signature over MD5 or SHA-1: somebody can make a second certificate that it fits. Therefore OpenSSL of Debian, Ubuntu and Red Hat
refuses both as they are set up, and so do browsers and Java: a service with such a certificate does not start, or its clients do not connect to it.

The rule looks at the same certificates as \`certificate/expired\`, in files and in texts that hold some. Nobody checks the signature of an authority that is trusted by itself, so a root is told for its key alone.

It is a warning, as nobody sees which of them is in use. It is silent about certificates inside of signatures, about lists of authorities, and about test material and examples. What only builds the product has is possible.`,
  references: [
    'https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/',
    'https://datatracker.ietf.org/doc/html/rfc9155',
    'https://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-131Ar2.pdf',
  ],
  messages: {
    short: ({ subject, bits }: { subject: string; bits: number }) =>
      `The certificate of ${subject} has an RSA key of ${bits} bits: less than 2048 are refused by OpenSSL as distributions set it up.`,
    digest: ({ subject, digest }: { subject: string; digest: string }) =>
      `The certificate of ${subject} is signed over ${digest}, which clients refuse: nothing that is served with it can be reached.`,
  },
  check(reviewed, { report }) {
    for (const { certificate, places, inSignature, isOfBuild } of usedCertificates(reviewed)) {
      if (inSignature) continue;
      const subject = commonName(certificate.subject);
      const confidence = isOfBuild ? { confidence: 'possible' as const } : {};
      const { rsaBits } = certificate;
      const digest = brokenDigest(certificate);
      if (rsaBits !== undefined && rsaBits < fewestBits) report(places[0], 'short', { data: { subject, bits: rsaBits }, ...confidence });
      else if (digest !== undefined) report(places[0], 'digest', { data: { subject, digest }, ...confidence });
    }
  },
});

const fewestBits = 2048;

/** Algorithms of signatures, by object identifier (RFC 3279). */
const broken: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'MD2'],
  ['1.2.840.113549.1.1.4', 'MD5'],
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.2.840.10040.4.3', 'SHA-1'],
  ['1.2.840.10045.4.1', 'SHA-1'],
]);

const brokenDigest = ({ selfSigned, signature }: Certificate): string | undefined =>
  selfSigned ? undefined : broken.get(signature.algorithm);
