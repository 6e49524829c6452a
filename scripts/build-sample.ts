/** Packs the sample: dist/Full-upgrade-package-dten.zip, the same bytes on every system, and dist/sample-site/. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { entryFacts, folderFacts, type EntryFacts } from './sample/entries';
import { filesBelow, packageFolder, siteSourceFolder } from './sample/files';

const regularFile = 0o100000;
const folder = 0o040000;

/** The sample package as a ZIP with Unix modes. JSZip stores times in UTC, so the time zone does not matter. */
export async function buildSample(): Promise<Uint8Array> {
  const zip = new JSZip();
  const files = filesBelow(packageFolder);
  const options = ({ mode, modified }: EntryFacts, type: number) => ({
    date: new Date(modified),
    unixPermissions: type | mode,
    createFolders: false,
  });
  for (const path of [...foldersOf(files), ...files].sort()) {
    if (path.endsWith('/')) zip.file(path, null, { ...options(folderFacts, folder), dir: true });
    else zip.file(path, readFileSync(join(packageFolder, path)), options(entryFacts(path), regularFile));
  }
  return zip.generateAsync({ type: 'uint8array', platform: 'UNIX', compression: 'DEFLATE', compressionOptions: { level: 9 } });
}

/** `a/b/c` lies in `a/` and `a/b/`. */
function foldersOf(files: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (let path = dirname(file); path !== '.'; path = dirname(path)) found.add(`${path}/`);
  }
  return found;
}

async function main(): Promise<void> {
  const dist = join(__dirname, '../dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'Full-upgrade-package-dten.zip'), await buildSample());
  rmSync(join(dist, 'sample-site'), { recursive: true, force: true });
  cpSync(siteSourceFolder, join(dist, 'sample-site'), { recursive: true });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
