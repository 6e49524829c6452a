import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from '../../scripts/code-server.mjs';
import { findProgram, hasDisplay, Missing } from '../../scripts/programs.mjs';

/** Milliseconds until the place of the downloads must have answered, and for a whole download. */
const answerLimit = 5000;
const downloadLimit = 300_000;
const editors = ['desktop', 'code-server'];

/**
 * VS Code itself where it can be had and starts, otherwise code-server. UPGRADE_REVIEW_EDITOR decides by hand, and
 * VSCODE_EXECUTABLE_PATH names an installed VS Code.
 * @returns {Promise<{ editor: 'desktop' | 'code-server', why: string, executable?: string }>}
 */
export async function pickEditor(environment = process.env, { reachable, download, faultOf } = outside) {
  const named = environment.VSCODE_EXECUTABLE_PATH;
  const wanted = environment.UPGRADE_REVIEW_EDITOR;
  if (wanted && !editors.includes(wanted)) throw new Missing(`UPGRADE_REVIEW_EDITOR is ${wanted}: it can be ${editors.join(' or ')}.`);
  if (wanted === 'code-server') return { editor: wanted, why: 'UPGRADE_REVIEW_EDITOR says so' };
  if (named) return { editor: 'desktop', why: `VSCODE_EXECUTABLE_PATH is ${named}`, executable: named };
  const found = await downloaded({ reachable, download, faultOf });
  if (found.executable) return { editor: 'desktop', why: wanted ? 'UPGRADE_REVIEW_EDITOR says so' : 'downloaded', ...found };
  if (wanted) throw new Missing(`UPGRADE_REVIEW_EDITOR is desktop, and ${found.why}.`);
  return { editor: 'code-server', ...found };
}

/** The executable of a downloaded VS Code, or why there is none. */
async function downloaded({ reachable, download, faultOf }) {
  if (!(await reachable())) return { why: 'a download of VS Code is out of reach' };
  try {
    const executable = await download();
    const fault = faultOf(executable);
    return fault ? { why: `the VS Code that was downloaded does not start: ${fault}` } : { executable };
  } catch (error) {
    return { why: `VS Code could not be downloaded: ${error?.message ?? error}` };
  }
}

const outside = {
  reachable: () =>
    fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(answerLimit) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  download() {
    const cachePath = join(cacheFolder, 'vscode');
    mkdirSync(cachePath, { recursive: true });
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`it takes longer than ${downloadLimit / 60_000} minutes`)), downloadLimit);
    });
    return Promise.race([downloadAndUnzipVSCode({ version: 'stable', cachePath }), late]).finally(() => clearTimeout(timer));
  },
  /** What keeps an executable from running: a display, a library. `undefined` if it runs. */
  faultOf(executable) {
    if (!hasDisplay() && !findProgram('xvfb-run')) return 'there is no display, and no xvfb-run';
    // As plain Node it loads all its libraries and needs no window.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { error, status, stderr } = spawnSync(executable, ['--version'], { env, encoding: 'utf8', timeout: 30_000 });
    if (status === 0) return undefined;
    return error?.message ?? stderr.trim().split('\n', 1)[0];
  },
};
