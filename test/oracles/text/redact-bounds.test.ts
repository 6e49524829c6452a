import { secretSpans } from '../../../src/core/text/secrets/secret-spans';
import { growsInProportion } from '../../support/cpu-time';

describe('redact', () => {
  for (const unit of [
    'password=',
    'token: "',
    '\\"password\\":\\"',
    '<password ',
    'name=password ',
    '<password><![CDATA[',
    'curl -u a:b ',
    'INSERT INTO users VALUES (',
    "INSERT INTO users (a, pass) VALUES ('x', ",
    'COPY a (pass) FROM stdin\n',
    '<a value="x" ',
    'value: x name: ',
    'user a >',
    'passpass',
    'requirepass ',
    'chpasswd <<A\n',
    '://a:',
    'echo x | ',
    'echo "\n" | sudo -S ',
  ]) {
    it(`takes time in proportion to a text of ${JSON.stringify(unit)}`, () =>
      growsInProportion(400_000, (size) => secretSpans(unit.repeat(size / unit.length))));
  }
});
