/**
 * Loads and activates the extension's bundle in a process of its own, with a stand-in for the editor that swallows
 * every call: `activate-child.js FOLDER` with extension.js in it.
 */
import { statSync } from 'node:fs';
import Module from 'node:module';
import { join, sep } from 'node:path';

/** Anything: can be called, constructed, extended, iterated (empty); every property is another one. */
function anything(): object {
  const known = new Map<string | symbol, unknown>([
    ['then', undefined],
    [Symbol.iterator, () => [][Symbol.iterator]()],
    [Symbol.toPrimitive, () => ''],
    ['length', 0],
  ]);
  const itself: object = new Proxy(function () {} as unknown as new () => object, {
    get(target, key) {
      if (key === 'prototype') return target.prototype as object;
      if (!known.has(key)) known.set(key, anything());
      return known.get(key);
    },
    set: () => true,
    apply: () => anything(),
    construct: (target, args, newTarget) => (newTarget === itself ? anything() : (Reflect.construct(target, args, newTarget) as object)),
  });
  return itself;
}

const folder = process.argv[2] ?? '';
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load.bind(loader);
// Bundles copy a module's own properties and keep its prototype.
const editor: unknown = Object.create(anything());
loader._load = (request, ...rest) => (request === 'vscode' ? editor : load(request, ...rest));

const started = performance.now();
const extension = Module.createRequire(join(folder, 'anything.js'))(join(folder, 'extension.js')) as {
  activate(context: unknown): unknown;
};
const loaded = performance.now();
extension.activate(Object.assign(Object.create(anything()) as object, { subscriptions: [] }));
const active = performance.now();

// What activation starts in the background is loading as well.
setTimeout(() => {
  const files = Object.keys(require.cache).filter((path) => path.startsWith(folder + sep) && !path.endsWith('-child.js'));
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  process.stdout.write(JSON.stringify({ load: loaded - started, activate: active - loaded, files: files.length, bytes }), () =>
    process.exit(),
  );
}, 200);
