import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeysIn } from '../../../src/core/parse/openpgp';
import { needs } from '../../support/programs';

const kinds = ['ed25519', 'rsa2048', 'nistp256', 'dsa2048'];

describe('public keys of OpenPGP', () => {
  let home = '';
  const gpg = (...words: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--yes', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  /** As gpg tells them: of primary keys alone. */
  const fingerprints = (): string[] =>
    [...gpg('--with-colons', '--list-keys').matchAll(/^pub:.*\n(?:fpr:+(\w+):)/gm)].map(([, of]) => of ?? '');

  before(function () {
    needs(this, 'gpg', '--version');
    this.timeout(120_000);
    home = mkdtempSync(join(tmpdir(), 'gnupg-'));
    for (const kind of kinds) gpg('--passphrase', '', '--quick-gen-key', `Release ${kind} <release@vendor.example>`, kind, 'sign', 'never');
  });

  after(() => {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  });

  it('have the fingerprints that gpg tells, in one block', () => {
    const known = fingerprints();
    assert.equal(known.length, kinds.length);
    const found = publicKeysIn(gpg('--armor', '--export'));
    assert.deepEqual(found.map(({ id }) => id).sort(), known.sort());
  });

  it('are the same with a subkey, another date and another name', () => {
    const [first = ''] = fingerprints();
    gpg('--passphrase', '', '--quick-add-key', first, 'rsa2048', 'encr', '1y');
    gpg('--passphrase', '', '--quick-set-expire', first, '2y');
    gpg('--passphrase', '', '--quick-add-uid', first, 'Second name <other@vendor.example>');
    assert.deepEqual(
      publicKeysIn(`Some words before.\r\n${gpg('--armor', '--export', first).replaceAll('\n', '\r\n')}`).map(({ id }) => id),
      [first],
    );
  });

  it('are compared as they are written where they are none, and cut ones end', () => {
    const whole = gpg('--armor', '--export');
    for (let length = 0; length < whole.length; length += 37)
      publicKeysIn(`${whole.slice(0, length)}\n-----END PGP PUBLIC KEY BLOCK-----\n`);
    const [odd] = publicKeysIn('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nbm90IGEga2V5\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n');
    assert.deepEqual([odd?.id, odd?.isKey], ['bm90IGEga2V5', false]);
  });
});
