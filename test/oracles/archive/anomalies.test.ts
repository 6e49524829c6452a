import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnomalyCode } from '../../../src/core/archive/anomaly';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { defaultLimits } from '../../../src/core/package/limits';
import { oddArchive, type OddArchive } from '../../support/odd-archive';
import { askOthers, type OtherReaders } from './readers';
import { openBytes, scratchFolder } from '../../support/archives';

interface Expected extends Omit<OtherReaders, 'python'> {
  readonly codes: readonly AnomalyCode[];
  readonly python: RegExp;
  /** How the programs come to differ, from each other and from us. */
  readonly why: string;
}

/** The archives that the rules must find, by rule and case: what we say of them, and what other programs make of them. */
const odd: Readonly<Record<string, Expected>> = {
  'ambiguous-directory/another-part': {
    codes: ['malformed-extra', 'other-disk'],
    python: /^BadZipFile$/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: '3 files',
    why: 'Python stops at the extra field that does not parse, unzip and 7-Zip look for the other part, JSZip reads neither.',
  },
  'ambiguous-directory/end-record-in-the-comment': {
    codes: ['several-end-records'],
    python: /^0 names, ok$/,
    unzip: 'complains',
    sevenZip: 'fine',
    jszip: '0 files',
    why: 'Python and JSZip take the last signature, in the comment, and see an empty archive; 7-Zip and unzip take the record that fits, as we do.',
  },
  'ambiguous-directory/wrong-count': {
    codes: ['wrong-count'],
    python: /^2 names, ok$/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: '2 files',
    why: 'Python and JSZip read as many records as there are; unzip and 7-Zip miss what is not counted.',
  },
  'ambiguous-directory/zip64': {
    codes: ['zip64-disagrees'],
    python: /^2 names, ok$/,
    unzip: 'complains',
    sevenZip: 'fine',
    jszip: 'refuses',
    why: 'Python and 7-Zip take the end record; JSZip takes the zip64 record, which nothing asks for, as data in front; unzip minds the difference.',
  },
  'ambiguous-name/backslash': {
    codes: ['odd-name'],
    python: /^2 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '2 files',
    why: 'All accept it: Python and unzip keep the letter on Linux, 7-Zip makes a folder.',
  },
  'ambiguous-name/file-and-folder': {
    codes: ['file-and-directory'],
    python: /^3 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'Testing does not unpack; unpacking fails with all of them.',
  },
  'ambiguous-name/twice': {
    codes: ['duplicate-name'],
    python: /^3 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '2 files',
    why: 'JSZip has the last one only, Python and the others both, and unpacking leaves one of them.',
  },
  'ambiguous-name/unicode-name-of-another': {
    codes: ['stale-unicode-name'],
    python: /^2 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '2 files',
    why: 'All ignore a Unicode name whose checksum is of another name, as we do.',
  },
  'budget-exceeded/bomb-and-depth': {
    codes: ['budget-exceeded'],
    python: /^3 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'No program has a budget: each of them unpacks it all.',
  },
  'colliding-name/case-and-form': {
    codes: ['colliding-name'],
    python: /^5 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '5 files',
    why: 'Linux keeps them apart.',
  },
  'damaged-entry/wrong-content': {
    codes: ['damaged-entry', 'unlisted-entry'],
    python: /^5 names, bad$/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: 'refuses',
    why: 'All say so. The entry whose record points elsewhere is also one that nothing lists.',
  },
  'dangerous-permissions/setuid-and-device': {
    codes: ['dangerous-mode', 'special-file'],
    python: /^5 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: 'refuses',
    why: 'JSZip takes the type of the device for the one of a folder, which then has content; the others unpack a file.',
  },
  'deceptive-name/direction': {
    codes: ['deceptive-name'],
    python: /^7 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '7 files',
    why: 'All take names as they are.',
  },
  'escaping-symlink/out': {
    codes: ['escaping-symlink'],
    python: /^5 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '5 files',
    why: 'All make such links; unzip defers them to the end, so that nothing is written through them.',
  },
  'header-mismatch/name': {
    codes: ['local-header-differs'],
    python: /^2 names, bad$/,
    unzip: 'complains',
    sevenZip: 'fine',
    jszip: '2 files',
    why: 'Python refuses the entry, unzip warns, 7-Zip and JSZip never look.',
  },
  'header-mismatch/record-after-the-data': {
    codes: ['local-header-differs'],
    python: /^3 names, ok$/,
    unzip: 'complains',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'Only unzip reads the record after the data.',
  },
  'header-mismatch/unlisted-entry': {
    codes: ['unlisted-entry'],
    python: /^2 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '2 files',
    why: 'All four go by the list; programs that read a stream see one file more.',
  },
  'header-mismatch/values': {
    codes: ['local-header-differs'],
    python: /^4 names, ok$/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: '4 files',
    why: 'unzip and 7-Zip compare; Python and JSZip unpack by the list.',
  },
  'hidden-data/everywhere': {
    codes: ['directory-with-data', 'gap', 'prepended-data', 'trailing-data'],
    python: /^4 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'All find the list of files from the end and never look elsewhere.',
  },
  'overlapping-entries/shared': {
    codes: ['local-header-differs', 'overlapping-entry'],
    python: /bad|BadZipFile/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: 'refuses',
    why: 'Newer versions of Python look for overlaps (the others stumble over the name); JSZip meets the size.',
  },
  'unclear-name/no-encoding': {
    codes: ['odd-name', 'undeclared-encoding'],
    python: /^3 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'All take CP437, as we do.',
  },
  'unportable-name/not-everywhere': {
    codes: ['unportable-name'],
    python: /^10 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '10 files',
    why: 'Testing does not make files.',
  },
  'unreadable-entry/encrypted-and-unknown': {
    codes: ['encrypted-entry', 'unsupported-method'],
    python: /^RuntimeError$/,
    unzip: 'complains',
    sevenZip: 'complains',
    jszip: 'refuses',
    why: 'All need a password; Python and JSZip know no AES.',
  },
  'unsafe-name/leads-out': {
    codes: ['unsafe-name'],
    python: /^7 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '7 files',
    why: 'Testing accepts them. Unpacking, Python, unzip and 7-Zip leave out the parts that lead out, older programs do not.',
  },
  'world-writable/all': {
    codes: ['dangerous-mode'],
    python: /^10 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '10 files',
    why: 'Nobody minds.',
  },
  'world-writable/some': {
    codes: ['dangerous-mode'],
    python: /^4 names, ok$/,
    unzip: 'fine',
    sevenZip: 'fine',
    jszip: '3 files',
    why: 'Nobody minds; JSZip counts the folder apart.',
  },
};

const rules = join(__dirname, '../../rules');

const recipeOf = (path: string): OddArchive => JSON.parse(readFileSync(path, 'utf8')) as OddArchive;

/** Cases with a recipe, as `rule/why` of those that must be found or left alone. */
const casesOf = (kind: 'ng' | 'ok'): [name: string, path: string][] =>
  readdirSync(rules)
    .filter((rule) => rule.startsWith('archive.'))
    .flatMap((rule) =>
      readdirSync(join(rules, rule))
        .filter((name) => name.startsWith(`${kind}.`) && existsSync(join(rules, rule, name, 'archive.json')))
        .map((name): [string, string] => [`${rule.slice('archive.'.length)}/${name.slice(3)}`, join(rules, rule, name, 'archive.json')]),
    );

async function codesOf(bytes: Buffer): Promise<AnomalyCode[]> {
  const source = archiveSource('odd.zip', await openBytes(bytes));
  const { anomalies } = (await source.inspect?.(defaultLimits, () => undefined)) ?? { anomalies: [] };
  return [...new Set(anomalies.map(({ code }) => code))].sort();
}

describe('odd archives', () => {
  const scratch = scratchFolder();
  after(() => scratch.remove());

  for (const [name, path] of casesOf('ng')) {
    if (name.startsWith('not-executable/')) continue;
    it(`${name}: ${odd[name]?.why ?? 'not in the table'}`, async function () {
      const bytes = oddArchive(recipeOf(path));
      const expected = odd[name];
      assert.ok(expected);
      assert.deepEqual(await codesOf(bytes), expected.codes);
      const { python, ...others } = await askOthers(this, scratch.path, bytes);
      assert.match(python, expected.python);
      assert.deepEqual(others, { unzip: expected.unzip, sevenZip: expected.sevenZip, jszip: expected.jszip });
    }).timeout(20_000);
  }

  for (const [name, path] of casesOf('ok')) {
    it(`${name} is fine for all`, async function () {
      const bytes = oddArchive(recipeOf(path));
      assert.deepEqual(await codesOf(bytes), []);
      const { python, unzip, sevenZip, jszip } = await askOthers(this, scratch.path, bytes);
      assert.match(python, /ok$/);
      assert.deepEqual([unzip, sevenZip], ['fine', 'fine']);
      assert.match(jszip, /files$/);
    }).timeout(20_000);
  }
});
