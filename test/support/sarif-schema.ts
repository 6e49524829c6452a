import { readFileSync } from 'node:fs';

/** The schema of SARIF 2.1.0 as it was published: Microsoft's matchers for SARIF (MIT) bring it along, and it is not ours to keep here. */
export function sarifSchema(): object {
  const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // Of draft 4, of which it uses nothing that later drafts read otherwise.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return schema;
}
