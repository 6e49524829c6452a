import { isTestMaterial, namesTests } from '../../package/test-material';
import type { PackageView } from '../../subject/subject';
import { dayOf } from '../../facts/binaries';
import { renewals, usedCertificates } from '../../facts/signers/used-certificates';
import { firstLine } from '../../facts/signers/signing-places';
import { commonName } from '../../facts/signers/trust';
import { defineRule } from '../rule';

interface Data {
  readonly subject: string;
  /** The last day, `2026-10-30`. */
  readonly until: string;
}

/** Days before its end in which a certificate is due for renewal anyway. */
const soon = 30 * 86_400_000;

/** More places of one certificate than this say nothing new. */
const maxRelated = 20;

export const expired = defineRule({
  id: 'certificate/expired',
  target: 'package',
  reads: ['certificate', 'manifest', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['outage', 'untrusted-origin'],
  whereInstalled: true,
  fixable: false,
  summary: 'A certificate that has expired, or is about to',
  rationale: `Whoever checks an expired certificate refuses it: a server that is given one loses its clients at the restart, a signature or an update that is checked with
one is not installed, and everything that hangs on an expired issuer fails with it. A date that was missed also says that nobody has tried this package lately.

The rule looks at certificates that vouch for the package, those that open connections, those by which a product checks its own updates, and all of their issuers: in files of their own, and in settings,
secrets of Kubernetes, metadata of SAML and scripts, be it as PEM or as base64. The day of the review counts. A certificate that ends within 30 days of it is a warning. Where the day is not known, the day of the release counts (the
manifest's \`released\`, or else the newest file): what had expired then has expired.

A certificate of a signature may have been valid when that was made, and a time stamp can prove it: such a report is likely, not certain, and only possible where the signature carries one. Time
stamps are not verified; \`openssl cms -verify\` and \`openssl ts -verify\` do that. It is possible only as well where what builds and tests the product alone has it (\`.github\`), where its name says that it is for tests or shows something, and where it stands among those of other chains.

A revocation list (CRL) in the package has an end as well: servers that check their clients against one that is past it (nginx's \`ssl_crl\`, OpenVPN's \`crl-verify\`) refuse all of them.

It is silent about lists of authorities (trust stores, CA bundles), where some have always expired, about an authority whose renewed certificate is in
the package as well, and about test material and examples.`,
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5', 'https://www.rfc-editor.org/rfc/rfc3161'],
  messages: {
    expired: ({ subject, until }: Data) => `The certificate of ${subject} expired on ${until}: whoever checks it refuses it.`,
    expiredSigner: ({ subject, until }: Data) =>
      `The certificate of ${subject} expired on ${until}: the signature counts only if a time stamp proves that it was made before.`,
    expiredList: ({ subject, until }: Data) =>
      `${subject} was to replace this list of what it has revoked by ${until}: whoever checks certificates against it refuses all of them.`,
    soon: ({ subject, until }: Data) => `The certificate of ${subject} expires on ${until}, less than 30 days from now.`,
  },
  check(reviewed, context) {
    const time = context.now ?? releasedAt(reviewed);
    if (time === undefined) return;
    for (const { issuer, nextUpdate, path, span } of oldLists(reviewed, time)) {
      const data = { subject: commonName(issuer), until: dayOf(nextUpdate) };
      context.report({ path, span }, 'expiredList', { data, confidence: 'likely' });
    }
    const used = usedCertificates(reviewed);
    const replaced = renewals(used, time, time);
    const replacedSoon = renewals(used, time, time + soon);
    for (const { certificate, places, inSignature, isOfBuild, isOfList } of used) {
      const left = certificate.notAfter - time;
      // A date that cannot be read compares as false: nothing is known of it.
      const ends = left < 0 || (context.now !== undefined && left < soon);
      if (!ends || (left < 0 ? replaced : replacedSoon)(certificate)) continue;
      const [first, ...others] = places;
      const data = { subject: commonName(certificate.subject), until: dayOf(certificate.notAfter) };
      const related = others.slice(0, maxRelated).map((place) => ({ at: 'package' as const, ...place, message: 'the same certificate' }));
      const doubt = isOfBuild || isOfList || namesTests(data.subject) ? { confidence: 'possible' as const } : {};
      if (left >= 0) context.report(first, 'soon', { data, related, atMost: 'warning', ...doubt });
      else if (inSignature)
        context.report(first, 'expiredSigner', { data, related, confidence: certificate.stamped || isOfBuild ? 'possible' : 'likely' });
      else context.report(first, 'expired', { data, related, ...doubt });
    }
  },
});

/** Revocation lists of which no newer one is in the package. */
function oldLists({ subjects }: PackageView<'certificate'>, time: number) {
  const lists = subjects.certificate.flatMap(({ path, text, syntax }) =>
    isTestMaterial(path) ? [] : syntax.lists.map((list) => ({ ...list, path, span: firstLine(text, list.span) })),
  );
  const valid = new Set(lists.filter(({ nextUpdate }) => !(nextUpdate < time)).map(({ issuer }) => issuer));
  return lists.filter(({ issuer, nextUpdate }) => nextUpdate < time && !valid.has(issuer));
}

/** When the package was made at the latest, as far as it says so. */
function releasedAt({ manifest, files }: PackageView<'manifest'>): number | undefined {
  const released = Date.parse(manifest?.syntax.released?.value ?? '');
  if (!Number.isNaN(released)) return released;
  const newest = files.reduce((latest, { modified = 0 }) => Math.max(latest, modified), 0);
  return newest > 0 ? newest : undefined;
}
