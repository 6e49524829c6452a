import assert from 'node:assert/strict';
import { section, type Block } from '../../../src/core/report/document/document';
import { sectionMarkdown } from '../../../src/core/report/markdown/render';

const written = (...blocks: Block[]): string => sectionMarkdown(section('a', 'A', blocks) ?? { id: '', title: '', blocks: [] }).slice(6);

describe('the report as Markdown', () => {
  it('keeps the blanks between pieces, and shows what a package says as it is', () => {
    const line = ['It says ', { strong: '*b*: ' }, { code: '`x`' }, ' and ', { at: 'a|b.sh:3' }, ' ', { blank: 'Owner' }] as const;
    const told = 'It says **\\*b\\*:** `` `x` `` and <code>a&#124;b.sh:3</code> Owner: …';
    assert.equal(written({ kind: 'text', line }), told);
    assert.equal(written({ kind: 'table', head: ['', 'x|y'], rows: [[[''], line]] }), `|  | x&#124;y |\n| --- | --- |\n|  | ${told} |`);
    assert.equal(written({ kind: 'checklist', items: [line] }), `- [ ] ${told}`);
  });

  it('fences lines so that none of them ends the fence', () => {
    assert.equal(written({ kind: 'lines', text: 'a\n````\nb\u202e' }), '`````\na\n````\nb\\u{202e}\n`````');
  });

  it('has of a finding its line, its fix and what else is known', () => {
    const item = { at: 'a.sh:1', message: 'Bad <b>', excerpt: 'rm -rf /', fix: 'Do not', notes: ['new'] };
    assert.equal(
      written({ kind: 'findings', items: [item, { at: 'b:2', message: 'm', excerpt: '', notes: [] }] }),
      '- `a.sh:1` Bad &lt;b\\> *new*\n\n  > `rm -rf /`\n\n  Fix: Do not.\n- `b:2` m',
    );
  });

  it('says in words what a picture shows', () => {
    const picture = { title: 'Risk', text: 'High.', width: 1, height: 1, shapes: [] };
    assert.equal(written({ kind: 'picture', picture }), 'Risk: High.');
  });
});
