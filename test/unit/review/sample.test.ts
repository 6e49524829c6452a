import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { buildSample } from '../../../scripts/build-sample';
import { elfProgram } from '../../../scripts/sample/elf';
import { entryFacts } from '../../../scripts/sample/entries';
import { filesBelow, packageFolder, siteSourceFolder } from '../../../scripts/sample/files';
import { programs } from '../../../scripts/sample/programs';
import { roleOfName } from '../../../src/core/catalog/site';
import { siteFolder } from '../../../src/core/catalog/site-folder';
import { parseManifest } from '../../../src/core/package/manifest';
import { loadSqlParser, parseSql } from '../../../src/core/parse/sql';
import { sampleFaults, sampleSite } from '../../support/sample';

const inPackage = (path: string): string => join(packageFolder, path);
const textOf = (path: string): string => readFileSync(inPackage(path), 'utf8');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const files = filesBelow(packageFolder);

describe('sample package', () => {
  let folder: string;
  let archive: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sample-'));
    archive = join(folder, 'sample.zip');
    writeFileSync(archive, await buildSample());
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  describe('archive', () => {
    it('holds every file as it is', async () => {
      const zip = await JSZip.loadAsync(readFileSync(archive));
      assert.deepEqual(
        Object.values(zip.files)
          .filter(({ dir }) => !dir)
          .map(({ name }) => name)
          .sort(),
        files,
      );
      for (const path of files)
        assert.equal(sha256(await zip.file(path)!.async('uint8array')), sha256(readFileSync(inPackage(path))), path);
    });
  });

  describe('programs', () => {
    it('are what the generator makes', () => {
      assert.deepEqual(
        files.filter((path) => path.startsWith('bin/')),
        Object.keys(programs)
          .map((name) => `bin/${name}`)
          .sort(),
      );
      for (const [name, spec] of Object.entries(programs)) assert.deepEqual(readFileSync(inPackage(`bin/${name}`)), elfProgram(spec), name);
    });
  });

  describe('seal', () => {
    it('lists the checksum of every file but its own', () => {
      const listed = files.filter((path) => path !== 'SHA256SUMS' && !path.startsWith('certs/'));
      assert.equal(textOf('SHA256SUMS'), listed.map((path) => `${sha256(readFileSync(inPackage(path)))}  ${path}\n`).join(''));
    });

    it('carries no key', () => {
      for (const path of files) assert.ok(!readFileSync(inPackage(path), 'latin1').includes('PRIVATE KEY'), path);
    });
  });

  describe('manifest', () => {
    const manifest = parseManifest(textOf('manifest.json'));

    it('is read without fault', () => {
      assert.deepEqual(manifest.faults, []);
      assert.equal(manifest.product?.value, 'dten-platform');
      assert.equal(manifest.dependencies.length, 8);
      assert.equal(manifest.reboot?.value, 'recommended');
    });

    it('names files that are there, with their checksums and modes', () => {
      for (const { path, digest: sum, mode } of manifest.files) {
        assert.equal(sum?.value, sha256(readFileSync(inPackage(path.value))), path.value);
        assert.equal(parseInt(mode?.value ?? '', 8), entryFacts(path.value).mode, path.value);
      }
      const named = [manifest.rollback, manifest.migrations?.directory, ...manifest.config.map(({ path }) => path)];
      for (const name of named) assert.ok(name && existsSync(inPackage(name.value)), name?.value);
    });
  });

  describe('files', () => {
    it('migrations are read by the PostgreSQL grammar', async () => {
      await loadSqlParser();
      const migrations = files.filter((name) => name.endsWith('.sql'));
      assert.equal(migrations.length, 7);
      for (const path of migrations) assert.deepEqual(parseSql(textOf(path)).faults, [], path);
    });

    it('JSON files are JSON', () => {
      for (const path of files.filter((name) => name.endsWith('.json'))) JSON.parse(textOf(path));
    });
  });

  describe('site', () => {
    it('has files of known roles only, and the schema that its inventory names', () => {
      const named = sampleSite().inventory.environments.flatMap(({ databases }) => databases.flatMap(({ schemaFile }) => schemaFile ?? []));
      assert.deepEqual(
        filesBelow(join(siteSourceFolder, siteFolder)).filter((name) => roleOfName(name) === undefined),
        named,
      );
    });

    it('is read without problems, the hosts of production with their packages', () => {
      const { inventory, catalog, problems } = sampleSite();
      assert.deepEqual(problems, []);
      assert.deepEqual(inventory.environments.map(({ name, hosts }) => [name, hosts.map((host) => host.name).sort()]).sort(), [
        ['production', ['app01', 'app02', 'db01']],
        ['staging', ['stg-app01', 'stg-db01']],
      ]);
      for (const { hosts } of inventory.environments) {
        for (const host of hosts) assert.ok((host.packages?.length ?? 0) >= 20 && host.collectedAt && host.units, host.name);
      }
      assert.deepEqual([catalog.units.length, catalog.signers.length, catalog.endpoints.length], [1, 2, 3]);
    });
  });

  describe('planted faults', () => {
    it('stand where the list says', () => {
      for (const { path, line, token } of sampleFaults) {
        const lines = textOf(path)
          .replace(/^\uFEFF/, '')
          .split('\n');
        assert.ok(
          lines
            .slice(line - 1, line - 1 + token.split('\n').length)
            .join('\n')
            .includes(token),
          `${path}:${line} has no ${token}`,
        );
      }
    });

    it('cover the rules of the story', () => {
      assert.equal(new Set(sampleFaults.map(({ rule }) => rule)).size, 21);
    });

    it('are not announced by the package', () => {
      for (const path of files) assert.doesNotMatch(textOf(path), /\b(BUG|FIXME|XXX|TODO|HACK|planted|on purpose)\b/, path);
    });
  });
});
