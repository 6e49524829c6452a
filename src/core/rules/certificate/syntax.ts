import { faultPlaces, moreFaults, type FurtherFaults } from '../reporting/faults';
import { defineRule } from '../rule';
import { isTestMaterial } from '../../package/test-material';

export const certificateSyntax = defineRule({
  id: 'certificate/syntax',
  target: 'certificate',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A file that claims to be a certificate and is none',
  rationale: `A certificate that was cut off or damaged on its way into the package makes the program that loads it stop at its next start, which is when the
upgrade restarts it.

The rule reports PEM blocks that are called certificate or signed data, and binary \`.crt\` and \`.cer\` files. Keys, requests, revocation lists and templates
with placeholders are left alone, and so are files in folders of tests, where damaged certificates are kept on purpose. A file is
reported once, at its first fault; its other faults stand behind it.`,
  references: ['https://www.rfc-editor.org/rfc/rfc7468', 'https://www.rfc-editor.org/rfc/rfc5280'],
  messages: {
    unreadable: (d: { detail: string } & FurtherFaults) =>
      `This says that it is a certificate, and cannot be read as one: ${d.detail}${moreFaults(d, 'block')}.`,
  },
  check({ path, text, syntax }, context) {
    if (isTestMaterial(path)) return;
    const [first, ...rest] = syntax.faults.filter(({ span }) => {
      const header = text.slice(span.start, span.end);
      const claims = header === '' ? /\.(crt|cer)$/i.test(path) : /BEGIN ((X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS)-/.test(header);
      return claims && !template.test(text.slice(span.end, span.end + 200));
    });
    if (!first) return;
    const data = { detail: first.detail, more: rest.length, cut: syntax.faultsCut };
    context.report(first.span, 'unreadable', { data, related: faultPlaces(path, rest) });
  },
});

/** Installers fill these in. */
const template = /\{\{|\$\{|<|@|\.\.\.|%/;
