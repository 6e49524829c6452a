import assert from 'node:assert/strict';
import vm from 'node:vm';
import { build, type BuildOptions } from 'esbuild';
import { bundles } from '../../scripts/bundles.mjs';

const bundle = async (name: 'cli' | 'core for browsers' | 'extension', more: BuildOptions = {}) => {
  const { outputFiles, metafile } = await build({
    ...(bundles({ dev: false })[name] as BuildOptions),
    logLevel: 'silent',
    ...more,
    write: false,
    metafile: true,
  });
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
};

describe('bundles', () => {
  it('core for browsers runs with nothing but the web platform', async () => {
    const { text } = await bundle('core for browsers');
    const platform = { TextDecoder, TextEncoder, URL, WebAssembly, crypto, atob, btoa, DecompressionStream, setTimeout, clearTimeout };
    const result: unknown = vm.runInNewContext(
      `var self = this; ${text}; core.package_nested_path.pathInArchive('lib/a.jar', 'x.sh')`,
      platform,
    );
    assert.equal(result, 'lib/a.jar »/x.sh');
  });

  it('the extension loads the engine apart', async () => {
    const { text, inputs } = await bundle('extension');
    assert.match(text, /require\("\.\/engine\.js"\)/);
    assert.deepEqual(
      inputs.filter((path) => path.includes('libpg-query') || path.startsWith('src/core/rules/index')),
      [],
    );
    assert.ok(text.length < 200_000, `activation loads ${text.length} bytes`);
  });

  it('the command line cannot be bundled with vscode below it', async () => {
    const entryPoints = ['src/extension/log.ts'];
    await assert.rejects(bundle('cli', { entryPoints }), /Could not resolve "vscode"/);
  });
});
