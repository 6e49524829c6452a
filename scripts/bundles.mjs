import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What esbuild makes, each with a name for messages. The CLI is bundled without `vscode` and core without Node, so a
 * wrong import anywhere below them fails the build.
 * @param {{ dev: boolean }} options dev keeps source maps and names
 */
export function bundles({ dev }) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: !dev,
    sourcemap: dev,
    metafile: true,
    logLevel: 'warning',
    legalComments: 'none',
  };
  const node = {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Modules before CommonJS: esbuild can drop what nobody uses.
    mainFields: ['module', 'main'],
    // A late load is a late `require`: the editor's loader knows it in every version.
    supported: { 'dynamic-import': false },
  };
  return {
    extension: {
      ...node,
      entryPoints: ['src/extension/extension.ts'],
      outfile: 'dist/extension.js',
      external: ['vscode'],
      plugins: [apart],
    },
    pages: { ...node, entryPoints: ['src/extension/pages.ts'], outfile: 'dist/pages.js', external: ['vscode'], plugins: [apart] },
    engine: { ...node, entryPoints: ['src/extension/engine.ts'], outfile: 'dist/engine.js', plugins: [apart] },
    containers: { ...node, entryPoints: ['src/node/containers/unpack.ts'], outfile: 'dist/containers.js', plugins: [bufferOfToday] },
    'client of MySQL': { ...node, entryPoints: ['src/node/rehearse/server/mysql-client.ts'], outfile: 'dist/mysql-client.js' },
    'search worker': { ...node, entryPoints: ['src/node/search/worker.ts'], outfile: 'dist/search-worker.js', plugins: [apart] },
    rehearsal: { ...node, entryPoints: ['src/node/rehearse/child.ts'], outfile: 'dist/rehearsal.js' },
    // For a browser: the database is compiled with ways to read files, and here are none.
    'rehearsal database': {
      ...common,
      entryPoints: ['src/node/rehearse/database-thread.ts'],
      outfile: 'dist/rehearsal-database.js',
      platform: 'browser',
      format: 'cjs',
      target: 'node20',
      define: withoutHost,
      external: ['node:worker_threads'],
      plugins: [databaseAlone],
    },
    cli: { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', plugins: [apart], banner: { js: '#!/usr/bin/env node' } },
    'matrix page': {
      ...common,
      entryPoints: ['media/matrix.js'],
      outfile: 'dist/matrix-page.js',
      platform: 'browser',
      format: 'iife',
      target: 'es2023',
    },
    'core for browsers': {
      ...common,
      stdin: { contents: everyCoreModule(), resolveDir: root, sourcefile: 'core.ts', loader: 'ts' },
      outfile: 'build/core.browser.js',
      platform: 'browser',
      format: 'iife',
      globalName: 'core',
      target: 'es2023',
      plugins: [webAssemblyGlue],
    },
  };
}

/** Exports each module of core under its path: `core.package_nested_path` is src/core/package/nested-path.ts. */
function everyCoreModule() {
  const files = readdirSync(join(root, 'src/core'), { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  const modules = files.filter((file) => file.endsWith('.ts')).sort();
  return modules.map((file) => `export * as ${file.slice(0, -'.ts'.length).replace(/\W/g, '_')} from './src/core/${file}';`).join('\n');
}

/** What is loaded late, by how it is imported, and the bundle of its own that it lies in. */
const late = { './engine': './engine.js', './pages': './pages.js', './unpack': './containers.js', './mysql-client': './mysql-client.js' };
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(engine|pages|unpack|mysql-client)$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: late[path], external: true } : undefined,
    );
  },
};

/** seek-bzip makes its buffers as nobody does any more: Node would tell every user so. */
const bufferOfToday = {
  name: 'buffer-of-today',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]seek-bzip[\\/]lib[\\/]\w+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('new Buffer(', 'Buffer.alloc('),
    }));
  },
};

/** What code finds its host by. */
const withoutHost = Object.fromEntries([
  ['import.meta.url', '"file:///"'],
  ...['process', 'WebSocket', 'fetch', 'XMLHttpRequest', 'importScripts'].flatMap((name) => [
    [name, 'undefined'],
    [`globalThis.${name}`, 'undefined'],
  ]),
]);

/** Pages of 64 kB that the database may have, and what its program believes: 768 MB instead of 2 GB. */
const mostPages = 12_288;

/** PGlite without its host: no modules of Node, no network, and a bound on its memory. */
const databaseAlone = {
  name: 'database-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:\w+|(fs|path|url|util|crypto|ws|module|zlib|stream)(\/\w+)?)$/ }, ({ path }) =>
      path === 'node:worker_threads' ? undefined : { path, namespace: 'nothing' },
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '', loader: 'js' }));
    onLoad({ filter: /[\\/]@electric-sql[\\/]pglite[\\/]dist[\\/]chunk-\w+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('maximum:32768', `maximum:${mostPages}`)
        .replaceAll('getHeapMax=()=>2147483648', `getHeapMax=()=>${mostPages * 65_536}`)
        .replaceAll('require("', 'hostModule("'),
    }));
  },
};

/** libpg-query's generated loader asks for Node's modules only where it finds itself in Node; nothing else may. */
const webAssemblyGlue = {
  name: 'web-assembly-glue',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      /[\\/]libpg-query[\\/]wasm[\\/]libpg-query\.js$/.test(importer) ? { path, namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '', loader: 'js' }));
  },
};
