import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import JSZip from 'jszip';
import * as vscode from 'vscode';
import { mountUri } from '../../../src/extension/mount/mount-uri';
import { api, review, site } from './support';

const { fs } = vscode.workspace;

/** Milliseconds that nothing in a package may hold up the extension host at once, where a machine does the reference work in `usualWork`. */
const most = 200;
const usualWork = 100;

/** Milliseconds that this machine takes now for work that has nothing to do with packages: it may be slow, or busy with something else. */
function referenceWork(): number {
  const started = performance.now();
  JSON.parse(JSON.stringify(Array.from({ length: 100_000 }, (_, at) => ({ at, text: `line ${at}`, range: [at, at + 1] }))));
  return performance.now() - started;
}

/** How much slower than usual the machine is. */
const slowness = (): number => Math.max(1, Math.min(...Array.from({ length: 3 }, referenceWork)) / usualWork);

const scratch = vscode.Uri.joinPath(site(), 'held-up');

type Files = Readonly<Record<string, string | Uint8Array>>;

const lines = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
const script = (text: string): string => `#!/bin/sh\n${text}`;
const many = (count: number, folder: string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/${at % 100}/f${at}.sh`, text]));

/** Each is made to take long in its own way; `open` is then looked at in an editor. */
const packages: readonly { readonly what: string; readonly open?: string; readonly files: () => Files }[] = [
  { what: 'an INI file of 4 MB', open: 'config/a.ini', files: () => ({ 'config/a.ini': `[s]\n${lines(375_000, (at) => `k${at}=v`)}` }) },
  {
    what: 'a wide JSON file',
    open: 'config/a.json',
    files: () => ({ 'config/a.json': `{${Array.from({ length: 40_000 }, (_, at) => `"k${at}":{"a":1}`).join(',')}}` }),
  },
  { what: 'a script that is one line of 4 MB', open: 'a.sh', files: () => ({ 'a.sh': script(`echo ${'a '.repeat(2_000_000)}`) }) },
  {
    what: 'ten thousand functions',
    open: 'a.sh',
    files: () => ({ 'a.sh': script(lines(10_000, (at) => `f${at}() { f${at + 1}; }`)) }),
  },
  {
    what: 'twenty thousand paths of the package',
    open: 'a.sh',
    files: () => ({ 'a.sh': script(lines(20_000, (at) => `./b/${at % 100}/f${at % 1000}.sh`)), ...many(1000, 'b', script('true\n')) }),
  },
  {
    what: 'twenty thousand findings',
    open: 's0.sh',
    files: () =>
      Object.fromEntries(
        Array.from({ length: 10 }, (_, file) => [`s${file}.sh`, script(lines(2000, (at) => `systemctl restart u${file}x${at}.service`))]),
      ),
  },
  {
    what: 'two thousand findings in as many files',
    open: 'b/0/f0.sh',
    files: () => many(2000, 'b', script('systemctl restart u.service\n')),
  },
  {
    what: 'SQL of ten thousand tables',
    open: 'migrations/1.sql',
    files: () => ({ 'migrations/1.sql': lines(10_000, (at) => `CREATE TABLE t${at} (a int);`) }),
  },
  {
    what: 'twenty thousand dependencies',
    open: 'manifest.json',
    files: () => ({
      'manifest.json': `{ "name": "x", "version": "1", "dependencies": {\n${Array.from({ length: 20_000 }, (_, at) => `"d${at}": ">=${at}.0"`).join(',\n')} } }`,
    }),
  },
  {
    what: 'compressed archives that are nearly empty',
    files: () => {
      const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20), { level: 1 });
      return Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`a${at}.tar.gz`, bomb]));
    },
  },
];

let count = 0;

/** The archive, and beside it the file that is opened, on its own. */
async function written(
  files: Files,
  open: string | undefined,
): Promise<{ readonly archive: vscode.Uri; readonly alone: vscode.Uri | undefined }> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries({ 'manifest.json': '{ "name": "x", "version": "1" }\n', ...files }))
    zip.file(path, content, { createFolders: false });
  const folder = vscode.Uri.joinPath(scratch, String(count++));
  const archive = vscode.Uri.joinPath(folder, 'package.zip');
  await fs.writeFile(archive, await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } }));
  const content = open === undefined ? undefined : files[open];
  if (open === undefined || content === undefined) return { archive, alone: undefined };
  const alone = vscode.Uri.joinPath(folder, 'alone', open);
  await fs.writeFile(alone, Buffer.from(content));
  return { archive, alone };
}

/** Newer than the types: processor time of this thread alone, in microseconds. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
const worked = (): number => {
  if (!threadCpuUsage) return Infinity;
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
};

/**
 * The longest time, in milliseconds, that nothing else was done while `work` was. Time in which the machine did something else
 * does not count where the runtime tells it: on a loaded one the host waits as well.
 */
async function heldUp(work: () => unknown): Promise<number> {
  let longest = 0;
  let seen = performance.now();
  let used = worked();
  const timer = setInterval(() => {
    const [now, usedNow] = [performance.now(), worked()];
    longest = Math.max(longest, Number.isFinite(usedNow) ? Math.min(now - seen, usedNow - used) : now - seen);
    seen = now;
    used = usedNow;
  }, 5);
  await work();
  // What came of it (views, marks) is done a moment later.
  await new Promise((resume) => setTimeout(resume, 100));
  clearInterval(timer);
  return Math.round(longest);
}

const ask = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

/** What a person who reads a file makes the editor do and ask, step by step. */
const steps: readonly (readonly [what: string, step: (uri: vscode.Uri) => Thenable<unknown>])[] = [
  ['showing', async (uri) => vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))],
  ['outline', (uri) => ask('vscode.executeDocumentSymbolProvider', uri)],
  ['links', (uri) => ask('vscode.executeLinkProvider', uri)],
  ['hover', (uri) => ask('vscode.executeHoverProvider', uri, new vscode.Position(1, 1))],
  ['definition', (uri) => ask('vscode.executeDefinitionProvider', uri, new vscode.Position(1, 1))],
  ['lamps', (uri) => ask('vscode.executeCodeActionProvider', uri, new vscode.Range(0, 0, 20, 0))],
  ['all lamps', (uri) => ask('vscode.executeCodeActionProvider', uri, new vscode.Range(0, 0, 1_000_000, 0))],
  ['symbols', () => ask('vscode.executeWorkspaceSymbolProvider', 'f')],
];

/** Steps with a package, from its review to its end, that hold the host up, and for how many milliseconds. */
async function whatTakesLong(archive: vscode.Uri, open: string | undefined): Promise<ReadonlyMap<string, number>> {
  const tooLong = new Map<string, number>();
  const hold = async (step: string, work: () => unknown): Promise<void> => {
    const held = await heldUp(work);
    if (held > most && held > most * slowness()) tooLong.set(step, held);
  };
  const { sessions } = await api();
  const root = vscode.Uri.parse(mountUri(archive.toString()));
  await hold('review', () => review(archive));
  const session = sessions.find(root);
  assert.ok(session);
  const uri = open === undefined ? undefined : session.mount.uriOf(open);
  if (uri) for (const [step, take] of steps) await hold(step, () => take(uri));
  await hold('report', () => ask('upgradeReview.generateReport', root, vscode.Uri.joinPath(scratch, 'report.json')));
  await hold('views', () => session.showPossible(true));
  await ask('workbench.action.closeAllEditors');
  await hold('closing', () => sessions.close(session));
  return tooLong;
}

/** The same with a file on its own: large documents take the host a while whatever shows them. */
async function usualOf(alone: vscode.Uri | undefined): Promise<ReadonlyMap<string, number>> {
  const usual = new Map<string, number>();
  if (alone) for (const [step, take] of steps) usual.set(step, await heldUp(() => take(alone)));
  await ask('workbench.action.closeAllEditors');
  return usual;
}

describe('the extension host is held up by nothing', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => fs.delete(scratch, { recursive: true }));

  for (const { what, open, files } of packages) {
    it(what, async function () {
      this.timeout(120_000);
      const { archive, alone } = await written(files(), open);
      if ((await whatTakesLong(archive, open)).size === 0) return;
      // The machine may have been busy with something else; what holds the host up does so again.
      const usual = await usualOf(alone);
      const again = await whatTakesLong(archive, open);
      const bound = most * slowness();
      assert.deepEqual(
        [...again].filter(([step, held]) => held - (usual.get(step) ?? 0) > bound),
        [],
      );
    });
  }
});
