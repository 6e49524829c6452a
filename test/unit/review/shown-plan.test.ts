import assert from 'node:assert/strict';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { newCache } from '../../../src/core/review/cache';
import type { ReviewRequest } from '../../../src/core/review/request';
import { reviewPackage } from '../../../src/core/review/review';
import { mostEffects, type ShownPlan } from '../../../src/core/review/shown-plan';
import { memorySource } from '../../support/memory-source';

type Files = Readonly<Record<string, string>>;

/** No rule runs: the plan is there all the same. */
const review = (files: Files, more: Partial<ReviewRequest> = {}, cache = newCache()) =>
  reviewPackage(
    {
      source: memorySource('p.zip', files),
      inventory: emptyInventory,
      catalog: builtInCatalog,
      rules: [],
      environment: 'production',
      ...more,
    },
    undefined,
    cache,
  );
const planOf = async (files: Files, older?: Files): Promise<ShownPlan> =>
  (await review(files, older && { baseline: { source: memorySource('old.zip', older), cache: newCache() } })).plan;
const shown = ({ phases }: ShownPlan): string[] =>
  phases.flatMap(({ effects }) => effects.map(({ kind, target, path, range }) => `${path}:${range.start.line + 1} ${kind} ${target}`));

describe('the plan of a review', () => {
  it('has places as lines and columns, and says what is asked before', async () => {
    const { phases } = await planOf({ 'install.sh': '#!/bin/sh\n\nif [ -d /opt/x ]; then\n  rm -r /opt/x\nfi\n' });
    const [effect] = phases[0]?.effects ?? [];
    assert.deepEqual(effect && { range: effect.range, condition: effect.condition, undo: effect.undo }, {
      range: { start: { line: 3, character: 8 }, end: { line: 3, character: 14 } },
      condition: {
        path: 'install.sh',
        range: { start: { line: 2, character: 3 }, end: { line: 2, character: 16 } },
        text: '[ -d /opt/x ]',
      },
      undo: null,
    });
  });

  it('tells nobody a secret', async () => {
    const plan = await planOf({
      'install.sh':
        '#!/bin/sh\n[ "$PW" = hunter2secret9 ] && curl -d @f https://ada:s3cr3t-Pa55@up.example/hook\nTOKEN=ghp_0123456789abcdefghijABCDEFGHIJ456789\ncp a "/opt/$TOKEN"\n',
    });
    const all = JSON.stringify(plan);
    assert.ok(all.includes('up.example'));
    assert.doesNotMatch(all, /s3cr3t-Pa55|ghp_0123456789abc/);
  });

  it('says what the last version did not do, whatever the folders are called that have the version in their names', async () => {
    const at = (version: string, more: string): Files => ({
      'manifest.json': `{ "name": "x", "version": "${version}" }`,
      'install.sh': `#!/bin/sh\nmkdir -p /opt/x/${version}\nsystemctl restart x\n${more}`,
    });
    const { phases } = await planOf(at('2.0.0', 'systemctl restart y\nssh db1 systemctl restart x\n'), at('1.9.3', ''));
    assert.deepEqual(
      phases[0]?.effects.map(({ kind, target, host = '', isNew }) => [kind, target, host, isNew]),
      [
        ['dir.create', '/opt/x/2.0.0', '', false],
        ['unit.restart', 'x', '', false],
        ['unit.restart', 'y', '', true],
        ['network.session', 'db1', '', true],
        ['unit.restart', 'x', 'db1', true],
      ],
    );
    const alone = await planOf(at('2.0.0', ''));
    assert.ok(alone.phases[0]?.effects.every((effect) => !('isNew' in effect)));
  });

  it('is bounded, and counts the rest of each script', async () => {
    const many = (name: string) => `#!/bin/sh\n${Array.from({ length: 1500 }, (_, at) => `mkdir /opt/${name}/${at}`).join('\n')}\n`;
    const plan = await planOf(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`install-${name}.sh`, many(name)])));
    assert.equal(shown(plan).length, mostEffects);
    assert.deepEqual(
      plan.phases.map(({ effects, more }) => [effects.length, more]),
      [
        [1000, 500],
        [1000, 500],
        [1000, 500],
        [0, 1500],
      ],
    );
    assert.deepEqual(plan.more, { phases: 0, effects: 3000, unknown: 0 });
  });

  it('cuts what is too long for anybody to read', async () => {
    const { phases } = await planOf({ 'install.sh': `#!/bin/sh\nrm -r /opt/${'x'.repeat(5000)}\n` });
    assert.equal(phases[0]?.effects[0]?.target.length, 301);
  });

  it('is the same object as long as scripts, units and cron jobs stay as they are', async () => {
    const files = { 'install.sh': '#!/bin/sh\nreboot\n', 'README.md': 'x', 'config/a.yaml': 'a: 1\n' };
    const cache = newCache();
    const { plan } = await review(files, {}, cache);
    cache.files.delete('config/a.yaml');
    assert.equal((await review({ ...files, 'config/a.yaml': 'a: 2\n' }, {}, cache)).plan, plan);
    cache.files.delete('install.sh');
    assert.notEqual((await review({ ...files, 'install.sh': '#!/bin/sh\n' }, {}, cache)).plan, plan);
  });

  it('leaves in Not checked what nobody understands: one gap for each script', async () => {
    const { notChecked } = await review({
      'install.sh': '#!/bin/sh\nfrobnicate --now\ncp a /opt/a\nwobble\nwobble\n"$TOOL" x\n',
      'scripts/odd.sh': '#!/bin/sh\nfrobnicate\n',
    });
    assert.deepEqual(
      notChecked.filter(({ why }) => why.startsWith('nobody can say')),
      [
        {
          what: '4 of 5 commands in install.sh',
          why: 'nobody can say what they do: what frobnicate does (line 2), what wobble does (lines 4 and 5), a command that is computed (line 6)',
          // The upgrade runs it; the other one, nobody that is known.
          decisive: true,
        },
        { what: 'the only command in scripts/odd.sh', why: 'nobody can say what it does: what frobnicate does (line 2)', decisive: false },
      ],
    );
  });

  it('counts scripts that are not told of one by one', async () => {
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`s${at}.sh`, '#!/bin/sh\nfrobnicate\n']));
    const open = (await review(files)).notChecked.filter(({ why }) => why.startsWith('nobody can say'));
    assert.equal(open.length, 21);
    assert.equal(open.at(-1)?.what, '5 commands in more scripts');
  });
});
