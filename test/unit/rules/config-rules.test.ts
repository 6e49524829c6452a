import assert from 'node:assert/strict';
import { contentOf, emptyOverlay } from '../../../src/core/patch/overlay';
import { emptyCatalog, type ConfigKey } from '../../../src/core/catalog/catalog';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { isAlwaysSafe } from '../../../src/core/fix/plan';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { deprecatedKey } from '../../../src/core/rules/config/deprecated-key';
import { missingRequiredKey } from '../../../src/core/rules/config/missing-required-key';
import { removedKey } from '../../../src/core/rules/config/removed-key';
import { configSyntax } from '../../../src/core/rules/config/syntax';
import type { Finding } from '../../../src/core/rules/finding';
import { memorySource } from '../../support/memory-source';
import { growsInProportion } from '../../support/cpu-time';

const rules = [deprecatedKey, missingRequiredKey, removedKey, configSyntax];
const keys: readonly ConfigKey[] = [
  { product: 'dten', key: 'dten.hybrid.mode', state: 'removed', since: '5.0', replacedBy: 'dten.hybrid.enable' },
  { product: 'dten', key: 'dten.hybrid.enable', state: 'required', since: '5.0', requiredValue: true },
  { product: 'dten', key: 'dten.hybrid.codec', state: 'required', since: '5.0', requiredValue: 'h264' },
  { product: 'dten', key: 'dten.audit.days', state: 'required', since: '5.0', requiredValue: 400 },
  { product: 'dten', key: 'dten.server.drain_timeout', state: 'deprecated', since: '5.0', replacedBy: 'dten.server.drain_seconds' },
  { product: 'dten', key: 'dten.telemetry.udp_port', state: 'removed', since: '5.0' },
];

const files: readonly (readonly [path: string, text: string])[] = [
  ['config/dten.yaml', 'dten:\n  hybrid:\n    mode: auto\n  server:\n    drain_timeout: 20\n  telemetry:\n    udp_port: 1\n'],
  ['config/dten.yml', 'hybrid: {mode: auto}\nserver:\n  drain_timeout: 20\ntelemetry:\n  udp_port: 1\n'],
  ['config/dten.yaml', 'dten.hybrid.mode: auto\r\ndten.server.drain_timeout: 20\r\ndten.telemetry.udp_port: 1\r\n'],
  ['config/dten.json', '{"dten":{"hybrid":{"mode":"auto"},"server":{"drain_timeout":20},"telemetry":{"udp_port":1}}}'],
  [
    'config/dten.json',
    '{\n\t"hybrid": {\n\t\t"mode": "auto" // bridge\n\t},\n\t"server": { "drain_timeout": 20 },\n\t"telemetry": {\n\t\t"udp_port": 1,\n\t},\n}\n',
  ],
  ['config/dten.ini', '[dten.hybrid]\nmode = auto\n\n[dten.server]\ndrain_timeout = 20\n\n[dten.telemetry]\n; StatsD\nudp_port = 1\n'],
  ['config/dten.properties', 'dten.hybrid.mode=auto\r\ndten.server.drain_timeout=20\r\ndten.telemetry.udp_port=1'],
  ['config/dten.env', 'DTEN_HYBRID_MODE=auto\nDTEN_SERVER_DRAIN_TIMEOUT=20\nDTEN_TELEMETRY_UDP_PORT=1\n'],
];

describe('rules about configuration, together', () => {
  const request = (path: string, text: string, configKeys = keys) => ({
    source: memorySource('package.zip', {
      'manifest.json': Buffer.from('{"name":"dten-platform","version":"5.2.0"}'),
      [path]: Buffer.from(text),
    }),
    inventory: emptyInventory,
    catalog: { ...emptyCatalog, configKeys },
    rules,
    environment: 'production',
  });
  const fixed = async (path: string, text: string, wanted: (finding: Finding) => boolean, configKeys = keys) => {
    const asked = request(path, text, configKeys);
    const result = await fixPackage(asked.source, reviewerOf(asked), emptyOverlay, wanted);
    const bytes = contentOf(result.overlay, path);
    return {
      ids: result.review.findings.map(({ rule }) => rule),
      text: bytes ? Buffer.from(bytes).toString() : text,
    };
  };

  for (const [path, text] of files) {
    it(`leave nothing to find in ${JSON.stringify(text.slice(0, 30))} (${path})`, async () => {
      const all = await fixed(path, text, () => true);
      assert.deepEqual(all.ids, []);
      assert.equal((all.text.match(/enable/gi) ?? []).length, 1, all.text);
      assert.ok(!/mode|timeout|udp/i.test(all.text), all.text);
    });

    it(`come to the same rule by rule (${path})`, async () => {
      const all = await fixed(path, text, () => true);
      for (const order of [rules, [...rules].reverse()]) {
        let left = text;
        for (const { id } of order) left = (await fixed(path, left, ({ rule }) => rule === id)).text;
        assert.deepEqual((await fixed(path, left, () => false)).ids, []);
        assert.deepEqual(left.split(/\r?\n/).sort(), all.text.split(/\r?\n/).sort());
      }
    });

    it(`leave what a person must decide (${path})`, async () => {
      const safe = await fixed(path, text, ({ fix }) => isAlwaysSafe(fix));
      assert.deepEqual([...new Set(safe.ids)], ['config/missing-required-key', 'config/removed-key']);
      assert.match(safe.text, /mode/i);
    });
  }

  const renamed = (from: string, to: string): ConfigKey => ({
    product: 'dten',
    key: `dten.${from}`,
    state: 'renamed',
    replacedBy: `dten.${to}`,
  });

  it('follow a key through several names', async () => {
    const catalog = [
      renamed('a', 'b'),
      renamed('b', 'c'),
      { product: 'dten', key: 'dten.c', state: 'required' as const, requiredValue: 5 },
    ];
    const { ids, text } = await fixed('dten.yaml', 'dten:\n  a: 5\n  x: 1\n', () => true, catalog);
    assert.deepEqual([ids, text], [[], 'dten:\n  c: 5\n  x: 1\n']);
  });

  it('do not follow names in a circle', async () => {
    const { ids, text } = await fixed('dten.yaml', 'dten:\n  a: 5\n', () => true, [renamed('a', 'b'), renamed('b', 'a')]);
    assert.deepEqual([ids, text], [['config/removed-key'], 'dten:\n  a: 5\n']);
  });

  it('take time in proportion to a file that repeats a key', async () => {
    const plain = files.filter(([name]) => /(ini|properties|env)$/.test(name));
    assert.ok(plain.length > 0);
    for (const [path, text] of plain) {
      const review = async (times: number) => {
        const { findings } = await reviewPackage(request(path, text + `\n${text}`.repeat(times)));
        assert.ok(findings.length > 3 && findings.length < 40, `${findings.length}`);
      };
      await growsInProportion(1000, review, path);
    }
  });
});
