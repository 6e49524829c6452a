import assert from 'node:assert/strict';
import { redact } from '../../../src/core/text/redact';

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
      assert.equal(shown, text.replace(secret, '*'.repeat(secret.length)));
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
});
