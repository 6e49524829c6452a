import assert from 'node:assert/strict';
import { fileFilter } from '../../../src/core/search/file-filter';
import { compileQuery, needlesOf, type SearchQuery } from '../../../src/core/search/query';
import { searchText } from '../../../src/core/search/search-text';
import { lineStarts, positionAt } from '../../../src/core/text/lines';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const limits = { matches: 1000, line: 60 };
const query = (pattern: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  pattern,
  isRegExp: false,
  matchCase: true,
  wholeWord: false,
  ...more,
});
const find = (text: string, pattern: string, more?: Partial<SearchQuery>) =>
  searchText(text, compileQuery(query(pattern, more)), limits).matches.map(
    ({ start, line, highlight }) => `${start.line + 1}:${start.character + 1} ${line.slice(highlight.start, highlight.end)}`,
  );

describe('search in a text', () => {
  it('finds what is typed, literally', () => {
    assert.deepEqual(find('a.b\naxb\n  a.b a.b\n', 'a.b'), ['1:1 a.b', '3:3 a.b', '3:7 a.b']);
    assert.deepEqual(find('x [1] (2) {3} $4 ^5 |6 *7 +8 ?9 \\0 /', '$4 ^5 |6 *7 +8 ?9 \\0 /'), ['1:15 $4 ^5 |6 *7 +8 ?9 \\0 /']);
  });

  it('by case, by whole words, by regular expression', () => {
    assert.deepEqual(find('Port port', 'port'), ['1:6 port']);
    assert.deepEqual(find('Port port', 'port', { matchCase: false }), ['1:1 Port', '1:6 port']);
    assert.deepEqual(find('ports port port_x -port-', 'port', { wholeWord: true }), ['1:7 port', '1:20 port']);
    assert.deepEqual(find('--port 1', '--port', { wholeWord: true }), ['1:1 --port']);
    assert.deepEqual(find('a1\nb22\n', '^\\w(\\d+)$', { isRegExp: true }), ['1:1 a1', '2:1 b22']);
    assert.deepEqual(find('é ß x', '\\p{L}', { isRegExp: true }), ['1:1 é', '1:3 ß', '1:5 x']);
    assert.throws(() => compileQuery(query('(', { isRegExp: true })), SyntaxError);
  });

  it('leaves out empty matches and does not stay on them', () => {
    assert.deepEqual(find('aab', 'a*', { isRegExp: true }), ['1:1 aa']);
    assert.deepEqual(find('', '^', { isRegExp: true }), []);
  });

  it('shows the line without indentation, cut around a match far to the right, and its neighbours', () => {
    const text = `first\r\n\t\t  echo one\r\n${'x'.repeat(500)} needle ${'y'.repeat(500)}\r\nlast`;
    const [one] = searchText(text, compileQuery(query('one')), limits).matches;
    assert.equal(one?.line, 'echo one');
    assert.equal(one.before, 'first');
    assert.equal(one.after?.length, 60);
    const [needle] = searchText(text, compileQuery(query('needle')), limits).matches;
    assert.ok(needle);
    assert.ok(needle.line.length <= 62, needle.line);
    assert.equal(needle.line.slice(needle.highlight.start, needle.highlight.end), 'needle');
    assert.equal(needle.before, '\t\t  echo one');
    assert.equal(needle.after, 'last');
  });

  it('says that there are more', () => {
    const { matches, more } = searchText('a'.repeat(50), compileQuery(query('a')), { matches: 10, line: 60 });
    assert.equal(matches.length, 10);
    assert.equal(more, true);
    assert.equal(searchText('aaa', compileQuery(query('a')), { matches: 3, line: 60 }).more, false);
  });

  it('gives the places that the line index gives, in texts drawn at random', () => {
    const seed = 20261121;
    const random = randomSource(seed);
    for (let round = 0; round < 2000; round++) {
      const lineEnds = random.pick([['\n'], ['\r\n'], ['\n', '\r', '\r\n']]);
      const text = Array.from({ length: random.below(30) }, () => random.pick(['a', 'b', ' ', 'ab', ...lineEnds])).join('');
      const starts = lineStarts(text);
      for (const pattern of ['a', 'ab', 'b\\s+a', '.+', '[^a]+']) {
        const expression = compileQuery(query(pattern, { isRegExp: true }));
        const expected = [...text.matchAll(expression)].map(({ index, 0: { length } }) => [
          positionAt(starts, index),
          positionAt(starts, index + length),
        ]);
        const { matches } = searchText(text, expression, limits);
        const message = `seed ${seed}, round ${round}: ${JSON.stringify(text)} ${pattern}`;
        assert.deepEqual(
          matches.map(({ start, end }) => [start, end]),
          expected,
          message,
        );
        for (const { line, highlight } of matches) assert.ok(highlight.start >= 0 && highlight.end <= line.length, message);
      }
    }
  });

  it('is quick with one long line that matches everywhere', () => {
    const started = cpuTime();
    const { matches } = searchText('ab '.repeat(2_000_000), compileQuery(query('ab')), { matches: 10_000, line: 250 });
    assert.equal(matches.length, 10_000);
    const took = cpuTime() - started;
    assert.ok(took < 6000, `${took} ms`);
  });

  it('knows bytes that a match needs, where it needs any', () => {
    const needlesIn = (pattern: string, more: Partial<SearchQuery> = {}) =>
      needlesOf(query(pattern, more))
        .map((needle) => Buffer.from(needle).toString())
        .join(' & ');
    assert.equal(needlesIn('a.c|'), 'a.c|');
    assert.equal(needlesIn('abc', { matchCase: false }), '');
    assert.equal(needlesIn('ä'), '');
    const expressions: Readonly<Record<string, string>> = {
      'a.c': 'a & c',
      'step-[0-9]+99\\.service': 'step- & 99.service',
      'abc*': 'ab',
      'abc?d': 'ab & d',
      'ab{0}': 'a',
      'ab{0}?c{1,': 'a',
      'abc+d': 'abc & d',
      'a+?b': 'a & b',
      'a|b': '',
      '(ab)?': '',
      '^ab$': 'ab',
      '[ab]c': 'c',
      '[a\\]b]c': 'c',
      '\\bab\\s*=\\d': 'ab & =',
      'ab\\x41c': 'ab',
      'ab\\.c': 'ab.c',
      'x (y)?z': 'x ',
      'x(?=y)': 'x',
      'xä.y': 'y',
    };
    for (const [pattern, needles] of Object.entries(expressions)) assert.equal(needlesIn(pattern, { isRegExp: true }), needles, pattern);
    assert.equal(needlesIn('a.c', { isRegExp: true, matchCase: false }), '');
  });

  it('finds what it needs in every match of random expressions', () => {
    const random = randomSource(8);
    const parts = [
      'a',
      'b',
      'ab',
      '.',
      '\\.',
      '[ab.]',
      '\\w',
      '\\b',
      '(',
      ')',
      '(?:',
      '*',
      '+',
      '?',
      '+?',
      '{2}',
      '{0,1}',
      '|',
      '^',
      '\\x61',
    ];
    let compared = 0;
    for (let round = 0; round < 20_000; round++) {
      const asked = query(Array.from({ length: 1 + random.below(6) }, () => random.pick(parts)).join(''), { isRegExp: true });
      const text = Array.from({ length: 8 }, () => random.pick(['a', 'b', '.'])).join('');
      let matches: readonly string[] | null;
      try {
        matches = text.match(compileQuery(asked));
      } catch {
        continue;
      }
      for (const match of matches ?? []) {
        compared++;
        for (const needle of needlesOf(asked)) assert.ok(match.includes(Buffer.from(needle).toString()), `${asked.pattern} in ${text}`);
      }
    }
    assert.ok(compared > 2000);
  });
});

describe('files to search', () => {
  const paths = ['manifest.json', 'scripts/a.sh', 'scripts/lib/b.SH', 'migrations/1.sql', 'migrations/down/1.sql', 'etc/.hidden/x.conf'];
  const chosen = (globs: string) => paths.filter(fileFilter(globs));

  it('are all, those of a glob, or those that none leaves out', () => {
    assert.deepEqual(chosen(''), paths);
    assert.deepEqual(chosen('*.sh'), ['scripts/a.sh', 'scripts/lib/b.SH']);
    assert.deepEqual(chosen('scripts/*.sh'), ['scripts/a.sh']);
    assert.deepEqual(chosen('migrations, *.json'), ['manifest.json', 'migrations/1.sql', 'migrations/down/1.sql']);
    assert.deepEqual(chosen('./migrations/, !down'), ['migrations/1.sql']);
    assert.deepEqual(chosen('!**/*.{sql,sh}'), ['manifest.json', 'etc/.hidden/x.conf']);
    assert.deepEqual(chosen('*.{conf,json}'), ['manifest.json', 'etc/.hidden/x.conf']);
  });

  it('are something for whatever is typed', () => {
    for (const globs of ['!', ',', '{', '[', '**', '!!a', '{a,b', '(', '\\', '!(a)', '@(a|b)']) fileFilter(globs)('a/b');
  });
});
