import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { made } from '../../support/programs';

const reports = join(__dirname, '../../reports');

/** Reads it as pipelines do, by the rules that they share, and says what it has read. */
const reader = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
assert root.tag == 'testsuites', root.tag
seen = {'tests': 0, 'failures': 0, 'errors': 0, 'skipped': 0}
for suite in root:
    assert suite.tag == 'testsuite', suite.tag
    assert suite.get('name') and suite.get('timestamp')
    found = {'tests': 0, 'failures': 0, 'errors': 0, 'skipped': 0}
    for case in suite:
        assert case.tag == 'testcase', case.tag
        assert case.get('name') and case.get('classname')
        found['tests'] += 1
        outcomes = [child.tag for child in case if child.tag in ('failure', 'error', 'skipped')]
        assert len(outcomes) <= 1, outcomes
        for child in case:
            assert child.tag in ('failure', 'error', 'skipped', 'system-out', 'system-err'), child.tag
            if child.tag in ('failure', 'skipped'): assert child.get('message')
        for tag in outcomes: found[{'failure': 'failures', 'error': 'errors', 'skipped': 'skipped'}[tag]] += 1
    for name, count in found.items():
        assert int(suite.get(name)) == count, (suite.get('name'), name, suite.get(name), count)
        seen[name] += count
print(json.dumps(seen))
`;

describe('JUnit XML as another program reads it', () => {
  for (const name of readdirSync(reports)) {
    it(`counts what it says: ${name}`, function () {
      const xml = readFileSync(join(reports, name, 'report.xml'), 'utf8');
      const { findings } = JSON.parse(readFileSync(join(reports, name, 'report.json'), 'utf8')) as {
        readonly findings: readonly {
          readonly at?: string;
          readonly severity: string;
          readonly confidence: string;
          readonly waived: boolean;
        }[];
      };
      const seen = JSON.parse(made(this, reports, ['python3', '-c', reader], xml).text) as Record<string, number>;
      const failing = findings.filter(
        ({ at, severity, confidence, waived }) => at !== 'site' && severity !== 'info' && confidence !== 'possible' && !waived,
      );
      assert.deepEqual([seen['failures'], seen['errors']], [failing.length, 0]);
      assert.ok((seen['tests'] ?? 0) > failing.length);
    });
  }
});
