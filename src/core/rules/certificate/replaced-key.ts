import { isTestMaterial } from '../../package/test-material';
import type { PublicKey } from '../../parse/openpgp';
import { defineRule } from '../rule';

interface Data {
  readonly key: string;
  readonly older: string;
  readonly former: string;
}

export const replacedKey = defineRule({
  id: 'certificate/replaced-key',
  target: 'package',
  reads: ['baseline', 'text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'Signatures are checked with another key than before',
  rationale: `The key that a package brings along is what the next packages are checked with. Whoever can exchange it can sign everything that comes after, and every check will say that all is
well. Vendors do replace their keys: when one has leaked, when its owner changes, when it gets too short. Then they say so, on a channel that the package does not come through, and sign the new key with
the old one. Ask there for the fingerprint before this package is installed.

The rule compares the OpenPGP keys in the package (text blocks of \`BEGIN PGP PUBLIC KEY BLOCK\`, and keyrings in binary form as apt has them) with those of the package that came before (\`--baseline\`, *Compare with Previous Package*), by the fingerprint of
the primary key: a key whose subkeys, user names or dates were renewed is the same. Of cosign (\`BEGIN PUBLIC KEY\`), minisign, signify and lists of SSH's allowed signers the keys themselves are compared. It is silent where the package before had no key at all, and about keys in folders for tests and examples.
What a key store (\`.kbx\`, \`.jks\`, \`.p12\`) holds is not read, and *Not checked* names it.`,
  references: ['https://www.rfc-editor.org/rfc/rfc9580#section-5.5.4', 'https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final'],
  messages: {
    replaced: ({ key, older, former }: Data) =>
      `This key is ${key}, and in ${older} the file had ${former}: signatures are checked with another key from here on. Ask the vendor for its fingerprint on a channel you know.`,
    unreadable: ({ older }: Data) =>
      `This is another key than in ${older}: signatures are checked with it from here on. Ask the vendor for its fingerprint on a channel you know.`,
    added: ({ key, older }: Data) =>
      `${older} did not have this key, ${key}: what is signed with it passes from here on. Ask the vendor for its fingerprint on a channel you know.`,
  },
  check(reviewed, { report, baseline }) {
    if (!baseline) return;
    const before = new Map(baseline.package.subjects.text.map(({ path, syntax }) => [path, syntax.publicKeys]));
    const known = new Set([...before.values()].flatMap((keys) => keys.map(({ id }) => id)));
    if (known.size === 0) return;
    for (const { path, syntax } of reviewed.subjects.text) {
      if (isTestMaterial(path)) continue;
      const former = before.get(path) ?? [];
      const stays = syntax.publicKeys.some(({ id }) => former.some((key) => key.id === id));
      for (const key of syntax.publicKeys) {
        if (known.has(key.id)) continue;
        const data = { key: nameOf(key), older: baseline.package.name, former: former.map(nameOf).join(', ') };
        const how = former.length > 0 && !stays ? 'replaced' : 'added';
        report({ path, span: key.span }, key.isKey && former.every(({ isKey }) => isKey) ? how : 'unreadable', { data });
      }
    }
  },
});

/** In groups of four, as people read fingerprints to each other. */
const nameOf = ({ id }: PublicKey): string => id.match(/.{1,4}/g)?.join(' ') ?? id;
