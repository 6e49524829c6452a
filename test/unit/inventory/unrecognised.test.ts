import assert from 'node:assert/strict';
import { unrecognised } from '../../../src/core/inventory/unrecognised';

describe('lists that no importer takes', () => {
  const told: Readonly<Record<string, { readonly text: string; readonly instead: RegExp }>> = {
    'Get-HotFix': {
      text: '\nSource   Description   HotFixID   InstalledBy\n------   -----------   --------   -----------\n',
      instead: /ConvertTo-Csv/,
    },
    'Get-Package': {
      text: '\nName      Version   Source   ProviderName\n----      -------   ------   ------------\n',
      instead: /ConvertTo-Csv/,
    },
    wmic: { text: 'Name                 Version\nNode.js              20.12.2\n', instead: /ConvertTo-Csv/ },
    'brew list --versions': { text: 'openssl@3 3.3.0\npostgresql@15 15.7 15.6\n', instead: /"name,version"/ },
    'what a shell says': { text: 'bash: dpkg-query: command not found\n', instead: /rpm -qa/ },
    'no text': { text: 'PK\x03\x04\x14\x00', instead: /dpkg-query -W/ },
    '\\G': { text: `${'*'.repeat(27)} 1. row ${'*'.repeat(27)}\nVariable_name: sql_mode\n`, instead: /--batch/ },
  };
  for (const [name, { text, instead }] of Object.entries(told))
    it(`are called by their name, and what to hand in instead is said: ${name}`, () => {
      assert.ok(unrecognised(text).includes(name), unrecognised(text));
      assert.match(unrecognised(text), instead);
    });
});
