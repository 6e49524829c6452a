import type { CheckedFile, CheckedList } from '../../compare/listed-files';
import { defineRule } from '../rule';

interface Facts {
  readonly file: string;
  readonly list: string;
  readonly listed: string;
  readonly found: string;
}

/** Of one list; who replaced all files of a package replaced all of its digests, or none. */
const oneByOne = 20;

export const wrongDigest = defineRule({
  id: 'manifest/wrong-digest',
  target: 'package',
  reads: ['lists'],
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['untrusted-origin', 'half-done'],
  fixable: false,
  summary: 'A file of the package is not the one that the package itself lists',
  rationale: `The vendor wrote down what each file is: in the manifest's \`files\`, in \`SHA256SUMS\`, \`md5sums\`, \`app.bin.sha256\`, in the \`MANIFEST.MF\` of
a signed jar or the \`RECORD\` of a Python wheel. A file with another digest or size was damaged on the way, was changed by somebody, or comes from another build than the one
that was tested. Installers that check stop half way; those that do not check install what nobody has seen.

The digests are computed from the files as the vendor shipped them: what is patched here is left out, and an export writes new digests for it. Other permissions
than the listed ones are a warning. Lists in another folder than their files are taken by the names of most files, so that what they say is only likely.

Files of more than 64 MB, and what comes after 2 GB of all together, are not compared, and the report says so. It is silent about tests and examples.`,
  references: [
    'https://www.gnu.org/software/coreutils/manual/html_node/cksum-general-options.html',
    'https://attack.mitre.org/techniques/T1195/002/',
  ],
  messages: {
    digest: ({ file, list, listed, found }: Facts) =>
      `${file} is not the file that ${list} lists: its ${listed} is ${found}. It was damaged or changed after the list was made, or one of the two is of another build.`,
    size: ({ file, list, listed, found }: Facts) =>
      `${file} is not the file that ${list} lists: it has ${found} bytes, and ${listed} are listed.`,
    mode: ({ file, list, listed, found }: Facts) => `${file} has the permissions ${found}, and ${list} lists ${listed}.`,
    more: (d: { count: number; list: string }) => `${d.count} more files are not those that ${d.list} lists.`,
  },
  check(_reviewed, { report, lists = [] }) {
    for (const list of lists) {
      const wrong = list.files.filter(({ differs }) => differs);
      const confidence = list.isUnsure ? 'likely' : 'certain';
      for (const { listed, path, differs } of wrong.slice(0, oneByOne)) {
        if (!differs || path === undefined) continue;
        const { by, found } = differs;
        const data = { file: path, list: list.path, listed: wordsOf(listed, by), found };
        const span = (by === 'digest' ? undefined : listed[by]?.span) ?? listed.span;
        const related = [{ at: 'package' as const, path, span: { start: 0, end: 0 }, message: 'the file' }];
        report({ path: list.path, span }, by, { data, confidence, ...(by === 'mode' && { atMost: 'warning' }), related });
      }
      const last = wrong.at(-1);
      if (last && wrong.length > oneByOne)
        report({ path: list.path, span: last.listed.span }, 'more', {
          data: { count: wrong.length - oneByOne, list: list.path },
          confidence,
        });
    }
  },
});

const names: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

function wordsOf({ digest, size, mode }: CheckedList['files'][number]['listed'], by: NonNullable<CheckedFile['differs']>['by']): string {
  if (by === 'digest') return names[digest?.algorithm ?? ''] ?? 'digest';
  return by === 'size' ? String(size?.value) : (mode?.value ?? 0).toString(8).padStart(4, '0');
}
