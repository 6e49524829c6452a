import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';

interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly path: string }[];
  readonly notChecked: readonly { readonly what: string; readonly why: string }[];
}

const script = '#!/bin/sh\nif true; then\n';
const syntax = 'shell/syntax';

describe("severities in a site's own file", () => {
  const folder = temporaryFolder();
  before(async () => {
    writeFileSync(
      join(folder.path, 'in.zip'),
      await zipOf({
        'manifest.json': '{ "name": "x", "version": "1" }',
        'new/a.sh': script,
        'legacy/a.sh': script,
        'legacy/old/a.sh': script,
      }),
    );
  });
  after(() => folder.remove());

  const review = async (severities: unknown) => {
    writeFileSync(join(folder.path, 'severities.json'), JSON.stringify(severities));
    const args = ['preflight', 'in.zip', '--severities', 'severities.json', '--format', 'json', '--confidence', 'possible'];
    const { code, out, err } = await upgradeReview(folder.path, args);
    const report = JSON.parse(out) as Report;
    const found = report.findings.filter(({ rule }) => rule === syntax).map(({ path, severity }) => `${path} ${severity}`);
    return {
      code,
      err,
      found: found.sort(),
      off: report.notChecked.filter(({ why }) => why.startsWith('switched off')).map(({ what }) => what),
    };
  };

  it('change what a rule weighs in some files, switch it off in others, and the report says so', async () => {
    const { found, off } = await review({
      rules: { 'shell/*': 'info' },
      overrides: [
        { files: ['legacy/**'], rules: { [syntax]: 'blocker' } },
        { files: ['legacy/old/**'], rules: { [syntax]: 'off' } },
      ],
    });
    assert.deepEqual(found, ['legacy/a.sh blocker', 'new/a.sh info']);
    assert.deepEqual(off, [`what ${syntax} (in legacy/old/**) would find`]);
  });

  it('switch a group off as a whole', async () => {
    const { found, off } = await review({ rules: { 'shell/*': 'off' } });
    assert.deepEqual([found, off], [[], [`what ${syntax} would find`]]);
  });

  it('are told where they name no rule, and where nothing can be used nobody can judge', async () => {
    assert.match(
      (await review({ rules: { 'shell/sintax': 'off' } })).err,
      /severities\.json:1: No rule is called shell\/sintax \(did you mean/,
    );
    assert.equal((await review({ rulez: {} })).code, 2);
  });
});
