import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type NestingSource } from '../../../src/core/archive/nesting-source';
import { defaultLimits } from '../../../src/core/package/limits';
import { digest } from '../../../src/node/digest';
import { openPackage } from '../../../src/node/open-package';
import { pythonMakes } from './python';
import { scratchFolder } from '../../support/archives';
import { made } from '../../support/programs';

const expanded = async (source: NestingSource, limits: Partial<typeof defaultLimits> = {}): Promise<NestingSource> => {
  await source.expand({ ...defaultLimits, ...limits }, () => undefined);
  return source;
};

const pathsOf = ({ entries }: Pick<NestingSource, 'entries'>): string[] => entries.map(({ path }) => path);

describe('archives inside archives', () => {
  it('hold what Python finds in them', async function () {
    const folder = scratchFolder();
    try {
      mkdirSync(join(folder.path, 'work'));
      const target = join(folder.path, 'outer.zip');
      const make = `
inner = io.BytesIO()
with zipfile.ZipFile(inner, 'w', zipfile.ZIP_DEFLATED) as z:
  for n in range(40): z.writestr(f'd{n % 3}/f{n}.txt', ('line %d\\n' % n) * n)
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
  z.writestr('deflated.zip', inner.getvalue())
  z.writestr('stored.zip', inner.getvalue(), zipfile.ZIP_STORED)`;
      pythonMakes(this, join(folder.path, 'work'), `import io\n${make}`, target);
      const list = `
import hashlib, io, sys, zipfile
outer = zipfile.ZipFile(sys.argv[1])
for name in outer.namelist():
  inner = zipfile.ZipFile(io.BytesIO(outer.read(name)))
  for path in inner.namelist(): print(hashlib.sha256(inner.read(path)).hexdigest(), name + ' »/' + path)`;
      const expected = made(this, folder.path, ['python3', '-c', list, target]).stdout.toString('utf8').trim().split('\n').sort();
      const opened = await openPackage(target);
      const source = await expanded(opened.source);
      const found = await Promise.all(
        pathsOf(source)
          .filter((path) => path.includes('»'))
          .map(async (path) => `${await digest('sha256', await source.read(path))} ${path}`),
      );
      await opened.close();
      assert.deepEqual(found.sort(), expected);
      assert.equal(found.length, 80);
    } finally {
      folder.remove();
    }
  });
});
