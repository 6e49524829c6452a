import assert from 'node:assert/strict';
import { randomSource } from '../../support/random';
import { mask, redact, redactedWindow, secretSpans } from '../../../src/core/text/redact';
import { knownSecrets } from '../../../src/core/text/secrets/known';
import { linesWithout, linesWithSecret } from './secret-lines';

const secret = 'Qz7Xw9Kv2Lp4Jm6';
const partsOf = (own: string): string[] => Array.from({ length: own.length - 4 }, (_, at) => own.slice(at, at + 5));

describe('redact', () => {
  const hidden: [string, string][] = [
    ["PGPASSWORD='s3cret!' psql", 's3cret!'],
    ['password: hunter2', 'hunter2'],
    ['"apiKey": "abcd1234",', 'abcd1234'],
    ['curl --token=abcdef https://x', 'abcdef'],
    ['mysql --password hunter2 db', 'hunter2'],
    ['DSN=postgresql://dten:pa55@db01/dten', 'pa55'],
    ["curl -H 'Authorization: Bearer eyJhbGciOi.x.y' https://x", 'eyJhbGciOi.x.y'],
  ];
  for (const [text, secret] of hidden) {
    it(`hides the secret in ${text}`, () => {
      const shown = redact(text);
      assert.equal(shown, text.replace(secret, mask));
      assert.equal(redact(shown), shown);
    });
  }

  for (const text of [
    'PGPASSWORD="$DTEN_PASSWORD" psql',
    'password=${PASSWORD}',
    'the token of the parser',
    'https://api.dten.example:8443/x',
    'passenger: 12',
  ]) {
    it(`leaves ${text} alone`, () => assert.equal(redact(text), text));
  }

  it('hides the body of a private key', () => {
    const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';
    assert.ok(!redact(`-----BEGIN PRIVATE KEY-----\n${body}\n`).includes(body));
  });

  for (const line of linesWithSecret) {
    const text = line.replace(/SECRET(?!_)/g, secret);
    it(`hides all of the secret in ${JSON.stringify(line)}, and no line before or after it`, () => {
      const shown = redact(`first: 1\n${text}\nlast: 2\n`);
      assert.deepEqual(
        partsOf(secret).filter((part) => shown.includes(part)),
        [],
      );
      assert.ok(shown.startsWith('first: 1\n') && shown.endsWith('\nlast: 2\n'), shown);
    });
  }

  for (const line of linesWithout) {
    it(`leaves ${line} and the line after it alone`, () => assert.equal(redact(`${line}\nnext: line\n`), `${line}\nnext: line\n`));
  }

  it('shows no part of a secret in any window of a text', () => {
    const random = randomSource(9);
    const whole = linesWithSecret.map((line) => line.replace(/SECRET(?!_)/g, secret)).join('\n\n');
    const spans = secretSpans(whole);
    for (let n = 0; n < 2000; n++) {
      const start = random.below(whole.length);
      const shown = redactedWindow(whole, spans, { start, end: Math.min(whole.length, start + random.below(300)) });
      assert.deepEqual(
        partsOf(secret).filter((part) => shown.includes(part)),
        [],
      );
    }
  });
});

describe('commands that secrets are handed to', () => {
  it('are looked for on each line once, whatever it begins with', () => {
    for (const word of ['stdin', 'su', 'passwd', 'sudo', '--with-token', '-fd']) {
      const shown = redact(`x\n${word}\n${word} "a b"\n\ny`);
      assert.match(shown, /^x\n[^]*\n\ny$/, word);
    }
  });
});

describe('secrets of a file that are quoted elsewhere', () => {
  const file = 'password: acme_Qz7Xw9Kv';
  const shown = knownSecrets(file, secretSpans(file));

  it('are hidden, cut short as well', () => {
    assert.equal(shown('it is acme_Qz7Xw9Kv, says the file'), `it is ${mask}, says the file`);
    for (const end of ['', '…', '"', ' and more']) assert.equal(shown(`acme_Qz7${end}`), `${mask}${end}`);
  });

  it('are not taken for what only begins alike', () => {
    const named = knownSecrets('password: DefaultPassword', [{ start: 10, end: 25 }]);
    assert.equal(named('the value of DefaultPassword'), 'the value of DefaultPassword');
    const numbered = knownSecrets('password: "password1"', [{ start: 11, end: 20 }]);
    assert.equal(numbered('this password of exporter'), 'this password of exporter');
    for (const text of ['the value of acme_Qadmin', 'acme_Q9 and acme_password']) assert.equal(shown(text), text);
  });
});
