import { wrongPairs } from '../../facts/signers/key-pairs';
import { commonName } from '../../facts/signers/trust';
import { defineRule } from '../rule';

interface Data {
  readonly subject: string;
  readonly where: string;
}

export const wrongKey = defineRule({
  id: 'certificate/wrong-key',
  target: 'package',
  reads: ['certificate'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A private key that is not that of its certificate',
  rationale: `A server that is given a certificate and the key of another one does not start: \`key values mismatch\`. It comes of renewing one of both files, and shows when the upgrade restarts the server.

The rule compares private keys (PKCS #1, PKCS #8, SEC 1) with the certificates in the same file, and with those in the same folder whose names differ only in what says key or certificate: \`server.key\` and
\`server.crt\`, \`privkey.pem\` and \`fullchain.pem\`. One certificate that fits is enough. It compares what both hold of the public key: the modulus of RSA, or the point of a curve.

It is silent about keys behind a password, keys of Ed25519 and DSA, which do not hold the public one, and about test material.`,
  references: [
    'https://docs.openssl.org/3.0/man3/SSL_CTX_use_certificate/#return-values',
    'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.3',
  ],
  messages: {
    differs: ({ subject, where }: Data) =>
      `This private key is not that of the certificate of ${subject} ${where}: a server that is given both does not start.`,
  },
  check({ subjects }, { report }) {
    for (const { key, certificate, at, inOneFile } of wrongPairs(subjects.certificate)) {
      const data = { subject: commonName(certificate.subject), where: inOneFile ? 'in this file' : `in ${at.path}` };
      const related = [{ at: 'package' as const, ...at, message: 'the certificate' }];
      report(key, 'differs', { data, related, ...(inOneFile && { confidence: 'certain' }) });
    }
  },
});
