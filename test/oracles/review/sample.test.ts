import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSample } from '../../../scripts/build-sample';
import { entryFacts } from '../../../scripts/sample/entries';
import { filesBelow, packageFolder } from '../../../scripts/sample/files';
import { programs } from '../../../scripts/sample/programs';
import { made, run } from '../../support/programs';

const inPackage = (path: string): string => join(packageFolder, path);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const files = filesBelow(packageFolder);

const tool = (test: Mocha.Context, ...command: string[]): string => made(test, packageFolder, command).text;

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
    it('is the same on every run and in every time zone', () => {
      const script = "require('./scripts/build-sample').buildSample().then((zip) => process.stdout.write(zip))";
      const built = ['Pacific/Auckland', 'America/St_Johns'].map((zone) =>
        execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
          cwd: join(__dirname, '../../..'),
          env: { ...process.env, TZ: zone },
        }),
      );
      const first = sha256(readFileSync(archive));
      assert.deepEqual(built.map(sha256), [first, first]);
    }).timeout(30_000);

    it('is sound for unzip', function () {
      assert.match(tool(this, 'unzip', '-t', archive), /No errors detected/);
    });

    it('is sound for Python, with the declared modes and times', function () {
      const script = [
        'import json, sys, zipfile',
        'archive = zipfile.ZipFile(sys.argv[1])',
        'assert archive.testzip() is None',
        'rows = [i for i in archive.infolist() if not i.is_dir()]',
        'print(json.dumps({i.filename: [i.external_attr >> 16, "%04d-%02d-%02dT%02d:%02d:%02dZ" % i.date_time] for i in rows}))',
      ].join('\n');
      const found: unknown = JSON.parse(tool(this, 'python3', '-c', script, archive));
      const declared = files.map((path) => [path, [0o100000 | entryFacts(path).mode, entryFacts(path).modified]]);
      assert.deepEqual(found, Object.fromEntries(declared));
    });
  });

  describe('programs', () => {
    for (const [name, { needed, compiler }] of Object.entries(programs)) {
      it(`${name} is read by readelf`, function () {
        const out = tool(
          this,
          'readelf',
          '--wide',
          '--file-header',
          '--program-headers',
          '--sections',
          '--dynamic',
          '--notes',
          `bin/${name}`,
        );
        assert.match(out, /Class:\s+ELF64/);
        assert.match(out, /Type:\s+EXEC/);
        assert.match(out, /Build ID: [0-9a-f]{40}/);
        assert.doesNotMatch(out, /[Ww]arning|[Ee]rror/);
        assert.deepEqual(
          [...out.matchAll(/Shared library: \[([^\]]+)\]/g)].map(([, library]) => library),
          needed,
        );
        assert.ok(tool(this, 'readelf', '--string-dump=.comment', `bin/${name}`).includes(compiler));
      });
    }

    it('run', function () {
      if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
      const copy = join(folder, 'dten-importer');
      writeFileSync(copy, readFileSync(inPackage('bin/dten-importer')), { mode: 0o755 });
      assert.equal(execFileSync(copy, { encoding: 'utf8' }), programs['dten-importer']?.banner);
    });
  });

  describe('seal', () => {
    it('is signed by the certificate that is part of the package', function () {
      const content = ['-in', 'certs/SHA256SUMS.sig', '-content', 'SHA256SUMS', '-out', join(folder, 'content')];
      tool(
        this,
        'openssl',
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        ...content,
        '-noverify',
        '-certfile',
        'certs/release-signing.pem',
      );
      const shown = tool(
        this,
        'openssl',
        'x509',
        '-in',
        'certs/release-signing.pem',
        '-noout',
        '-subject',
        '-issuer',
        '-nameopt',
        'RFC2253',
      );
      assert.match(shown, /subject=CN=DTEN Release Signing 2026,.*\nissuer=CN=Meridian Code Signing CA G2,/);
    });
  });

  describe('files', () => {
    it('scripts pass bash -n', function () {
      for (const path of files.filter((name) => name.endsWith('.sh'))) tool(this, 'bash', '-n', path);
    });

    it('units pass systemd-analyze verify, but for programs that are not installed', function () {
      const units = files.filter((name) => name.startsWith('systemd/'));
      const { text } = run(this, packageFolder, ['systemd-analyze', 'verify', '--man=no', ...units]);
      assert.deepEqual(
        text.split('\n').filter((line) => line.includes('dten') && !/Command \/opt\/dten\/bin\/\S+ is not executable/.test(line)),
        [],
      );
    });
  });
});
