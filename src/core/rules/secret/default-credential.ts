import { isBuilding } from '../../package/workshop';
import { alsoIn, copiedSecrets, isOfImage, isOnlyForm, saidOf } from '../reporting/copied-secrets';
import { defineRule } from '../rule';

export const defaultCredential = defineRule({
  id: 'secret/default-credential',
  target: 'package',
  reads: ['shell', 'text'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['exposes-secret', 'weakens-security'],
  whereInstalled: true,
  fixable: false,
  summary: "A password that everybody knows: a vendor's default, or what is tried first",
  rationale: `Lists of default passwords are the first thing that is tried on a host that can be reached, by people and by worms. Unlike a leaked password nobody needs the package for it.
A package that sets one, or sets it back, opens the product from the moment that it starts.

A password counts as well-known where it is the default of a product for its account (\`guest\`/\`guest\`, \`minioadmin\`/\`minioadmin\`), where it is the account's own name, and where it is a word that everybody tries (\`admin\`, \`password\`, \`changeit\`, \`123456\`). So does \`public\` or \`private\` as the community of SNMP, from other hosts than the host itself.
\`changeme\` and its kin are possible only: they may be there to be replaced, but nothing stops the upgrade if nobody does. So it is beside hosts that nobody has (\`example.com\`), and in what only builds or develops the product.

Set a password of the site's own before the service is started, or let the installation make one.`,
  references: [
    'https://cwe.mitre.org/data/definitions/1392.html',
    'https://www.cisa.gov/resources-tools/resources/secure-design-alert-how-manufacturers-can-protect-customers-eliminating-default-passwords',
  ],
  messages: {
    account: ({ name, user, also }: Data & { user: string }) =>
      `Everybody knows this password of ${user} (${name}). It opens the product unless somebody sets another one first.${also}`,
    placed: ({ name, also }: Data) =>
      `Everybody knows this secret, which stands here as ${name}. It opens the product unless somebody sets another one first.${also}`,
    alone: ({ name, also }: Data) =>
      `Everybody knows this value of ${name}. It opens the product unless somebody sets another one first.${also}`,
  },
  check(reviewed, { report }) {
    for (const { file, secret, copies } of copiedSecrets(reviewed.subjects.text, ({ isDefault }) => isDefault)) {
      const { path, text } = file;
      const { name, span, user = '' } = secret;
      const beside = text.slice(Math.max(0, span.start - reach), span.end + reach);
      const confidence = isBuilding(path) || placeholderHost.test(beside) || isOnlyForm(reviewed, file, secret) ? 'possible' : secret.sure;
      const [at, also, related] = [{ path, span }, saidOf(copies), alsoIn(copies)];
      const how = { confidence, related, ...(isOfImage(path) && { atMost: 'warning' as const }) };
      if (/^[\w.@-]{1,40}$/.test(user)) report(at, 'account', { data: { name, user, also }, ...how });
      else report(at, /^(?!the )\S*\s/.test(name) ? 'placed' : 'alone', { data: { name, also }, ...how });
    }
  },
});

interface Data {
  readonly name: string;
  /** Of other files with the same. */
  readonly also: string;
}

/** Characters around a secret in which settings that belong to it stand. */
const reach = 400;

/** A host that nobody has: all of it waits to be filled in. */
const placeholderHost =
  /\bexample\.(?:com|org|net)\b|\bdc\\?=(?:example|(?:your|my)-?(?:company|domain|organi[sz]ation))\b|\b(?:your|my)-?(?:company|domain|organi[sz]ation)\.\w/i;
