import assert from 'node:assert/strict';
import { parseFile } from '../../../../src/core/subject/parse-file';
import { allTargets } from '../../../../src/core/subject/group';
import type { FoundSecret } from '../../../../src/core/parse/secrets/secrets';
import type { Sample } from './made-up';
import { negatives } from './negatives';
import { positives } from './positives';

async function found({ path, text }: Sample): Promise<readonly FoundSecret[]> {
  const bytes = new TextEncoder().encode(text);
  const entry = { path, size: bytes.length };
  const read = (_path: string, limit?: number) => Promise.resolve(bytes.subarray(0, limit));
  const file = await parseFile({ name: '', entries: [entry], read }, entry, allTargets);
  const subjects = 'subjects' in file ? file.subjects : [];
  return subjects.flatMap((subject) => (subject.target === 'text' && 'secrets' in subject.syntax ? subject.syntax.secrets : []));
}

/** A secret that only stands on a command line as a variable is in no package. */
const told = (secrets: readonly FoundSecret[]): FoundSecret[] => secrets.filter(({ kind }) => kind !== 'argument');

const shown = ({ path, text }: Sample): string => `${path}\n${text.slice(0, 300)}`;

describe('secrets in files of all kinds', function () {
  this.timeout(120_000);

  it('are found, and what looks alike is not', async () => {
    const [wanted, others] = [positives(), negatives()];
    assert.ok(wanted.length >= 300 && others.length >= 600, `${wanted.length} and ${others.length} samples`);
    const missed: Sample[] = [];
    const wrong: Sample[] = [];
    for (const sample of wanted) {
      const hits = told(await found(sample));
      const at = sample.text.indexOf(sample.secret ?? '');
      if (!hits.some(({ value }) => value.start <= at + 12 && value.end >= at + Math.min(8, (sample.secret ?? '').length)))
        missed.push(sample);
      // One secret, told once.
      for (const { value } of hits.slice(1)) if (value.start < at || value.start > at + 40) wrong.push(sample);
    }
    for (const sample of others) if (told(await found(sample)).length > 0) wrong.push(sample);
    const right = wanted.length - missed.length;
    const [precision, recall] = [right / (right + wrong.length), right / wanted.length];
    console.log(
      `      ${wanted.length} with a secret, ${others.length} without: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    );
    if (process.env['SHOW_MISSED'])
      console.log([...missed.map((each) => `MISSED ${shown(each)}`), ...wrong.map((each) => `WRONG ${shown(each)}`)].join('\n'));
    assert.ok(precision >= 0.99, `precision ${precision}: ${wrong.map(shown).join('\n')}`);
    assert.ok(recall >= 0.99, `recall ${recall}: ${missed.map(shown).join('\n')}`);
  });
});
