import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import { pythonMakes } from './python';
import { tree, treeTime } from '../../support/archives';
import { made } from '../../support/programs';

/** A way to make an archive of the tree in `folder`, and what is special about it. */
export interface Maker {
  readonly make: (test: Mocha.Context, folder: string, target: string) => void | Promise<void>;
  /** Times to the second, as the files have them; else to two seconds, or not at all. */
  readonly times?: 'exact' | 'even';
  readonly modes?: true;
  readonly symlinks?: true;
  /** Sizes follow the data of entries. */
  readonly descriptors?: true;
  readonly method?: 0;
  readonly zip64?: true;
  readonly comment?: string;
  /** Codes of the anomalies that have to be told. */
  readonly anomalies?: readonly string[];
  readonly prepended?: number;
  /** Of all entries; for names of which unzip makes something else on every system. */
  readonly names?: readonly string[];
}

const stub = '#!/bin/sh\ntail -c +28 "$0"\n';
const zip = ['zip', '-q', '-r', '-X'];

const python = (body: string) => (test: Mocha.Context, folder: string, target: string) => {
  const script = `
names = sorted(os.path.relpath(os.path.join(at, name), '.') for at, _, found in os.walk('.') for name in found)
files = [name for name in names if not os.path.islink(name)]
target = sys.argv[1]
${body}`;
  pythonMakes(test, folder, script, target);
};

const jszip =
  (options: JSZip.JSZipGeneratorOptions<'nodebuffer'> = {}) =>
  async (_test: Mocha.Context, _folder: string, target: string) => {
    const archive = new JSZip();
    for (const [path, { content, mode, symlink }] of Object.entries(tree)) {
      if (!symlink) archive.file(path, content, { unixPermissions: 0o100000 | mode, date: new Date(treeTime), createFolders: false });
    }
    writeFileSync(target, await archive.generateAsync({ type: 'nodebuffer', ...options }));
  };

export const makers: Readonly<Record<string, Maker>> = {
  'Info-ZIP: deflated, links, times': {
    make: (test, folder, target) => void made(test, folder, ['zip', '-q', '-r', '-y', target, '.']),
    times: 'exact',
    modes: true,
    symlinks: true,
  },
  'Info-ZIP: stored': {
    make: (test, folder, target) => void made(test, folder, ['zip', '-q', '-r', '-0', target, '.']),
    times: 'exact',
    modes: true,
    method: 0,
  },
  'Info-ZIP: into a pipe': {
    make: (test, folder, target) => writeFileSync(target, made(test, folder, ['sh', '-c', 'zip -q -r - . | cat']).stdout),
    times: 'exact',
    modes: true,
    descriptors: true,
  },
  'Info-ZIP: zip64 forced': {
    make: (test, folder, target) => void made(test, folder, ['zip', '-q', '-r', '-fz', target, '.']),
    times: 'exact',
    modes: true,
    zip64: true,
  },
  'Info-ZIP: comment': {
    make: (test, folder, target) => {
      made(test, folder, [...zip, target, '.']);
      made(test, folder, ['zip', '-q', '-z', target], 'Release 7.4\n');
    },
    times: 'even',
    modes: true,
    comment: 'Release 7.4',
  },
  'Info-ZIP: behind a stub that its offsets do not count': {
    make: (test, folder, target) => {
      made(test, folder, [...zip, target, '.']);
      writeFileSync(target, Buffer.concat([Buffer.from(stub), readFileSync(target)]));
    },
    times: 'even',
    modes: true,
    anomalies: ['prepended-data'],
    prepended: stub.length,
  },
  'Info-ZIP: behind a stub that its offsets count': {
    make: (test, folder, target) => {
      made(test, folder, [...zip, target, '.']);
      writeFileSync(target, Buffer.concat([Buffer.from(stub), readFileSync(target)]));
      made(test, folder, ['zip', '-q', '-A', target]);
    },
    times: 'even',
    modes: true,
    anomalies: ['prepended-data'],
    prepended: stub.length,
  },
  'Python: deflated': {
    make: python(`
with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as archive:
    for name in files: archive.write(name)
    archive.comment = b'by Python'`),
    times: 'even',
    modes: true,
    comment: 'by Python',
  },
  'Python: into a pipe': {
    make: python(`
class Pipe:
    def __init__(self, out): self.out = out
    def write(self, data): return self.out.write(data)
    def flush(self): self.out.flush()
with open(target, 'wb') as out, zipfile.ZipFile(Pipe(out), 'w', zipfile.ZIP_DEFLATED) as archive:
    for name in files: archive.write(name)`),
    times: 'even',
    modes: true,
    descriptors: true,
  },
  'Python: zip64 forced': {
    make: python(`
with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as archive:
    for name in files:
        with archive.open(zipfile.ZipInfo.from_file(name), 'w', force_zip64=True) as out: out.write(open(name, 'rb').read())`),
    times: 'even',
    modes: true,
  },
  'Python: names in CP437': {
    make: python(`
class Old(zipfile.ZipInfo):
    def _encodeFilenameFlags(self): return self.filename.encode('cp437'), self.flag_bits & ~0x800
with zipfile.ZipFile(target, 'w') as archive:
    for name, data in (('Übergröße.txt', 'ß'), ('É/ñ ½.txt', 'x'), ('plain.txt', 'y')):
        info = Old(name, (2021, 3, 4, 5, 6, 6)); info.create_system = 0
        archive.writestr(info, data)`),
    anomalies: ['undeclared-encoding', 'undeclared-encoding'],
    names: ['Übergröße.txt', 'É/ñ ½.txt', 'plain.txt'],
  },
  'JSZip: stored': { make: jszip(), times: 'even', method: 0 },
  'JSZip: deflated, Unix, comment': {
    make: jszip({ compression: 'DEFLATE', platform: 'UNIX', comment: 'by JSZip' }),
    times: 'even',
    modes: true,
    comment: 'by JSZip',
  },
  'JSZip: streamed': { make: jszip({ compression: 'DEFLATE', streamFiles: true }), times: 'even', descriptors: true },
  '7-Zip: deflated': {
    make: (test, folder, target) => void made(test, folder, ['7z', 'a', '-tzip', '-snl', '-mtm=on', '-mtc=on', target, '.']),
    times: 'exact',
    modes: true,
    symlinks: true,
  },
  '7-Zip: stored': {
    make: (test, folder, target) => void made(test, folder, ['7z', 'a', '-tzip', '-mx=0', target, '.']),
    times: 'even',
    modes: true,
    method: 0,
  },
};
