import assert from 'node:assert/strict';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import type { Finding } from '../../../src/core/rules/finding';
import { rules } from '../../../src/core/rules/index';
import { decodeText } from '../../../src/core/text/decode';
import { sampleFaults, samplePackage, sampleSite } from '../../support/sample';

/** `rule path:line token`, the form in which planted and found faults are compared. */
const row = (rule: string, path: string, line: number, token: string): string => `${rule}  ${path}:${line}  ${token}`;

describe('review of the sample', () => {
  const source = samplePackage();
  const { inventory, catalog } = sampleSite();
  let review: Review;

  before(async () => {
    review = await reviewPackage({ source, inventory, catalog, rules, environment: 'production' });
  });

  it('finds exactly the planted faults, each under its token', async () => {
    const found = await Promise.all(
      review.findings.map(async ({ rule, path, range, span }: Finding) => {
        const text = decodeText(await source.read(path))?.text ?? '';
        return row(rule, path, range.start.line + 1, text.slice(span.start, span.end));
      }),
    );
    assert.deepEqual(found.sort(), sampleFaults.map(({ rule, path, line, token }) => row(rule, path, line, token)).sort());
  });

  it('ends in no-go', () => {
    assert.equal(review.verdict.decision, 'no-go');
  });

  it('shows that staging has what production lacks', () => {
    const libpq = review.matrix.rows.find(({ dependency }) => dependency === 'libpq5');
    const states = (environment: string) => [
      ...new Set(libpq?.cells.filter((cell) => cell.environment === environment).map(({ state }) => state)),
    ];
    assert.deepEqual([states('production'), states('staging')], [['unsatisfied'], ['satisfied']]);
  });
});
