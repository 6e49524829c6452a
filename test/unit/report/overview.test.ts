import assert from 'node:assert/strict';
import { countsByPath, countsOf, topFindings } from '../../../src/core/report/overview';
import type { Finding, Severity } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const finding = (severity: Severity, rule: string, path: string, standsFor?: number): Finding =>
  findingWith({
    rule,
    severity,
    path,
    message: `${rule} in ${path}`,
    fingerprint: `${rule}:${path}`,
    ...(standsFor !== undefined && { standsFor }),
  });

describe('what the overview tells of findings', () => {
  it('counts by severity what is told one by one and what is told together', () => {
    const findings = [finding('error', 'a/b', 'x'), finding('error', 'a/b', 'y', 40), finding('info', 'c/d', 'x')];
    assert.deepEqual(countsOf(findings), { error: 41, info: 1 });
  });

  it('counts a finding once in each folder and archive above it', () => {
    const counts = countsByPath([
      finding('blocker', 'a/b', 'scripts/db/run.sh'),
      finding('warning', 'a/b', 'scripts/run.sh'),
      finding('error', 'a/b', 'lib/inner.zip »/bin/x.sh'),
    ]);
    assert.deepEqual(counts.get('scripts/db/run.sh'), { blocker: 1 });
    assert.deepEqual(counts.get('scripts/db'), { blocker: 1 });
    assert.deepEqual(counts.get('scripts'), { blocker: 1, warning: 1 });
    assert.deepEqual(counts.get('lib/inner.zip »/bin'), { error: 1 });
    assert.deepEqual(counts.get('lib/inner.zip'), { error: 1 });
    assert.deepEqual(counts.get(''), { blocker: 1, error: 1, warning: 1 });
    assert.equal(counts.get('docs'), undefined);
  });

  it('counts once what is about the whole package', () => {
    assert.deepEqual([...countsByPath([finding('error', 'a/b', '')])], [['', { error: 1 }]]);
  });

  it('puts each rule of the worst severity once at the top, with how many more places it has', () => {
    const { severity, top } = topFindings(
      [
        finding('blocker', 'a/b', 'x'),
        finding('blocker', 'c/d', 'x'),
        finding('blocker', 'a/b', 'y'),
        finding('blocker', 'e/f', 'x'),
        finding('error', 'g/h', 'x'),
      ],
      2,
    );
    assert.equal(severity, 'blocker');
    assert.deepEqual(
      top.map(({ finding: { rule, path }, others }) => [rule, path, others]),
      [
        ['a/b', 'x', 1],
        ['c/d', 'x', 0],
      ],
    );
  });

  it('puts errors there where nothing blocks, and notes never', () => {
    const found = [finding('info', 'i/j', 'x'), finding('error', 'g/h', 'x')];
    assert.deepEqual(
      topFindings(found, 5).top.map(({ finding: { rule } }) => rule),
      ['g/h'],
    );
    assert.deepEqual(topFindings([finding('info', 'i/j', 'x')], 5).top, []);
    assert.deepEqual(topFindings([], 5).top, []);
  });
});
