import assert from 'node:assert/strict';
import type { MatrixRow } from '../../../src/core/inventory/matrix';
import type { Finding } from '../../../src/core/rules/finding';
import type { Reviewed } from '../../../src/node/review/protocol';
import { inParts, putTogether } from '../../../src/node/review/parts';

describe('a review in parts', () => {
  const cell = { environment: 'production', host: 'h', state: 'unknown' as const };
  const row = (at: number): MatrixRow => ({
    dependency: `d${at}`,
    optional: false,
    path: 'manifest.json',
    span: { start: 0, end: 1 },
    cells: Array.from({ length: 99 }, () => cell),
  });
  const reviewOf = (findings: number, rows: number): Reviewed => ({
    review: {
      findings: Array.from({ length: findings }, (_, at) => ({ message: String(at) }) as Finding),
      matrix: { columns: [], rows: Array.from({ length: rows }, (_, at) => row(at)), more: { rows: 1, failing: 0 } },
    } as unknown as Reviewed['review'],
    siteProblems: [],
    texts: new Map(),
  });

  for (const [findings, rows, parts] of [
    [0, 0, 0],
    [1000, 10, 0],
    [1001, 11, 2],
    [2500, 25, 4],
  ] as const)
    it(`is whole again: ${findings} findings, ${rows} rows of a hundred`, () => {
      const whole = reviewOf(findings, rows);
      const taken = inParts(whole);
      assert.equal(taken.parts.length, parts);
      assert.ok(taken.parts.every((part) => part.findings.length <= 1000 && part.rows.length <= 10));
      assert.deepEqual(putTogether(taken.parts, taken.rest), whole);
    });
});
