import assert from 'node:assert/strict';
import { versionStep } from '../../../src/core/compare/version-step';
import { byExpectation, changeRules } from '../../../src/core/review/expected-change';
import { rules } from '../../../src/core/rules/index';
import { temporaryFolder, upgradeReview, writeFiles } from '../../support/cli';
import { findingWith } from '../../support/finding';

describe('expected change', () => {
  const steps: readonly (readonly [older: string | undefined, newer: string | undefined, step: string])[] = [
    ['5.1.0', '5.1.0', 'same'],
    ['5.1.0', '5.1.1', 'patch'],
    ['5.1.0-rc1', '5.1.0', 'patch'],
    ['5.1', '5.2.0', 'minor'],
    ['v5.9.9', '6.0', 'major'],
    ['1:2.4.7-1+deb12', '1:2.4.8-1', 'patch'],
    ['5.2.0', '5.1.9', 'unknown'],
    ['Bookworm', '5.1.0', 'unknown'],
    [undefined, '5.1.0', 'unknown'],
  ];
  for (const [older, newer, step] of steps) it(`from ${older} to ${newer} is ${step}`, () => assert.equal(versionStep(older, newer), step));

  const job = findingWith({ rule: 'schedule/embedded-job', severity: 'info', message: 'Runs at night.' });
  const value = findingWith({ rule: 'config/changed-default', severity: 'warning' });
  const right = findingWith({ rule: 'script/grants-privilege', severity: 'error' });
  const all = [job, value, right, findingWith({ rule: 'script/assumes-sudo', severity: 'warning' })];
  const stepped = (step: Parameters<typeof byExpectation>[1]['step'], more: Partial<Parameters<typeof byExpectation>[1]> = {}) =>
    byExpectation(all, { step, older: '5.1.0', newer: '5.1.1', isKnown: () => false, rules, usual: rules, ...more });
  const severities = (...given: Parameters<typeof stepped>) => stepped(...given).map(({ severity }) => severity);

  it('makes what a patch release brings an alarm, and what a major one brings a line', () => {
    assert.deepEqual(severities('patch'), ['error', 'error', 'error', 'warning']);
    assert.deepEqual(severities('same'), ['error', 'error', 'error', 'warning']);
    assert.deepEqual(severities('minor'), ['info', 'warning', 'error', 'warning']);
    assert.deepEqual(severities('unknown'), ['info', 'warning', 'error', 'warning']);
    assert.deepEqual(severities('major'), ['info', 'info', 'error', 'warning']);
    assert.equal(stepped('patch')[0]?.message, 'Runs at night. Nobody expects a new job of the step from 5.1.0 to 5.1.1.');
  });

  it('leaves alone what the package before has as well, and what somebody has given a severity', () => {
    assert.deepEqual(
      severities('patch', { isKnown: () => true }),
      all.map(({ severity }) => severity),
    );
    const chosen = rules.map((rule) => (rule.id === 'config/changed-default' ? { ...rule, severity: 'info' as const } : rule));
    assert.deepEqual(severities('patch', { rules: chosen }), ['error', 'warning', 'error', 'warning']);
  });

  it('knows rules that there are', () => {
    const ids = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      changeRules.filter((id) => !ids.has(id)),
      [],
    );
  });

  describe('of packages', () => {
    const folder = temporaryFolder();
    after(() => folder.remove());
    const files = (version: string, more: Readonly<Record<string, string>> = {}) => ({
      'manifest.json': `{ "name": "dten-platform", "version": "${version}" }`,
      'config/dten.yaml': 'retries: 5\n',
      ...more,
    });
    const news = { 'config/dten.yaml': 'retries: 9\n', 'cron.d/dten': '0 3 * * * root /usr/bin/true\n' };
    const worst = (version: string) => {
      writeFiles(`${folder.path}/old`, files('5.1.0'));
      writeFiles(`${folder.path}/${version}`, files(version, news));
      return toldOf(version, 'old');
    };
    const toldOf = async (newer: string, older: string) => {
      const { out } = await upgradeReview(folder.path, ['preflight', newer, '--baseline', older, '--format', 'json']);
      const report = JSON.parse(out) as { baseline: { step: string }; findings: readonly { rule: string; severity: string }[] };
      const of = (rule: string) => report.findings.find((finding) => finding.rule === rule)?.severity;
      return [report.baseline.step, of('config/changed-default'), of('schedule/embedded-job')];
    };

    it('is told by the size of the step', async () => {
      assert.deepEqual(await worst('5.1.1'), ['patch', 'error', 'error']);
      assert.deepEqual(await worst('5.2.0'), ['minor', 'warning', 'info']);
      assert.deepEqual(await worst('6.0.0'), ['major', 'info', 'info']);
    });

    it('is told by file names where no manifest says the version', async () => {
      const { 'manifest.json': _none, ...bare } = files('');
      const step = async (older: string, newer: string) => {
        writeFiles(`${folder.path}/${older}`, bare);
        writeFiles(`${folder.path}/${newer}`, { ...bare, ...news });
        return toldOf(newer, older);
      };
      assert.deepEqual(await step('rooms-v2.14.0', 'rooms-v2.14.1'), ['patch', 'error', 'error']);
      assert.deepEqual(await step('rooms-2026.11.01', 'rooms-2026.11.15'), ['unknown', 'warning', 'info']);
    });
  });
});
