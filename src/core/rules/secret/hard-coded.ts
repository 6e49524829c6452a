import type { Subject } from '../../subject/subject';
import type { FoundLiteral } from '../../parse/secrets/secrets';
import { isBuilding } from '../../package/workshop';
import type { Fix } from '../finding';
import { alsoIn, copiedSecrets, isOfImage, isOnlyForm, saidOf, type PlacedSecret } from '../reporting/copied-secrets';
import { defineRule } from '../rule';

export const hardCoded = defineRule({
  id: 'secret/hard-coded',
  target: 'package',
  reads: ['shell', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  whereInstalled: true,
  fixable: true,
  summary: 'A password, key or token stands in the package as it is',
  rationale: `What stands in the package is known to everybody who ever had a copy of it, and is the same at every customer. It is in backups and tickets, and a changed password in production is set back by the next upgrade.
A secret belongs where only its host has it: a variable of the environment, a file that only the service can read, a vault.

Names tell of secrets (\`DB_PASSWORD\`, \`client_secret\`, \`api.key\`, \`requirepass\`), and so do the places where commands and formats expect one: options of commands such as \`mysql -p…\` and \`curl -u user:…\`, addresses with an account,
connection strings, \`CREATE USER … PASSWORD\`, \`.netrc\` and \`.pgpass\`, values of a Kubernetes Secret, logins of registries, answers of automatic installations (kickstart, preseed, cloud-init, \`unattend.xml\`), and hashes of the passwords of accounts (\`shadow\`, \`.htpasswd\`, \`chpasswd -e\`, \`useradd -p\`). Scripts, configuration and SQL are read by their grammar; in programs of other languages a text in quotes counts that is given to such a name.

Variables, placeholders (\`<password>\`, \`CHANGE_ME\`, \`xxxx\`, \`{{ password }}\`), references to files and vaults, hashes, public keys, names of secrets (\`secretName\`, \`passwordFile\`), descriptions, translations, examples, documents and tests are passed over.
A secret that stands in several files of one name or folder is told once, with all of them. What everybody knows is told by secret/default-credential, and what has the form of a provider by secret/provider-token. What could be a word that describes a secret is likely or possible, not certain, and so is what only builds and tests the product, what programs have in quotes outside of their settings, rows
of SQL whose columns do not say what they hold, and settings that a script of the package fills in on the host. A variable of an image is a warning: whoever starts a container of it sets it anew.

In a shell script the fix makes the variable a required one: without a value from outside the script stops with a message before it does anything with it. Whoever starts the script must then set it.`,
  references: [
    'https://cwe.mitre.org/data/definitions/798.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02',
  ],
  messages: {
    named: ({ name, also }: Data) => `The value of ${name} is in the package for everybody to read, and the same on every host.${also}`,
    placed: ({ name, also }: Data) =>
      `A secret stands here as it is, as ${name}. Everybody who has the package can read it, and it is the same on every host.${also}`,
    hashed: ({ also }: Data) =>
      `The hash of an account's password stands here: the password is the same on every host, and whoever has the package can try words against it.${also}`,
  },
  check(reviewed, { report }) {
    for (const { file, secret, copies } of copiedSecrets(reviewed.subjects.text, ({ isDefault }) => !isDefault)) {
      const { name } = secret;
      const confidence = isBuilding(file.path) || isOnlyForm(reviewed, file, secret) ? 'possible' : secret.sure;
      report({ path: file.path, span: secret.span }, secret.isHash ? 'hashed' : /\s/.test(name) ? 'placed' : 'named', {
        data: { name, also: saidOf(copies) },
        confidence,
        ...(isOfImage(file.path) && { atMost: 'warning' as const }),
        related: alsoIn(copies),
        fix: required([{ file, secret }, ...copies]),
      });
    }
  },
});

interface Data {
  readonly name: string;
  /** Of other files with the same. */
  readonly also: string;
}

/** In all files that have it, or in none. */
function required(places: readonly PlacedSecret[]): Fix | undefined {
  const fixes = places.flatMap(({ file, secret }) => requiredVariable(file, secret) ?? []);
  const [first] = fixes;
  return first && fixes.length === places.length ? { ...first, edits: fixes.flatMap(({ edits }) => edits) } : undefined;
}

/** `${NAME:?}` in place of the value, or of what stands in where there is none: it must come from outside. */
function requiredVariable({ path, text }: Subject<'text'>, { variable, value, span: whole }: FoundLiteral): Fix | undefined {
  if (variable === undefined || !text.startsWith(`${variable}=`, whole.start)) return undefined;
  const start = whole.start + variable.length + 1;
  const before = text.slice(start, value.start);
  const closing = /^["']?(?:\$\{\w+:?[-=]["']?)?$/.test(before) ? /^["']?\}?["']?/.exec(text.slice(value.end, value.end + 3)) : null;
  if (!closing) return undefined;
  const end = value.end + (before === '' ? 0 : closing[0].length);
  return {
    title: `Require ${variable} from outside`,
    applies: 'after-review',
    edits: [{ path, span: { start, end }, text: `"\${${variable}:?is required}"` }],
  };
}
