import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { importInventory } from '../../../src/core/inventory/import';
import { rowState } from '../../../src/core/inventory/row-state';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const debian = { name: 'bash', version: '5.2.15-2', type: 'deb' };
const host = (name: string, ...packages: object[]) => ({ name, packages: [debian, ...packages], units: [] });

/** What matrix, findings and the list of what was not checked say of one dependency. */
async function told(dependency: object, environments: readonly object[], files: Record<string, string> = {}) {
  const manifest = { name: 'a', version: '1.0.0', reboot: false, dependencies: dependency };
  const { inventory, problems } = importInventory('inventory.json', JSON.stringify({ environments }));
  assert.deepEqual(problems, []);
  const bytes = Object.entries({ 'manifest.json': JSON.stringify(manifest), ...files }).map(([path, text]) => [path, Buffer.from(text)]);
  const review = await reviewPackage({
    source: memorySource('a.zip', Object.fromEntries(bytes) as Record<string, Buffer>),
    inventory,
    catalog: emptyCatalog,
    rules,
    environment: 'production',
  });
  const [row] = review.matrix.rows;
  assert.ok(row);
  return {
    state: row.broughtAlong ? 'brought along' : rowState(row, 'production'),
    findings: review.findings.filter(({ rule }) => rule.startsWith('dependency/')).map(({ severity }) => severity),
    gaps: review.notChecked.filter(({ what }) => what.includes(row.dependency)).map(({ what, why }) => `${what}: ${why}`),
    decision: review.verdict.decision,
  };
}

describe('what production seems to lack', () => {
  const production = (...hosts: object[]) => ({ name: 'production', hosts, databases: [] });

  it('is a blocker where the lists would name it', async () => {
    assert.deepEqual(await told({ keepalived: { range: '>=2 <3', type: 'deb' } }, [production(host('app01'))]), {
      state: 'missing',
      findings: ['blocker'],
      gaps: [],
      decision: 'no-go',
    });
  });

  it('was not checked where nobody knows what it is called there', async () => {
    for (const range of ['>=2 <3', undefined]) {
      assert.deepEqual(
        await told(range === undefined ? ['their-broker'] : { 'their-broker': range }, [production(host('app01'), host('app02'))]),
        {
          state: 'missing',
          findings: [],
          gaps: ['their-broker on app01, app02: no package list names it, and it may be installed under another name'],
          decision: 'conditions',
        },
      );
    }
  });

  it('was not checked of a database that may run somewhere else', async () => {
    const { state, findings, gaps } = await told({ postgresql: '>=14 <16' }, [production(host('app01'))]);
    assert.deepEqual([state, findings], ['missing', []]);
    assert.deepEqual(gaps, [
      'postgresql on app01: no package list names it, and the inventory names no databases: it may run somewhere else',
    ]);
  });

  it('is nothing if it is optional, brought along, or on a host of another role', async () => {
    const lacking = [production(host('app01'))];
    const optional = await told({ 'their-broker': { range: '>=2 <3', optional: true } }, lacking);
    assert.deepEqual([optional.findings, optional.gaps], [[], []]);
    const brought = await told({ 'their-broker': '>=2 <3' }, lacking, { 'packages/their-broker_2.1-1_amd64.deb': '!<arch>\n' });
    assert.deepEqual(
      [brought.state, brought.findings, brought.gaps.filter((gap) => !gap.startsWith('content'))],
      ['brought along', [], []],
    );
    const broker = { name: 'their-broker', version: '2.4-1', type: 'deb' };
    const roles = await told({ 'their-broker': '>=2 <3' }, [production(host('app01'), host('mq01', broker))]);
    assert.deepEqual([roles.state, roles.findings, roles.gaps], ['satisfied', [], []]);
  });

  it('is told of production alone, whatever staging lacks or has', async () => {
    const broker = (version: string) => ({ name: 'their-broker', version, type: 'deb' });
    const staging = (...packages: object[]) => ({ name: 'staging', hosts: [host('stg01', ...packages)] });
    const has = await told({ 'their-broker': '>=2 <3' }, [production(host('app01', broker('2.4-1'))), staging()]);
    assert.deepEqual([has.state, has.findings, has.gaps], ['satisfied', [], []]);
    const old = await told({ 'their-broker': '>=2 <3' }, [production(host('app01', broker('2.4-1'))), staging(broker('1.0-1'))]);
    assert.equal(old.state, 'satisfied');
    const lacks = await told({ 'their-broker': '>=2 <3' }, [production(host('app01')), staging(broker('2.4-1'))]);
    assert.deepEqual([lacks.state, lacks.findings, lacks.gaps], ['missing', ['blocker'], []]);
    assert.equal((await told({ 'their-broker': '>=2 <3' }, [staging()])).state, 'unknown');
  });
});
