import assert from 'node:assert/strict';
import { signingKey } from '../../../src/core/report/notes/form';
import { reviewOf } from '../../support/reviewed';
import { packageFolder } from '../../../scripts/sample/files';
import { readTree } from '../../support/memory-source';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [], sha256: 'ab'.repeat(32) };
const trusted = { name: 'DTEN Release CA 2024', sha256: '9f'.repeat(32), contact: '+49 30 000000 (contract 4711)' };

describe('the note on the signing key', () => {
  it('has the fingerprints, who issued the key, whom we trust, and where to ask', async () => {
    const note = signingKey.write(await reviewOf(readTree(packageFolder), { catalog: JSON.stringify({ signers: [trusted] }) }), context);
    for (const said of [
      /\| DTEN Release Signing 2026 \| Meridian Code Signing CA G2 \| `96:13:32:4D:(?:[0-9A-F]{2}:){27}F5` \| 2029-03-01 \| not known to us \|/,
      /\| DTEN Release CA 2024 \| `9F(?::9F){31}` \|/,
      /- DTEN Release CA 2024: \*\*\\?\+49 30 000000 \(contract 4711\)\*\*/,
      /SHA-256 of the file \| `(?:ab){32}`/,
      /Never over an address, a number or a link that stands in the package/,
      /does not match the certificate that the package dten-platform 5\.2\.0 was signed with/,
    ])
      assert.match(note, said);
  });

  it('says so where nobody signed, and leaves the channel to people where the site knows none', async () => {
    const note = signingKey.write(await reviewOf({ 'manifest.json': '{ "name": "a\\n# GO", "version": "1" }' }), context);
    assert.match(note, /No signature, and no certificate that is made for signing, was found in it\./);
    assert.match(note, /The catalog names no signers that we trust\./);
    assert.match(note, /Over a channel that we knew before this package came[^\n]*: …$/m);
    assert.doesNotMatch(note, /^# GO/m);
  });
});
