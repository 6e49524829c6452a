import { dayOf } from '../../facts/binaries';
import { renewals, usedCertificates } from '../../facts/signers/used-certificates';
import { commonName } from '../../facts/signers/trust';
import { defineRule } from '../rule';

/** The review knows the day and not the hour, and clocks of other time zones are ahead. */
const tolerance = 2 * 86_400_000;

export const notYetValid = defineRule({
  id: 'certificate/not-yet-valid',
  target: 'package',
  reads: ['certificate', 'text'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'untrusted-origin'],
  fixable: false,
  summary: 'A certificate that is not valid yet',
  rationale: `Whoever checks a certificate before its first day refuses it, as if it had expired: services that are restarted with it lose their clients, and what it signed
is not installed. Either the upgrade must wait until that day, or the clock of the machine that made the certificate was wrong.

The rule looks at the same certificates as \`certificate/expired\`. The day of the review counts, with two days for clocks and time zones; the report is
likely and not certain, as the upgrade may be planned for later.

It is silent where the day of the review is not known, about lists of authorities, about an authority of which a valid certificate is in the package as well, and
about test material and examples.`,
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5'],
  messages: {
    early: ({ subject, from }: { subject: string; from: string }) =>
      `The certificate of ${subject} is valid from ${from} on: until then whoever checks it refuses it.`,
  },
  check(reviewed, context) {
    const { now } = context;
    if (now === undefined) return;
    const used = usedCertificates(reviewed);
    const isValidToo = renewals(used, now, now);
    for (const { certificate, places } of used) {
      if (!(certificate.notBefore >= now + tolerance) || isValidToo(certificate)) continue;
      const data = { subject: commonName(certificate.subject), from: dayOf(certificate.notBefore) };
      context.report(places[0], 'early', { data });
    }
  },
});
