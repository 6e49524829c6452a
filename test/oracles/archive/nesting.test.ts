import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { nestingSource, type NestingSource } from '../../../src/core/archive/nesting-source';
import { defaultLimits } from '../../../src/core/package/limits';
import { overlayOf } from '../../../src/core/patch/overlay';
import { packagePatches } from '../../../src/core/patch/package-patches';
import { digest } from '../../../src/node/digest';
import { innerArchives } from '../../../src/node/inner-archives';
import { openPackage } from '../../../src/node/open-package';
import { pythonMakes } from './python';
import { openBytes, scratchFolder } from '../../support/archives';
import { zipOf } from '../../support/cli';
import { made } from '../../support/programs';

const expanded = async (source: NestingSource): Promise<NestingSource> => {
  await source.expand(defaultLimits, () => undefined);
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

  it('have patches that `git apply` takes where the archive is unpacked', async function () {
    const script = '#!/bin/sh\nset -eu\n';
    const bytes = await zipOf({ 'inner.zip': await zipOf({ 'scripts/x.sh': script }) });
    const source = await expanded(nestingSource(archiveSource('outer.zip', await openBytes(bytes)), innerArchives));
    const overlay = overlayOf([['inner.zip »/scripts/x.sh', Buffer.from(`${script}exit 0\n`)]]);
    const [, inner] = await packagePatches(source, overlay);
    const folder = scratchFolder();
    try {
      mkdirSync(join(folder.path, 'scripts'));
      writeFileSync(join(folder.path, 'scripts/x.sh'), script);
      writeFileSync(join(folder.path, 'p.patch'), inner?.patch ?? '');
      made(this, folder.path, ['git', 'apply', 'p.patch']);
      assert.equal(readFileSync(join(folder.path, 'scripts/x.sh'), 'utf8'), `${script}exit 0\n`);
    } finally {
      folder.remove();
    }
  });
});
