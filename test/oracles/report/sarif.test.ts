import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { packageFolder } from '../../../scripts/sample/files';
import { sarif } from '../../../src/core/report/formats/sarif';
import { readTree } from '../../support/memory-source';
import { reviewOf } from '../../support/reviewed';
import { sarifSchema } from '../../support/sarif-schema';

const reports = join(__dirname, '../../reports');

describe('SARIF by the schema of the standard', () => {
  it('is valid: of the sample with its fixes, and of every case', async () => {
    const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema());
    const files = readTree(packageFolder);
    const texts = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
    const sample = sarif.write(await reviewOf(files), { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [], texts });
    assert.match(sample, /"deletedRegion"/);
    const cases = readdirSync(reports).map((name) => readFileSync(join(reports, name, 'report.sarif'), 'utf8'));
    for (const log of [sample, sarif.join([sample, ...cases]), ...cases]) {
      assert.ok(validate(JSON.parse(log)), JSON.stringify(validate.errors, undefined, 1));
    }
    // The schema is not one that takes everything.
    assert.ok(!validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] }));
  });
}).timeout(180_000);
