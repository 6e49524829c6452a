import assert from 'node:assert/strict';
import { parseWaivers } from '../../../src/core/catalog/parse-waivers';
import type { WaivedAbout } from '../../../src/core/review/waiver-use';
import { applyWaivers } from '../../../src/core/review/waivers';
import type { Finding } from '../../../src/core/rules/finding';
import { rules } from '../../../src/core/rules/index';
import { renamedRules } from '../../../src/core/rules/renamed';
import { listedForWaivers, waiverNeed } from '../../../src/core/rules/waivable';
import { findingWith } from '../../support/finding';

const usual = { reason: 'root runs it', owner: 'team-rooms', until: '2027-01-31' };
const sudo = 'script/assumes-sudo';

const waiversOf = (...entries: readonly object[]) =>
  parseWaivers('waivers.json', JSON.stringify({ waivers: entries.map((entry) => ({ ...usual, ...entry })) }, undefined, 1)).waivers;

const at = (rule: string, path: string, line: number, more: Partial<Finding> = {}): Finding => {
  const place = { line: line - 1, character: 4 };
  return findingWith({ rule, path, range: { start: place, end: place }, fingerprint: `${rule}:${path}:${line}`, ...more });
};

const about = (findings: readonly Finding[], more: Partial<WaivedAbout> = {}): WaivedAbout => ({
  findings,
  rules,
  ran: rules.map(({ id }) => id),
  package: { name: 'dten-platform', version: '5.2.0', path: 'dten.zip', entries: 3 },
  paths: ['dten-5.2/manifest.json', 'dten-5.2/scripts/a.sh', 'dten-5.2/scripts/b.sh'],
  root: 'dten-5.2/',
  now: Date.parse('2027-01-31'),
  // The window is over: none of them ends before it.
  windowEnd: 0,
  ...more,
});

const a1 = at(sudo, 'dten-5.2/scripts/a.sh', 1);
const a9 = at(sudo, 'dten-5.2/scripts/a.sh', 9);
const b3 = at(sudo, 'dten-5.2/scripts/b.sh', 3);
const all = [a1, a9, b3];

function judged(entries: readonly object[], more: Partial<WaivedAbout> = {}, findings: readonly Finding[] = all) {
  const { findings: after, waivers, notes } = applyWaivers(waiversOf(...entries), about(findings, more));
  return {
    states: waivers.map(({ state }) => state),
    covered: after.flatMap(({ waived, path, range }) => (waived ? [`${path.slice(-4)}:${range.start.line + 1}`] : [])),
    owners: after.flatMap(({ waived }) => waived?.owner ?? []),
    notes: notes.map(({ rule, message }) => `${rule}: ${message}`),
  };
}

describe('waivers', () => {
  const covers: readonly (readonly [why: string, entry: object, covered: readonly string[]])[] = [
    ['one finding by its fingerprint', { fingerprint: a9.fingerprint }, ['a.sh:9']],
    ['one line of one version', { path: 'scripts/a.sh', line: 9, version: '5.2.0' }, ['a.sh:9']],
    ['a file, named below the folder of the package', { path: 'scripts/a.sh' }, ['a.sh:1', 'a.sh:9']],
    ['a file, named with it', { path: 'dten-5.2/scripts/b.sh' }, ['b.sh:3']],
    ['a folder', { path: 'scripts/' }, ['a.sh:1', 'a.sh:9', 'b.sh:3']],
    ['what a glob names', { path: 'scripts/b.*' }, ['b.sh:3']],
    ['a rule', {}, ['a.sh:1', 'a.sh:9', 'b.sh:3']],
  ];
  for (const [why, entry, covered] of covers) {
    it(`cover ${why}`, () => {
      assert.deepEqual(judged([{ rule: sudo, ...entry }]), {
        states: ['in-force'],
        covered,
        owners: covered.map(() => 'team-rooms'),
        notes: [],
      });
    });
  }

  it('cover nothing of another rule, whatever its fingerprint, and no name in another folder', () => {
    assert.deepEqual(judged([{ rule: 'script/hidden-reboot', fingerprint: a1.fingerprint }]).covered, []);
    assert.deepEqual(judged([{ rule: sudo, path: 'a.sh' }]).covered, []);
  });

  it('of one finding do not cover one that stands for many', () => {
    const many = { ...a1, standsFor: 40 };
    for (const entry of [{ fingerprint: a1.fingerprint }, { path: 'scripts/a.sh' }, { path: 'scripts/a.sh', line: 1, version: '5.2.0' }])
      assert.deepEqual(judged([{ rule: sudo, ...entry }], {}, [many]).covered, []);
    assert.deepEqual(judged([{ rule: sudo }], {}, [many]).covered, ['a.sh:1']);
  });

  it('hold through their last day, and then the finding counts again', () => {
    assert.deepEqual(judged([{ rule: sudo, path: 'scripts/b.sh' }]).states, ['in-force']);
    const after = judged([{ rule: sudo, path: 'scripts/b.sh' }], { now: Date.parse('2027-02-01') });
    assert.deepEqual(
      [after.states, after.covered, after.notes],
      [
        ['expired'],
        [],
        ['waiver/expired: The waiver of team-rooms ended on 2027-01-31: the finding counts again. Mend it, or have it accepted anew.'],
      ],
    );
    assert.match(judged([{ rule: sudo }], { now: Date.parse('2027-02-01') }, []).notes.join(), /nothing is found there: remove it/);
    assert.deepEqual(judged([{ rule: sudo }], { now: undefined }).states, ['in-force']);
  });

  it('that cover nothing are told by why: unused, changed, gone, or of a file that moved', () => {
    assert.deepEqual(judged([{ rule: 'script/hidden-reboot' }]).notes, [
      'waiver/unused: Nothing is found by script/hidden-reboot, which ran: remove the waiver, or name in `package` the package that it is for.',
    ]);
    assert.deepEqual(judged([{ rule: sudo, path: 'scripts/a.sh', fingerprint: 'f'.repeat(16) }]).notes, [
      'waiver/no-match: The line that was accepted has changed since, or is gone. script/assumes-sudo reports at dten-5.2/scripts/a.sh:1, dten-5.2/scripts/a.sh:9: look at it again, and accept that by its fingerprint.',
    ]);
    assert.deepEqual(judged([{ rule: sudo, path: 'scripts/a.sh', line: 4, version: '5.2.0' }]).states, ['no-match']);
    assert.deepEqual(judged([{ rule: sudo, path: 'old/a.sh' }]).notes, [
      'waiver/no-match: Nothing in the package is called old/a.sh; a file of that name is now dten-5.2/scripts/a.sh: what was accepted is not there any more.',
    ]);
  });

  it('say nothing where their rule did not run, or of another package or version', () => {
    assert.deepEqual(judged([{ rule: 'script/hidden-reboot' }], { ran: [] }).states, ['not-run']);
    const other = judged([
      { rule: sudo, package: 'other' },
      { rule: sudo, version: '5.1.0' },
    ]);
    assert.deepEqual([other.states, other.covered, other.notes], [['other-package', 'other-package'], [], []]);
    assert.deepEqual(judged([{ rule: sudo, package: 'dten-platform', version: '5.2.0' }]).states, ['in-force']);
  });

  it('of a line with several findings cover none, and name their fingerprints', () => {
    const twin = at(sudo, a1.path, 1, { fingerprint: 'twin' });
    const { states, covered, notes } = judged([{ rule: sudo, path: 'scripts/a.sh', line: 1, version: '5.2.0' }], {}, [a1, twin]);
    assert.deepEqual([states, covered], [['ambiguous'], []]);
    assert.match(notes.join(), /^waiver\/ambiguous: In line 1 of .* reports 2 times: .*twin \(column 5\)/);
  });

  it('that cover the same: the narrower counts; of equal ones that which ends first, and it is told', () => {
    const narrow = { rule: sudo, fingerprint: a1.fingerprint, owner: 'team-a', until: '2029-01-31' };
    assert.deepEqual(judged([{ rule: sudo, owner: 'team-b' }, narrow]).owners, ['team-a', 'team-b', 'team-b']);
    const twice = judged([
      { rule: sudo, path: 'scripts/b.sh', owner: 'team-a', until: '2027-03-31' },
      { rule: sudo, path: 'scripts/b.sh', owner: 'team-b', until: '2027-02-28' },
    ]);
    assert.deepEqual(twice.owners, ['team-b']);
    assert.match(twice.notes.join(), /^waiver\/ambiguous: The waiver of team-a in line \d+ covers the same: .* until 2027-02-28\.$/);
  });

  it('that end before the window is over say so, and without a window those that end soon', () => {
    const day = (until: string, more: Parameters<typeof judged>[1]) =>
      judged([{ rule: sudo, until }], { windowEnd: undefined, ...more }).notes;
    const windowEnd = Date.parse('2027-02-06T02:00:00Z');
    assert.deepEqual(day('2027-02-05', { windowEnd }), [
      'waiver/ends-soon: The waiver of team-rooms ends on 2027-02-05, before the maintenance window is over: have it accepted for as long as the upgrade takes.',
    ]);
    assert.deepEqual(day('2027-02-06', { windowEnd }), []);
    assert.deepEqual(day('2027-02-01', {}), ['waiver/ends-soon: The waiver of team-rooms ends on 2027-02-01, which is tomorrow.']);
    assert.deepEqual(day('2027-02-05', {}), ['waiver/ends-soon: The waiver of team-rooms ends on 2027-02-05, in 5 days.']);
    assert.deepEqual(day('2027-02-28', {}), []);
  });

  it('of an unknown rule say which one may be meant; a renamed rule keeps its waivers', () => {
    const unknown = judged([{ rule: 'script/assume-sudo' }, { rule: 'constructor' }]);
    assert.deepEqual(unknown.states, ['unknown-rule', 'unknown-rule']);
    assert.match(unknown.notes.join(), /No rule is called script\/assume-sudo \(did you mean script\/assumes-sudo\?\)/);
    const renamed = judged([{ rule: 'script/needs-sudo' }], { renamed: new Map([['script/needs-sudo', sudo]]) });
    assert.deepEqual([renamed.states, renamed.covered.length], [['in-force'], 3]);
    assert.deepEqual(renamed.notes, [`waiver/renamed-rule: script/needs-sudo is called ${sudo} now: the waiver holds, and should say so.`]);
  });

  it('need security for what exposes or weakens something, and are refused for what nobody has seen', () => {
    const secret = at('secret/private-key', 'dten-5.2/manifest.json', 1);
    const unread = at('archive/unreadable-entry', 'dten-5.2/manifest.json', 1);
    const refused = judged(
      [
        { rule: secret.rule, authority: 'the boss' },
        { rule: unread.rule, authority: 'security' },
      ],
      {},
      [secret, unread],
    );
    assert.deepEqual([refused.states, refused.covered], [['needs-security', 'unwaivable'], []]);
    assert.deepEqual(
      refused.notes.map((note) => note.slice(0, note.indexOf(':'))),
      ['waiver/needs-security', 'waiver/unwaivable'],
    );
    assert.deepEqual(judged([{ rule: secret.rule, authority: 'security' }], {}, [secret]).covered, ['json:1']);
  });

  it('know their rules: each that is listed exists, none by its old name', () => {
    const ids = new Set([...rules.map(({ id }) => id), 'internal/rule-failed']);
    assert.deepEqual(
      [...listedForWaivers, ...renamedRules.values()].filter((id) => !ids.has(id)),
      [],
    );
    assert.deepEqual(
      [...renamedRules.keys()].filter((id) => ids.has(id)),
      [],
    );
    const bySecurity = rules.filter((rule) => waiverNeed(rule) === 'security').map(({ id }) => id);
    for (const id of [
      'secret/hard-coded',
      'endpoint/unverified-tls',
      'certificate/expired',
      'script/disables-protection',
      'archive/unsafe-name',
    ])
      assert.ok(bySecurity.includes(id), id);
    assert.ok(!bySecurity.includes(sudo));
  });
});
