import assert from 'node:assert/strict';
import { filterOf, findingsAsMarkdown, findingsAsText, grouped, listState, noFilter } from '../../../src/core/report/findings-list';
import { nextFinding } from '../../../src/core/report/next-finding';
import { countsOf } from '../../../src/core/report/overview';
import { countsInShort } from '../../../src/core/report/severity-counts';
import type { Finding, Severity } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const finding = (severity: Severity, path: string, line: number, message = 'calls sudo', rule = 'script/assumes-sudo'): Finding =>
  findingWith({
    rule,
    severity,
    path,
    range: { start: { line, character: 2 }, end: { line, character: 3 } },
    message,
    fingerprint: `${rule} ${path} ${line}`,
    excerpt: { firstLine: line, lines: [] },
  });

describe('the list of findings', () => {
  const all = [
    finding('blocker', 'manifest.json', 10, 'needs libpq5 16', 'dependency/unsatisfied-in-production'),
    finding('error', 'scripts/b.sh', 3),
    finding('warning', 'scripts/a.sh', 7),
    finding('info', 'lib/x.jar »/m.json', 0, 'Guessed', 'archive/unclear-name'),
  ];
  const narrowed = (text: string, errorsOnly = false) => all.filter(filterOf({ text, errorsOnly })).map(({ path }) => path);

  it('is narrowed by words of message, rule and path', () => {
    assert.equal(all.filter(filterOf(noFilter)).length, 4);
    assert.deepEqual(narrowed('LIBPQ5'), ['manifest.json']);
    assert.deepEqual(narrowed('sudo b.sh'), ['scripts/b.sh']);
    assert.deepEqual(narrowed('archive/'), ['lib/x.jar »/m.json']);
    assert.deepEqual(narrowed('!sudo  !jar'), ['manifest.json']);
    assert.deepEqual(narrowed('nothing of the kind'), []);
  });

  it('is narrowed to blockers and errors', () => assert.deepEqual(narrowed('', true), ['manifest.json', 'scripts/b.sh']));

  it('has groups from the worst on, or by name', () => {
    const keys = (grouping: 'severity' | 'file' | 'rule') =>
      grouped(all.map((each) => ({ finding: each })).reverse(), grouping).map(([key]) => key);
    assert.deepEqual(keys('severity'), ['blocker', 'error', 'warning', 'info']);
    assert.deepEqual(keys('file'), ['lib/x.jar »/m.json', 'manifest.json', 'scripts/a.sh', 'scripts/b.sh']);
    assert.deepEqual(keys('rule'), ['archive/unclear-name', 'dependency/unsatisfied-in-production', 'script/assumes-sudo']);
  });

  it('is copied as text and as Markdown, in which a package formats nothing', () => {
    const odd = finding('blocker', 'a`b\u202e.sh', 0, '**[x](http://y)**\n# z');
    assert.equal(findingsAsText([odd]), 'a`b\\u{202e}.sh:1: blocker: **[x](http://y)**\\u{a}# z [script/assumes-sudo]');
    assert.equal(
      findingsAsMarkdown([odd, all[1] as Finding]),
      '- **Blocker** ``a`b\\u{202e}.sh:1`` \\*\\*\\[x\\](http:&#47;&#47;y)\\*\\* \\# z (`script/assumes-sudo`)\n' +
        '- **Error** `scripts/b.sh:4` calls sudo (`script/assumes-sudo`)',
    );
  });

  const states: readonly (readonly [why: string, ...Parameters<typeof listState>, string])[] = [
    ['nothing is open', [], 0, 'none'],
    ['a package that waits is no clean one', [{ state: 'waiting', shown: 0 }], 0, 'reviewing'],
    ['nor one that is being reviewed', [{ state: 'reviewing', shown: 0 }], 0, 'reviewing'],
    [
      'nor beside one that is clean',
      [
        { state: 'reviewed', all: 0, shown: 0 },
        { state: 'reviewing', shown: 0 },
      ],
      0,
      'reviewing',
    ],
    ['one that failed', [{ state: 'failed', shown: 0 }], 0, 'failed'],
    ['one that was cancelled', [{ state: 'cancelled', shown: 0 }], 0, 'cancelled'],
    ['one that is reviewed again is still clean', [{ state: 'reviewing', all: 0, shown: 0 }], 0, 'clean'],
    ['a finished review without findings', [{ state: 'reviewed', all: 0, shown: 0 }], 0, 'clean'],
    ['findings that are only possible', [{ state: 'reviewed', all: 2, shown: 0 }], 0, 'hidden'],
    ['a filter that leaves none', [{ state: 'reviewed', all: 2, shown: 2 }], 0, 'filtered'],
    ['findings', [{ state: 'reviewed', all: 2, shown: 2 }], 1, 'found'],
  ];
  for (const [why, packages, listed, state] of states)
    it(`says what it means: ${why}`, () => assert.equal(listState(packages, listed), state));
});

describe('going through findings', () => {
  const all = [finding('blocker', 'b', 5), finding('blocker', 'a', 9), finding('blocker', 'b', 1)];
  const to = (direction: 'next' | 'previous', path?: string, line = 0, character = 0) => {
    const found = nextFinding(all, path === undefined ? undefined : { path, line, character }, direction);
    return found && `${found.path}:${found.range.start.line}`;
  };

  it('follows the paths, then the lines, and begins anew', () => {
    assert.equal(to('next'), 'a:9');
    assert.equal(to('next', 'a', 9, 2), 'b:1');
    assert.equal(to('next', 'a', 9, 1), 'a:9');
    assert.equal(to('next', 'b', 1, 2), 'b:5');
    assert.equal(to('next', 'b', 5, 2), 'a:9');
    assert.equal(to('previous'), 'b:5');
    assert.equal(to('previous', 'b', 1, 2), 'a:9');
    assert.equal(to('previous', 'a', 9, 2), 'b:5');
    assert.equal(to('next', 'aa'), 'b:1');
  });

  it('goes nowhere without findings', () => {
    assert.equal(nextFinding(all.slice(3), undefined, 'next'), undefined);
  });
});

describe('counts in short', () => {
  it('name blockers, errors and warnings', () => {
    const all = [finding('warning', 'a', 0), { ...finding('blocker', 'a', 0), standsFor: 3 }, finding('info', 'a', 0)];
    assert.equal(countsInShort(countsOf(all)), '3·0·1');
  });
});
