import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseWaivers } from '../../../src/core/catalog/parse-waivers';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { samplePackage, sampleSite } from '../../support/sample';

describe('the page on waivers', () => {
  it('shows a waiver, and the command that gives it, for a finding that the sample has', async () => {
    const page = readFileSync('docs/waivers.md', 'utf8');
    const [, written = ''] = /```jsonc\n([^]*?)```/.exec(page) ?? [];
    const { waivers, problems } = parseWaivers('waivers.json', written);
    assert.deepEqual(problems, []);
    const review = await reviewPackage({
      source: samplePackage(),
      ...sampleSite(),
      waivers,
      rules,
      environment: 'production',
      now: Date.parse('2026-11-30'),
    });
    assert.deepEqual(
      review.waivers.map(({ state }) => state),
      ['in-force'],
    );
    const waived = review.findings.filter((finding) => finding.waived);
    assert.deepEqual(
      waived.map(({ rule, path, range }) => `--rule ${rule} --path ${path} --line ${range.start.line + 1}`),
      [/--rule \S+ --path \S+ --line \d+/.exec(page)?.[0]],
    );
    assert.deepEqual(review.siteFindings, []);
  });
});
