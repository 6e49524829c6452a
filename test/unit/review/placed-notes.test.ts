import assert from 'node:assert/strict';
import { hashOfLine } from '../../../src/core/catalog/note';
import { parseNotes } from '../../../src/core/catalog/parse-notes';
import { withNote, withoutNote } from '../../../src/core/catalog/write-notes';
import { md } from '../../../src/core/report/formats/md';
import { newCache } from '../../../src/core/review/cache';
import { placedNotes } from '../../../src/core/review/placed-notes';
import { memorySource } from '../../support/memory-source';
import { reviewOf } from '../../support/reviewed';

const stop = 'systemctl stop  dtend.service';

const fileOf = (...entries: readonly (readonly [path: string, line: number, of: string, text: string])[]): string =>
  entries.reduce<string | undefined>(
    (text, [path, line, of, said]) => withNote(text, { path, line, of: hashOfLine(of), text: said, by: 'Kim', on: '2026-11-20' }),
    undefined,
  ) ?? '';

const notesOf = (text: string) => parseNotes('notes.json', text).notes;

const placed = async (text: string, files: Readonly<Record<string, string>>, root = '') =>
  (await placedNotes(notesOf(text), { source: memorySource('p.zip', files), root, files: newCache().files })).map(
    ({ path, line, state, text: said }) => [path, line, state, said],
  );

describe('notes on lines', () => {
  it('stay with their line in the next version, wherever it moves and however it is indented', async () => {
    const text = fileOf(['scripts/a.sh', 3, stop, 'Why here?'], ['README.md', 1, 'Five minutes', 'Too short.']);
    const next = {
      'p-2/scripts/a.sh': `#!/bin/sh\nset -e\nif x; then\n\tsystemctl stop dtend.service\nfi\n`,
      'p-2/README.md': 'Five minutes\n',
    };
    assert.deepEqual(await placed(text, next, 'p-2/'), [
      ['p-2/README.md', 1, 'there', 'Too short.'],
      ['p-2/scripts/a.sh', 4, 'there', 'Why here?'],
    ]);
  });

  it('say so when their line says something else, or their file is gone', async () => {
    const text = fileOf(['a.sh', 2, stop, 'one'], ['b.sh', 7, stop, 'two']);
    assert.deepEqual(await placed(text, { 'a.sh': '#!/bin/sh\nsystemctl restart dtend\n' }), [
      ['a.sh', 2, 'changed', 'one'],
      ['b.sh', 7, 'gone', 'two'],
    ]);
  });

  it('mean the nearest of lines that say the same', async () => {
    const lines = `${stop}\nx\nx\nx\n${stop}\n`;
    const text = fileOf(['a.sh', 4, stop, 'second'], ['a.sh', 1, stop, 'first']);
    assert.deepEqual(await placed(text, { 'a.sh': lines }), [
      ['a.sh', 1, 'there', 'first'],
      ['a.sh', 5, 'there', 'second'],
    ]);
  });

  it('are written into their file and taken out, comments of others staying', () => {
    const mine = `// ours\n{\n  "notes": [\n    // because\n    { "path": "x", "line": 1, "of": "${hashOfLine('x')}", "text": "kept" },\n  ],\n}\n`;
    const more = withNote(mine, { path: 'a.sh', line: 2, of: hashOfLine('b'), text: 'new' });
    assert.deepEqual(
      notesOf(more).map(({ text, index }) => [text, index]),
      [
        ['kept', 0],
        ['new', 1],
      ],
    );
    assert.match(withoutNote(more, { index: 1 }), /\/\/ because/);
    assert.deepEqual(
      notesOf(withoutNote(more, { index: 0 })).map(({ text }) => text),
      ['new'],
    );
    assert.throws(() => withoutNote(mine, { index: 4 }), /not there any more/);
    assert.throws(() => withNote('{ "notes": 1 }', { path: 'a', line: 1, of: 'x', text: 'y' }), /no list of "notes"/);
  });

  it('are a section of the report, without secrets, and change no verdict', async () => {
    const files = { 'scripts/a.sh': `#!/bin/sh\n${stop}\n` };
    const text = fileOf(['scripts/a.sh', 2, stop, "Use password='Winter-Rose-4711' | <b>"], ['gone.sh', 1, 'x', 'old']);
    const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };
    const [plain, noted] = [await reviewOf(files), await reviewOf(files, { notes: text })];
    assert.deepEqual(noted.verdict, plain.verdict);
    const report = md.write(noted, context);
    assert.match(report, /^## Notes of reviewers \(2\)$/m);
    assert.match(report, /\| `scripts\/a\.sh:2` \| Use password=[^|]*&#124; &lt;b\\> \| Kim, 2026-11-20 \|/);
    assert.match(report, /\| `gone\.sh:1` \| old \*\*The file is not in this package\.\*\* \|/);
    assert.ok(!report.includes('Winter-Rose'));
    assert.doesNotMatch(md.write(plain, context), /Notes of reviewers/);
  });
});
