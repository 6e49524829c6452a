import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { importInventory } from '../../../src/core/inventory/import';
import { parseManifest } from '../../../src/core/package/manifest';
import { reviewPackage } from '../../../src/core/review/review';
import { unsatisfiedInProduction } from '../../../src/core/rules/dependency/unsatisfied-in-production';
import { ambiguousReboot } from '../../../src/core/rules/manifest/ambiguous-reboot';
import { looseConstraint } from '../../../src/core/rules/manifest/loose-constraint';
import { manifestSyntax } from '../../../src/core/rules/manifest/syntax';
import { applyEdits } from '../../../src/core/text/edit';
import { memorySource } from '../../support/memory-source';
import { randomSource } from '../../support/random';

const { inventory } = importInventory(
  'inventory.production.app01.txt',
  ['openssl\t3.0.11-1~deb12u2', 'nginx\t1.22.1-9', 'redis-server\t5:7.0.15-1~deb12u1', 'python3\t3.11.2-1+b1', 'awk\t1'].join('\n'),
);
const rules = [unsatisfiedInProduction, ambiguousReboot, looseConstraint, manifestSyntax];

const findingsOf = async (text: string) => {
  const source = memorySource('package.zip', { 'manifest.json': text, 'scripts/a.sh': '#!/bin/sh\nreboot\n' });
  return (await reviewPackage({ source, inventory, catalog: emptyCatalog, rules, environment: 'production' })).findings;
};

describe('rules on manifests', () => {
  it('survive mutations, and each of their fixes keeps what was readable', async () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const start = `{
  "name": "room-gateway", // tools
  "dependencies": [
    "openssl", "nginx >= 1", "redis-server (>= 6)", "python3@latest",
    { "name": "openssl" }, { "name": "nginx", "range": "*" },
    {
      "name": "python3",
      "type": "deb",
    },
  ],
  "requires": { "openssl": ">=1.1", "dependencies": { "nginx": null, "redis-server": {}, "python3": { "type": "deb" } } },
  "reboot": "recommended",
}
`;
    const pieces = [
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\\u0041',
      '>=',
      '(',
      ')',
      '*',
      '1',
      '.',
      '~',
      ' ',
      '\r\n',
      'null',
      '//',
      '5:',
      '__proto__',
    ];
    let fixes = 0;
    for (let i = 0; i < 500; i++) {
      let text = start;
      for (let change = random.below(4); change >= 0; change--) {
        const at = random.below(text.length);
        text = text.slice(0, at) + (random.below(3) ? random.pick(pieces) : '') + text.slice(at + random.below(4));
      }
      const before = parseManifest(text);
      for (const { rule, span, message, fix } of await findingsOf(text)) {
        const where = `seed ${seed}, mutation ${i}, ${rule}: ${message}\n${text}`;
        assert.ok(rule !== 'internal/rule-failed' && span.start >= 0 && span.start <= span.end && span.end <= text.length, where);
        if (!fix) continue;
        fixes++;
        const after = parseManifest(applyEdits(text, fix.edits));
        assert.ok(after.faults.length <= before.faults.length, where);
        assert.deepEqual(
          after.dependencies.map(({ name, type, optional }) => [name, type, optional]),
          before.dependencies.map(({ name, type, optional }) => [name, type, optional]),
          where,
        );
      }
    }
    assert.ok(fixes > 1_000, `only ${fixes} fixes`);
  });
});
