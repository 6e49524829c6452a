import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { parseCatalog } from '../../../src/core/catalog/parse-catalog';
import { randomSource } from '../../support/random';

const text = `{
  // what the vendor told us
  "configKeys": [
    { "product": "dten", "key": "dten.hybrid.mode", "state": "removed", "since": "5.0.0", "replacedBy": "dten.hybrid.enable" },
    { "product": "dten", "key": "dten.hybrid.enable", "state": "required", "requiredValue": true },
  ],
  "units": [{ "from": "dten-agent.service", "to": "dtend.service", "since": "5.0.0" }],
  "endpoints": [{ "host": "sftp.old.dten.example", "state": "retired", "extra": 1 }],
  "signers": [{ "name": "CA", "sha256": "AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD" }],
  "upgradePaths": [{ "product": "dten-platform", "from": "<5.0.0", "via": "5.0.3" }],
  "conflicts": [{ "a": "libfoo <2", "b": "dten-platform >=5.2.0", "why": "…" }],
  "endOfLife": [{ "product": "postgresql", "cycle": "12", "date": "2024-11-21" }]
}
`;

describe('catalog', () => {
  it('reads every list, and remembers where each entry stands', () => {
    const { catalog, problems } = parseCatalog('catalog.json', text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      Object.entries(catalog).map(([list, found]: readonly [string, readonly unknown[]]) => [list, found.length]),
      Object.entries({ configKeys: 2, units: 1, endpoints: 1, signers: 1, upgradePaths: 1, conflicts: 1, endOfLife: 1, advisories: 0 }),
    );
    const [removed, required] = catalog.configKeys;
    assert.deepEqual([removed?.state, removed?.replacedBy, removed?.since], ['removed', 'dten.hybrid.enable', '5.0.0']);
    assert.equal(required?.requiredValue, true);
    assert.equal(removed?.origin?.line, 3);
    assert.equal(text.slice(removed.origin.span.start, removed.origin.span.end), '"dten.hybrid.mode"');
  });

  it('leaves out what it cannot use, says so with the line, and keeps the rest', () => {
    const { catalog, problems } = parseCatalog(
      'c.json',
      '{"configKeys": [{"product": "a"},\n {"product": "a", "key": "b", "state": "gone"},\n {"product": "a", "key": "c", "state": "removed", "since": 5}],\n "units": {}}',
    );
    assert.deepEqual(
      catalog.configKeys.map(({ key, since }) => [key, since]),
      [['c', undefined]],
    );
    assert.ok(
      problems.every(({ code, path, message }) => code.startsWith('catalog-') && path === 'c.json' && /^[A-Z`].*\.$/.test(message)),
    );
    assert.deepEqual([...new Set(problems.map(({ line }) => line))], [0, 1, 2, 3]);
  });

  it('leaves out what could never mean anything, and says what is expected', () => {
    const { catalog, problems } = parseCatalog(
      'c.json',
      JSON.stringify({
        upgradePaths: [
          { product: 'a', from: '<5', via: 'latest' },
          { product: 'a', from: 'see the wiki', via: '5.0.3' },
          { product: 'a', from: '<5', via: 'v4.0.x' },
        ],
        endOfLife: [{ product: 'a', cycle: '5', date: 'next summer' }],
        signers: [{ name: 'CA', sha256: 'sha256:AB' }],
      }),
    );
    assert.deepEqual([catalog.upgradePaths.map(({ via }) => via), catalog.endOfLife, catalog.signers], [['v4.0.x'], [], []]);
    assert.deepEqual(
      problems.map(({ message }) =>
        /^`(\w+)` of an entry of `(\w+)` has to be an? .*"; the entry was left out\.$/.exec(message)?.slice(1, 3),
      ),
      [undefined, ['via', 'upgradePaths'], ['from', 'upgradePaths'], ['date', 'endOfLife']],
    );
    assert.match(problems[0]?.message ?? '', /^`sha256` of an entry of `signers` has to be the SHA-256/);
  });

  it('tells files that are no catalog', () => {
    for (const other of ['', '[]', '{"environments": []}', 'nothing', '{', '42'])
      assert.notDeepEqual(parseCatalog('x', other).problems, [], other);
    assert.deepEqual(parseCatalog('x', '{}').problems, []);
  });

  it('never throws on damaged text', () => {
    const seed = 20261121;
    const random = randomSource(seed);
    for (let run = 0; run < 400; run++) {
      const at = random.below(text.length);
      const broken = text.slice(0, at) + random.pick(['', '"', '{', ']', ',', 'null', '\0', '\ud800']) + text.slice(at + random.below(9));
      assert.doesNotThrow(() => parseCatalog('x', broken), `seed ${seed}, run ${run}`);
    }
  });
});

describe('merged catalogs', () => {
  it('replaces what an earlier catalog says of a key, and keeps several states of one catalog', () => {
    const key = { product: 'p', key: 'k' } as const;
    const base = {
      ...emptyCatalog,
      configKeys: [
        { ...key, state: 'removed' as const },
        { ...key, key: 'other', state: 'removed' as const },
      ],
    };
    const site = {
      ...emptyCatalog,
      configKeys: [
        { ...key, state: 'deprecated' as const, since: '4' },
        { ...key, state: 'removed' as const, since: '5' },
      ],
    };
    assert.deepEqual(
      mergeCatalogs([base, site]).configKeys.map(({ key: name, state }) => `${name} ${state}`),
      ['k deprecated', 'k removed', 'other removed'],
    );
  });

  it('knows signers by fingerprint however it is written', () => {
    const signer = (sha256: string, name: string) => ({ ...emptyCatalog, signers: [{ sha256, name }] });
    assert.deepEqual(mergeCatalogs([signer('AA:bb', 'old'), signer('aaBB', 'new')]).signers, [{ sha256: 'aaBB', name: 'new' }]);
  });
});

describe('built-in catalog', () => {
  it('gives every removed key its version and source', () => {
    for (const { key, since, source } of builtInCatalog.configKeys) assert.ok(since && source?.startsWith('https://'), key);
    assert.equal(new Set(builtInCatalog.configKeys.map(({ product, key }) => `${product} ${key}`)).size, builtInCatalog.configKeys.length);
  });
  it('has ISO dates', () => {
    for (const { date } of builtInCatalog.endOfLife) assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
  });
});
