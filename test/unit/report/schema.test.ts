import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { samplePackage, sampleSite } from '../../support/sample';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { json } from '../../../src/core/report/formats/json';
import { reviewPackage } from '../../../src/core/review/review';
import { confidences, hazards, severities } from '../../../src/core/rules/finding';
import { rules } from '../../../src/core/rules/index';

const root = join(__dirname, '../../..');
const reports = join(root, 'test/reports');

interface Schema {
  readonly definitions: {
    readonly finding: { readonly properties: Readonly<Record<string, { enum?: string[]; items?: { enum?: string[] } }>> };
  };
}

const schema = JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')) as Schema;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe('the schema of the JSON report', () => {
  const takes = (report: unknown): void => assert.ok(validate(report), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));

  for (const name of readdirSync(reports))
    it(`knows each field: ${name}`, () => takes(JSON.parse(readFileSync(join(reports, name, 'report.json'), 'utf8'))));

  it('knows each field of the report on the sample', async () => {
    const { inventory, catalog, waivers } = sampleSite();
    const review = await reviewPackage({
      source: samplePackage(),
      inventory,
      catalog: mergeCatalogs([builtInCatalog, catalog]),
      rules,
      waivers,
      environment: 'production',
    });
    takes(
      JSON.parse(json.write(review, { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', sha256: 'a'.repeat(64), patched: [] })),
    );
  }).timeout(60_000);

  it('lists the words that findings use', () => {
    const { severity, confidence, hazards: caused } = schema.definitions.finding.properties;
    assert.deepEqual([severity?.enum, confidence?.enum, caused?.items?.enum], [severities, confidences, hazards]);
  });

  it('refuses what it does not know', () => {
    const report = JSON.parse(readFileSync(join(reports, 'no-go/report.json'), 'utf8')) as object;
    for (const odd of [
      { ...report, verdict: 'maybe' },
      { ...report, more: 1 },
      { ...report, findings: [{}] },
    ])
      assert.ok(!validate(odd));
  });
});
