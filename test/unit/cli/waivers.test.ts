import assert from 'node:assert/strict';
import { temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

interface Report {
  readonly verdict: string;
  readonly reasons: readonly { readonly code: string; readonly owner?: string; readonly until?: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly path: string;
    readonly at?: string;
    readonly fingerprint: string;
    readonly waived: boolean;
    readonly waiver?: { readonly owner: string; readonly scope: string };
  }[];
  readonly waivers: readonly { readonly rule: string; readonly state: string; readonly findings: number }[];
}

const rule = 'dependency/unsatisfied-in-production';

describe('command line: waivers of the site', () => {
  const folder = temporaryFolder();
  const site = ['--inventory', 'inventory.json', '--catalog', 'catalog.json', '--waivers', 'waivers.json'];
  const preflight = (...args: string[]) => upgradeReview(folder.path, ['preflight', 'bad.zip', ...site, ...args]);
  const accept = (...waivers: readonly object[]) =>
    writeFiles(folder.path, {
      'waivers.json': JSON.stringify({
        waivers: waivers.map((waiver) => ({
          reason: 'OpenSSL 3.0 was tried with it',
          owner: 'team-rooms',
          until: '2026-12-31',
          ...waiver,
        })),
      }),
    });
  const json = async (...args: string[]) => {
    const { code, out, err } = await preflight(...args, '--format', 'json');
    return { code, err, report: JSON.parse(out) as Report };
  };

  before(async () => {
    writeFiles(folder.path, { 'bad.zip': await zipOf(smallPackage), 'inventory.json': inventory, 'catalog.json': catalog });
  });
  after(() => folder.remove());

  it('a blocker that is waived does not make no-go; a condition stands in its place, with who answers for it and until when', async () => {
    accept({ rule: 'script/hidden-reboot' });
    const before = await json();
    assert.deepEqual([before.code, before.report.verdict], [1, 'no-go']);
    const blocker = before.report.findings.find((finding) => finding.rule === rule);
    accept({ rule, fingerprint: blocker?.fingerprint });
    const { code, report } = await json();
    assert.deepEqual([code, report.verdict], [0, 'conditions']);
    const waived = report.findings.filter((finding) => finding.waived);
    assert.deepEqual(
      waived.map((finding) => [finding.rule, finding.severity, finding.waiver?.owner, finding.waiver?.scope]),
      [[rule, 'blocker', 'team-rooms', 'line']],
    );
    assert.deepEqual(
      report.reasons.filter(({ code: why }) => why === 'waived').map(({ owner, until }) => [owner, until]),
      [['team-rooms', '2026-12-31']],
    );
    assert.deepEqual(
      report.waivers.map((waiver) => [waiver.rule, waiver.state, waiver.findings]),
      [[rule, 'in-force', 1]],
    );
  });

  it('does not count for --fail-on either, and text and Markdown show it apart', async () => {
    accept({ rule });
    const text = await preflight();
    assert.match(
      text.out,
      /\nWaived\n {2}manifest\.json:4: blocker dependency\/[a-z-]+: OpenSSL 3\.0 [^\n]+ \(team-rooms, until 2026-12-31\)\n/,
    );
    assert.match(text.out, /CONDITIONS \([^\n]*1 waived\)/);
    assert.doesNotMatch(text.out, /^blocker /m);
    const { out } = await preflight('--format', 'md');
    assert.match(out, /## Blockers\n\nNone\.[^]*## Waivers\n\n[^]*OpenSSL 3\.0 was tried with it/);
    assert.match(
      out,
      /- \[ \] blocker, waived until 2026-12-31: Production does not have what the package requires: [^\n]+ OpenSSL [^\n]+ Owner: \*\*team-rooms\*\*/,
    );
  });

  it('that has ended is a finding on the file of waivers, and the blocker counts again', async () => {
    accept({ rule, until: '2026-11-19' });
    const { code, report } = await json();
    assert.equal(code, 1);
    const [told] = report.findings.filter((finding) => finding.rule.startsWith('waiver/'));
    assert.deepEqual([told?.rule, told?.severity, told?.at], ['waiver/expired', 'warning', 'site']);
    assert.match(told?.path ?? '', /waivers\.json$/);
    assert.match((await preflight()).out, /\nWaivers to look at\n {2}[^\n]*waivers\.json:1: waiver\/expired: /);
  });

  it('that is not complete is told, and waives nothing', async () => {
    writeFiles(folder.path, { 'waivers.json': '{ "waivers": [{ "rule": "a/b" }] }' });
    const { code, err } = await json();
    // The file was named, and nothing in it could be used.
    assert.deepEqual([code, /waivers\.json:1: A waiver has no `reason`/.test(err)], [2, true]);
    const { out } = await preflight('--format', 'md');
    assert.match(out, /^Not all that describes the site could be used/m);
    assert.ok(
      out.includes('waivers.json:1` | A waiver has no \\`reason\\`, no \\`owner\\`, no \\`until\\`, and waives nothing. |'),
      out.slice(-2000),
    );
  });
});
