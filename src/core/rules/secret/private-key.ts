import { isInProgram, isKeyForTests } from '../reporting/keys-for-tests';
import { defineRule } from '../rule';

export const privateKey = defineRule({
  id: 'secret/private-key',
  target: 'text',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  whereInstalled: true,
  fixable: false,
  summary: 'A private key lies in the package',
  rationale: `A private key proves who somebody is as long as only one has it. A key that is shipped is the same on every host of every customer: whoever has the package can decrypt the traffic,
sign updates or log in, on all of them. Let the installation make a key of its own (\`openssl req -newkey\`, \`ssh-keygen\`), and have the certificate of a shipped one revoked.

Found are keys in PEM (RSA, EC, DSA, Ed25519, OpenSSH, OpenPGP), PuTTY keys, JSON Web Keys with their private part, and keys that are written in base64 or as a text of a program, in every text file of up to one megabyte.
A header without a key, and a key that is cut short, are passed over.

A key with a passphrase is an error instead of a blocker: nobody can use it at once, but the passphrase can be guessed without anybody noticing, and whatever uses the key on the host
needs the passphrase there. Of an OpenPGP key nobody sees from outside whether it has one, so that is an error as well. Keys in tests, examples, documents and in what only builds or develops the product are information. So are those that a program calls a test's, those of settings whose other
values are a test's (\`test_password\`), and those that come with a certificate whose name says so (\`CN=ACME DEMO\`); others in programs are errors, as nobody sees what a program has them for, or whether that part of it ends up on a host.
PKCS#12 and Java key stores are not opened.`,
  references: ['https://www.rfc-editor.org/rfc/rfc7468', 'https://cwe.mitre.org/data/definitions/321.html'],
  messages: {
    open: ({ form }: { form: string }) =>
      `Everybody who gets the package has this private key${form}, and so has every host that it is installed on.`,
    encrypted: ({ form }: { form: string }) =>
      `This private key${form} lies in the package and is protected by a passphrase alone, which can be guessed without anybody noticing.`,
    forTests: ({ form }: { form: string }) =>
      `This private key${form} seems to be for tests, examples or development: it must not be used on a host.`,
  },
  check({ path, text, syntax }, { report }) {
    for (const secret of syntax.secrets) {
      if (secret.kind !== 'key') continue;
      const data = { form: secret.form === '' ? '' : ` (${secret.form})` };
      if (isKeyForTests(path, text, secret.span.start)) report(secret.span, 'forTests', { data, confidence: 'possible', atMost: 'info' });
      else if (secret.encrypted) report(secret.span, 'encrypted', { data, atMost: 'error' });
      else if (isInProgram(path)) report(secret.span, 'open', { data, confidence: 'likely', atMost: 'error' });
      else report(secret.span, 'open', { data, confidence: secret.form === 'OpenPGP' ? 'likely' : 'certain' });
    }
  },
});
