import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { run, type Outcome } from '../../support/programs';

type Verdict = 'fine' | 'complains';

/** What another program makes of an archive, in few words. */
export interface OtherReaders {
  /** Names and `ok`, the first bad entry, or the exception. */
  readonly python: string;
  /** Whether `unzip -t` ends with 0. */
  readonly unzip: Verdict;
  /** Whether `7z t` ends with 0. */
  readonly sevenZip: Verdict;
  /** Number of files, or `refuses`. */
  readonly jszip: string;
}

const script = `
import sys, zipfile
try:
    with zipfile.ZipFile(sys.argv[1]) as archive:
        bad = archive.testzip()
        print('%d names, %s' % (len(archive.namelist()), 'ok' if bad is None else 'bad'))
except Exception as error:
    print(type(error).__name__)
`;

export async function askOthers(test: Mocha.Context, folder: string, bytes: Buffer): Promise<OtherReaders> {
  const target = join(folder, 'odd.zip');
  writeFileSync(target, bytes);
  return {
    python: run(test, folder, ['python3', '-c', script, target]).stdout.toString().trim(),
    unzip: verdict(run(test, folder, ['unzip', '-tqq', target])),
    sevenZip: verdict(run(test, folder, ['7z', 't', '-px', target])),
    jszip: await jszip(bytes),
  };
}

const verdict = ({ status }: Outcome): Verdict => (status === 0 ? 'fine' : 'complains');

async function jszip(bytes: Buffer): Promise<string> {
  try {
    const archive = await JSZip.loadAsync(bytes, { checkCRC32: true });
    return `${Object.values(archive.files).filter(({ dir }) => !dir).length} files`;
  } catch {
    return 'refuses';
  }
}
