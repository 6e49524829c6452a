import assert from 'node:assert/strict';
import { packageFolder } from '../../../scripts/sample/files';
import { sarif } from '../../../src/core/report/formats/sarif';
import { redact } from '../../../src/core/text/redact';
import { readTree } from '../../support/memory-source';
import { reviewOf } from '../../support/reviewed';

/**
 * What Microsoft's SARIF viewer for VS Code makes of our logs. This says in our own words what its code reads
 * (github.com/microsoft/sarif-vscode-extension at bd3eeb1, MIT: `src/extension/loadLogs.ts`, `src/shared/index.ts`,
 * `src/extension/regionToSelection.ts`, `src/extension/index.activateFixes.ts`), as it is in no package registry.
 */
interface Log {
  readonly $schema?: string;
  readonly version: string;
  readonly runs: readonly Run[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules?: readonly Rule[] } };
  readonly artifacts?: readonly { readonly location?: { readonly uri?: string }; readonly contents?: { readonly text?: string } }[];
  readonly results?: readonly Result[];
}

interface Rule {
  readonly id: string;
  readonly helpUri?: string;
  readonly help?: { readonly markdown?: string };
  readonly defaultConfiguration?: { readonly level?: string };
}

interface ArtifactLocation {
  readonly uri?: string;
  readonly index?: number;
}

interface Region {
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

interface Location {
  readonly message?: { readonly text?: string };
  readonly physicalLocation?: { readonly artifactLocation?: ArtifactLocation; readonly region?: Region };
}

interface Result {
  readonly ruleId?: string;
  readonly ruleIndex?: number;
  readonly level?: string;
  readonly baselineState?: string;
  readonly message: { readonly text?: string; readonly arguments?: readonly string[] };
  readonly locations?: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly suppressions?: readonly { readonly status?: string; readonly justification?: string }[];
  readonly fixes?: readonly {
    readonly description?: { readonly text?: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: ArtifactLocation;
      readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: { readonly text?: string } }[];
    }[];
  }[];
}

/** Of the schema it takes the last name of the address; another version or name is "not supported". */
const opens = ({ $schema = '', version }: Log): boolean =>
  version === '2.1.0' &&
  ['', 'sarif-2.1.0', 'sarif-2.1.0-rtm.5', 'sarif-2.1.0-rtm.6'].includes(
    $schema === '' ? '' : (new URL($schema).pathname.split('/').pop() ?? '').replace('-schema', '').replace(/\.json$/, ''),
  );

/** The name of a file is what stands there; what it holds is found by the index alone. */
function artifactOf(run: Run, place: ArtifactLocation | undefined) {
  const artifact = run.artifacts?.[place?.index ?? -1];
  return { uri: place?.uri ?? artifact?.location?.uri, named: artifact?.location?.uri, text: artifact?.contents?.text };
}

/** A region as a selection: a line that is not there throws; blanks before the first character are left out. */
function selected(text: string, { startLine = 1, startColumn = 1, endLine = startLine, endColumn }: Region): string {
  const lines = text.split(/\r?\n/);
  const [first, last] = [lines[startLine - 1], lines[endLine - 1]];
  if (first === undefined || last === undefined) throw new RangeError(`line ${startLine} to ${endLine} of ${lines.length}`);
  const start = Math.max(first.search(/\S|$/), startColumn - 1);
  const end = endColumn === undefined ? last.length : endColumn - 1;
  assert.ok(startLine < endLine || start <= end, 'the selection is reversed');
  assert.ok(end <= last.length, 'the selection ends behind its line');
  if (startLine === endLine) return first.slice(start, end);
  return [first.slice(start), ...lines.slice(startLine, endLine - 1), last.slice(0, end)].join('\n');
}

describe('SARIF as the viewer of VS Code reads it', () => {
  const files = readTree(packageFolder);
  const texts = new Map(Object.entries(files).map(([path, content]) => [path, redact(Buffer.from(content).toString('utf8'))]));
  let log: Log;
  let told: Awaited<ReturnType<typeof reviewOf>>['findings'];

  before(async function () {
    this.timeout(120_000);
    const review = await reviewOf(files);
    told = review.findings.filter(({ confidence }) => confidence !== 'possible');
    const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [], texts };
    log = JSON.parse(sarif.join([sarif.write(review, context), sarif.write(review, context)])) as Log;
  });

  it('opens, and lists each finding with its rule, words, level and state', () => {
    assert.ok(opens(log));
    assert.equal(log.runs.length, 2);
    for (const { tool, results = [] } of log.runs) {
      assert.equal(results.length, told.length);
      for (const { ruleId, ruleIndex, level, message, suppressions } of results) {
        const rule = tool.driver.rules?.[ruleIndex ?? -1];
        assert.equal(rule?.id, ruleId);
        assert.ok(rule?.help?.markdown || rule?.helpUri, `${ruleId} has no page`);
        assert.ok(['error', 'warning', 'note'].includes(level ?? rule.defaultConfiguration?.level ?? ''));
        // It fills `{0}` in, and shows a dash for no words.
        assert.ok(message.text && message.arguments === undefined);
        for (const { status, justification } of suppressions ?? []) assert.ok(status === 'accepted' && justification);
      }
    }
  });

  it('shows files that the log holds, and selects in them what the finding marks', () => {
    let shown = 0;
    for (const run of log.runs) {
      for (const [at, { locations = [], relatedLocations = [] }] of (run.results ?? []).entries()) {
        const [first] = locations;
        const { uri, named, text } = artifactOf(run, first?.physicalLocation?.artifactLocation);
        assert.ok(uri !== undefined && uri === named);
        for (const { message, physicalLocation } of relatedLocations) {
          const near = artifactOf(run, physicalLocation?.artifactLocation);
          assert.ok(message?.text && near.uri !== undefined && near.uri === near.named);
        }
        const finding = told[at];
        if (text === undefined || !finding) continue;
        const marked = selected(text, first?.physicalLocation?.region ?? {});
        const own = texts.get(finding.path) ?? '';
        assert.equal(
          marked,
          own.slice(finding.span.start, finding.span.end).replaceAll('\r\n', '\n').trimStart(),
          `${finding.rule} ${finding.path}`,
        );
        shown++;
      }
    }
    assert.ok(shown > 30, `${shown} are shown`);
  });

  it('has names for its fixes, which replace text that is there', () => {
    let count = 0;
    for (const run of log.runs)
      for (const { fixes = [] } of run.results ?? [])
        for (const { description, artifactChanges } of fixes) {
          assert.ok(description?.text);
          for (const { artifactLocation, replacements } of artifactChanges) {
            const { text } = artifactOf(run, artifactLocation);
            for (const { deletedRegion } of replacements) selected(text ?? '', deletedRegion);
            count += replacements.length;
          }
        }
    assert.ok(count > 10, `${count} replacements`);
  });
}).timeout(180_000);
