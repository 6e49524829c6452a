import * as vscode from 'vscode';
import type { Input, Refusal } from '../../node/write-guard';
import { sentence } from '../../core/text/sentence';
import { loadEngine } from '../load-engine';
import { isWithin, shownPlace } from '../mount/place';
import type { ReviewSession } from '../review/session';
import { siteFolders } from '../review/site';
import { baseName } from '../../core/text/path';

/**
 * Makes sure that a file can be written and changes nothing that reviews read. `derived`: its name comes from the
 * package, so that nobody agreed to lose what has it now.
 * @throws Error that says why not and what to do; the reason first, as notifications are cut off
 */
export async function mustBeWritable(session: ReviewSession, target: vscode.Uri, derived = false): Promise<void> {
  const inputs = await inputsOf(session);
  const refusal = target.scheme === 'file' ? await localRefusal(target, inputs, derived) : await remoteRefusal(target, inputs, derived);
  if (refusal) throw new Error(refusalWords(target, refusal));
}

type PlacedInput = { readonly uri: vscode.Uri } & Input;

async function inputsOf(session: ReviewSession): Promise<PlacedInput[]> {
  const placed = (kind: Input['kind']) => (uri: vscode.Uri) => ({ kind, uri, path: shownPlace(uri) });
  const { files } = await session.siteFiles();
  const { previous } = session;
  const isPrevious = (uri: vscode.Uri) => uri.toString() === previous?.toString();
  return [
    ...session.packages().map((uri) => placed(isPrevious(uri) ? 'baseline' : 'package')(uri)),
    ...files.map(({ path }) => vscode.Uri.parse(path)).map(placed('site')),
    ...siteFolders(session.mount.archiveUri).map(placed('site-folder')),
  ];
}

async function localRefusal(target: vscode.Uri, inputs: readonly PlacedInput[], derived: boolean): Promise<Refusal | undefined> {
  const { refusalOf } = await loadEngine();
  const local = inputs.filter(({ uri }) => uri.scheme === 'file');
  return refusalOf(target.fsPath, local, { derived });
}

/** Where only the editor reads and writes there are names, and no links. */
async function remoteRefusal(target: vscode.Uri, inputs: readonly PlacedInput[], derived: boolean): Promise<Refusal | undefined> {
  const { roleOfName } = await loadEngine();
  for (const input of inputs) {
    if (!(await isWithin(target, input.uri))) continue;
    if (input.kind !== 'site-folder') return { code: target.path === input.uri.path ? 'is-input' : 'inside-input', input };
    if (roleOfName(baseName(target.path))) return { code: 'becomes-input', input };
  }
  const found = await Promise.resolve(vscode.workspace.fs.stat(target)).catch(() => undefined);
  if (found && found.type & vscode.FileType.Directory) return { code: 'folder' };
  return found && derived ? { code: 'exists' } : undefined;
}

function refusalWords(target: vscode.Uri, refusal: Refusal): string {
  switch (refusal.code) {
    case 'is-input':
      return isInputWords(refusal.input.kind);
    case 'inside-input':
      return vscode.l10n.t('This place lies inside a package, which is never changed: choose one outside of {0}.', refusal.input.path);
    case 'becomes-input':
      return vscode.l10n.t(
        'A file of this name would be read as one that describes the site: choose another name, or a place outside of {0}.',
        refusal.input.path,
      );
    case 'no-folder':
      return vscode.l10n.t('The folder does not exist: make {0}, or choose another place.', refusal.folder);
    case 'folder':
      return vscode.l10n.t('This is a folder: name a file.');
    case 'not-a-file':
      return vscode.l10n.t('This is a device, pipe or socket: name a file.');
    case 'dangling-link':
      return vscode.l10n.t('This is a symbolic link to what does not exist: name the file itself.');
    case 'exists':
      return vscode.l10n.t(
        'A file would be overwritten whose name was not chosen by you, but comes from the package: move {0} away, or choose another name.',
        shownPlace(target),
      );
    case 'not-writable':
      return `${sentence(refusal.why)} (${shownPlace(target)})`;
  }
}

function isInputWords(kind: Input['kind']): string {
  switch (kind) {
    case 'package':
      return vscode.l10n.t('This is a package under review, which is never changed: choose another file.');
    case 'baseline':
      return vscode.l10n.t('This is the package that came before, which is never changed: choose another file.');
    default:
      return vscode.l10n.t('This file describes the site, and is never overwritten: choose another one.');
  }
}
