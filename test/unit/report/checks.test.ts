import assert from 'node:assert/strict';
import { checkGroups, checksOf } from '../../../src/core/report/checks';
import type { Confidence, Finding, Severity } from '../../../src/core/rules/finding';
import { rules } from '../../../src/core/rules/index';

const finding = (rule: string, severity: Severity = 'error', confidence: Confidence = 'certain') =>
  ({ rule, severity, confidence }) as Finding;
const ran = rules.map(({ id }) => id);
const compared = { columns: [{ environment: 'production', host: 'app01' }], rows: [] };
const states = (findings: readonly Finding[], of: Partial<Parameters<typeof checksOf>[0]> = {}): Record<string, string> =>
  Object.fromEntries(checksOf({ findings, ran, matrix: compared, ...of }, 'likely').map(({ group, state }) => [group, state]));

describe('groups of rules as tests', () => {
  it('pass where nothing speaks against the package', () => {
    assert.deepEqual(Object.keys(states([])), checkGroups);
    assert.deepEqual(new Set(Object.values(states([]))), new Set(['passed']));
  });

  it('fail by findings that are sure enough and more than notes', () => {
    const found = states([
      finding('shell/syntax'),
      finding('script/assumes-sudo', 'info'),
      finding('archive/unsafe-name', 'error', 'possible'),
    ]);
    assert.deepEqual([found['shell'], found['script'], found['archive']], ['failed', 'passed', 'passed']);
  });

  it('are skipped where no rule ran, or nothing is known to compare with', () => {
    const found = states([], { ran: ran.filter((id) => !id.startsWith('shell/')), matrix: { columns: [], rows: [] } });
    assert.deepEqual([found['shell'], found['dependency'], found['script']], ['skipped', 'skipped', 'passed']);
  });
});
