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

Reported are PEM blocks that are called certificate or signed data, and binary \`.crt\` and \`.cer\` files. Keys, requests, revocation lists and templates
with placeholders are left alone, and so are files in folders of tests, where damaged certificates are kept on purpose.`,
  references: ['https://www.rfc-editor.org/rfc/rfc7468', 'https://www.rfc-editor.org/rfc/rfc5280'],
  messages: {
    unreadable: ({ detail }: { detail: string }) => `This says that it is a certificate, and cannot be read as one: ${detail}.`,
  },
  check({ path, text, syntax }, context) {
    if (isTestMaterial(path)) return;
    for (const { span, detail } of syntax.faults) {
      const header = text.slice(span.start, span.end);
      const claims = header === '' ? /\.(crt|cer)$/i.test(path) : /BEGIN ((X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS)-/.test(header);
      if (claims && !template.test(text.slice(span.end, span.end + 200))) context.report(span, 'unreadable', { data: { detail } });
    }
  },
});

/** Installers fill these in. */
const template = /\{\{|\$\{|<|@|\.\.\.|%/;
