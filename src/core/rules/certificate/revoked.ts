import { isTestMaterial } from '../../package/test-material';
import { firstLine, idOf } from '../../facts/signers/signing-places';
import { commonName } from '../../facts/signers/trust';
import { usedCertificates } from '../../facts/signers/used-certificates';
import type { Place } from '../../text/span';
import { defineRule } from '../rule';

export const revokedCertificate = defineRule({
  id: 'certificate/revoked',
  target: 'package',
  reads: ['certificate', 'text'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['untrusted-origin', 'outage'],
  fixable: false,
  summary: 'A certificate that its authority has revoked',
  rationale: `An authority revokes a certificate when its key has leaked or its owner has changed. Whoever has the list of what was revoked refuses the certificate, and the others should.

The rule looks at revocation lists in the package (X.509 CRL, as PEM or DER), and at the same certificates as \`certificate/expired\`: one is told if a list of its issuer has its serial number. The signature of the list is not
checked, so the report is likely and not certain. Lists and responders on the network are not asked.

It is silent about test material.`,
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-5'],
  messages: {
    revoked: ({ subject, issuer }: { subject: string; issuer: string }) =>
      `The certificate of ${subject} is on the list of what ${issuer} has revoked: ask the vendor for one that counts.`,
  },
  check(reviewed, { report }) {
    const revoked = new Map<string, Place>();
    for (const { path, text, syntax } of reviewed.subjects.certificate) {
      if (isTestMaterial(path)) continue;
      for (const { issuer, revoked: serials, span } of syntax.lists)
        for (const serial of serials) revoked.set(idOf(issuer, serial), { path, span: firstLine(text, span) });
    }
    if (revoked.size === 0) return;
    for (const { certificate, places } of usedCertificates(reviewed)) {
      const list = revoked.get(idOf(certificate.issuer, certificate.serial));
      if (!list) continue;
      const data = { subject: commonName(certificate.subject), issuer: commonName(certificate.issuer) };
      report(places[0], 'revoked', { data, related: [{ at: 'package', ...list, message: 'the revocation list' }] });
    }
  },
});
