import * as vscode from 'vscode';
import { siteFolder } from '../../core/catalog/site-folder';
import type { Importer } from '../../core/inventory/importers/importer';
import { FileError } from '../../core/text/error-text';
import { siteText } from '../../node/site-text';
import { baseName } from '../../core/text/path';
import { loadEngine } from '../load-engine';
import { shownPlace } from '../mount/place';
import { realFolders } from '../review/site';
import type { ReviewSessions } from '../review/sessions';

type Choice = vscode.QuickPickItem & { readonly run: () => Thenable<unknown> };

/** Says in words which files are meant, how people come to them, and takes them into the site's folder. */
export async function addInventory(sessions: ReviewSessions): Promise<void> {
  const folder = siteFolderOf(sessions);
  if (!folder) return offerFolder();
  const { importers } = await loadEngine();
  await choose(vscode.l10n.t('Which list of what runs in production is meant?'), [
    ...inOrder(importers).map((importer) => ({
      label: importer.help.name,
      description: importer.help.fileName,
      detail: importer.help.tells,
      run: () => chooseWay(importer, folder),
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() },
    {
      label: vscode.l10n.t('Paste Output'),
      detail: vscode.l10n.t('What a command printed and you copied. What it is, is told by its content.'),
      run: () => pasteOutput(folder),
    },
    {
      label: vscode.l10n.t('Collect Inventory Script…'),
      detail: vscode.l10n.t('A short script that only reads. It writes one file with all that a Linux host tells.'),
      run: () => vscode.commands.executeCommand('upgradeReview.collectInventoryScript'),
    },
    {
      label: vscode.l10n.t('Choose Files…'),
      detail: vscode.l10n.t('What they are is told by their content. They are copied into {0}.', siteFolder),
      run: () => chooseFiles(folder),
    },
  ]);
}

/** What most people have comes first; the list itself is in the order in which forms are told apart. */
const usual = ['json', 'dpkg', 'rpm', 'systemctl', 'ansible'];

function inOrder(importers: readonly Importer[]): Importer[] {
  const rank = ({ id }: Importer): number => (usual.includes(id) ? usual.indexOf(id) : usual.length);
  return [...importers].sort((a, b) => rank(a) - rank(b));
}

function chooseWay({ help }: Importer, folder: vscode.Uri): Promise<void> {
  const { command, name } = help;
  return choose(name, [
    ...(command === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('Copy the Command'),
            detail: vscode.l10n.t('Run it on each host: {0}', command),
            run: () => copyCommand(command, folder),
          },
        ]),
    {
      label: vscode.l10n.t('Open an Example to Fill In'),
      detail: vscode.l10n.t('It counts when you save it in {0}.', siteFolder),
      run: () => openExample(help, folder),
    },
    {
      label: vscode.l10n.t('Choose Files…'),
      detail: vscode.l10n.t('They are copied into {0}.', siteFolder),
      run: () => chooseFiles(folder),
    },
  ]);
}

async function choose(title: string, choices: readonly Choice[]): Promise<void> {
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Add Inventory'),
    placeHolder: title,
    matchOnDetail: true,
  });
  await picked?.run();
}

async function copyCommand(command: string, folder: vscode.Uri): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  const next = vscode.l10n.t('Choose Files…');
  const said = vscode.l10n.t(
    'The command is copied. Run it on each host, with its environment and name filled in, and choose the files that it writes.',
  );
  if ((await vscode.window.showInformationMessage(said, next)) === next) await chooseFiles(folder);
}

/** Not written before the user saves it. */
async function openExample({ fileName, example }: Importer['help'], folder: vscode.Uri): Promise<void> {
  const name = fileName.replace('<environment>', 'production').replace('<host>', 'host01');
  const target = await freePlace(folder, name);
  const document = await vscode.workspace.openTextDocument(target.with({ scheme: 'untitled' }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), example);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

async function freePlace(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const target = vscode.Uri.joinPath(folder, number === 1 ? name : name.replace(/(?=\.\w+$)/, `-${number}`));
    if (!(await exists(target))) return target;
  }
}

async function chooseFiles(folder: vscode.Uri): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Add Inventory'),
    openLabel: vscode.l10n.t('Add'),
    canSelectMany: true,
  });
  for (const uri of picked ?? []) await takeIn(uri, folder);
}

/** @throws FileError if it is no inventory, or there is a file of this name */
async function pasteOutput(folder: vscode.Uri): Promise<void> {
  const text = await vscode.env.clipboard.readText();
  const ending = /^\s*[{[]/.test(text) ? 'json' : 'txt';
  const plain = `inventory.${ending}`;
  const isTaken = await exists(vscode.Uri.joinPath(folder, plain));
  const name = isTaken ? baseName((await freePlace(folder, `inventory.pasted.${ending}`)).path) : plain;
  await take(vscode.l10n.t('the clipboard'), text, name, folder, (target) => writeText(target, text));
}

/**
 * Copies an inventory under a name that is read from there on, and says what it tells.
 * @throws FileError if it is none, or there is a file of this name
 */
export async function takeIn(uri: vscode.Uri, folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { roleOfName } = await loadEngine();
  const text = await siteText(await vscode.workspace.fs.readFile(uri)).catch(() => undefined);
  if (text === undefined) throw new FileError(shownPlace(uri), vscode.l10n.t('this is not a text file'));
  const given = baseName(uri.path);
  const called = given.startsWith('inventory') ? given : `inventory.${given}`;
  const name = roleOfName(called)?.id === 'inventory' ? called : `${called}.txt`;
  return take(shownPlace(uri), text, name, folder, (target) => vscode.workspace.fs.copy(uri, target, { overwrite: false }));
}

/** Takes in a text that came from somewhere, under the name that is given or, if it says neither host nor environment, one that people choose. */
async function take(
  from: string,
  text: string,
  given: string,
  folder: vscode.Uri,
  write: (target: vscode.Uri) => Thenable<void>,
): Promise<vscode.Uri | undefined> {
  const { importInventory } = await loadEngine();
  const mapped = await askColumns(text, given);
  if (mapped === false) return undefined;
  if (mapped !== undefined) return take(from, mapped, given, folder, (target) => writeText(target, mapped));
  let name = given;
  const read = (as: string) => importInventory(vscode.Uri.joinPath(folder, as).path, text);
  const { inventory, problems } = read(name);
  if (inventory.environments.length + inventory.services.length === 0)
    throw new FileError(from, problems[0]?.message ?? vscode.l10n.t('it tells of no environment'));
  if (problems.some(({ code }) => code.startsWith('inventory-unknown-'))) {
    const asked = await askPlace(inventory.environments[0]?.name ?? '', inventory.environments[0]?.hosts[0]?.name ?? '');
    if (asked === undefined) return undefined;
    name = `inventory.${asked.environment}.${asked.host}${/\.[a-z]+(\.gz)?$/.exec(name)?.[0] ?? '.txt'}`;
  }
  const target = vscode.Uri.joinPath(folder, name);
  if (await exists(target))
    throw new FileError(shownPlace(target), vscode.l10n.t('there is a file of this name already: rename one of them'));
  await write(target);
  tellTaken(name, read(name).inventory.environments);
  return target;
}

const writeText = (target: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));

/**
 * Of a table whose headings do not say by themselves what they mean people say it; the answer becomes the first line of the file,
 * which the command line reads as well. `undefined`: there is nothing to ask; `false`: nobody answered.
 */
async function askColumns(text: string, name: string): Promise<string | false | undefined> {
  const { headingsOf, importInventory, withColumns } = await loadEngine();
  const table = headingsOf(text);
  if (!table) return undefined;
  const { guessed, headings } = table;
  const { environments, sources } = importInventory(name, text).inventory;
  // Another form of table, or one that says all of it.
  if (sources.some(({ format }) => format !== 'table of software')) return undefined;
  if (environments.length > 0 && guessed.host !== undefined && guessed.environment !== undefined) return undefined;
  const questions = {
    name: vscode.l10n.t('Which column has the names of packages?'),
    version: vscode.l10n.t('Which column has their versions?'),
    host: vscode.l10n.t('Which column has the hosts?'),
    environment: vscode.l10n.t('Which column has the environments?'),
  };
  const chosen: Partial<Record<keyof typeof questions, string>> = {};
  for (const column of ['name', 'version', 'host', 'environment'] as const) {
    const none = column === 'name' || column === 'version' ? [] : [{ label: vscode.l10n.t('None of them'), description: '', heading: '' }];
    const items = headings.map(({ name: heading, example }) => ({ label: heading, description: example, heading }));
    const first = items.filter(({ heading }) => heading === guessed[column]);
    const picked = await vscode.window.showQuickPick([...first, ...none, ...items.filter((item) => !first.includes(item))], {
      title: vscode.l10n.t('Add Inventory'),
      placeHolder: questions[column],
    });
    if (!picked) return false;
    if (picked.heading !== '') chosen[column] = picked.heading;
  }
  return withColumns(text, chosen);
}

/** Lists of packages say neither; the name of the file does. */
async function askPlace(environment: string, host: string): Promise<{ environment: string; host: string } | undefined> {
  const ask = (prompt: string, value: string) =>
    vscode.window.showInputBox({
      title: vscode.l10n.t('Add Inventory'),
      prompt,
      value,
      validateInput: (typed) => (/^[\w-]+$/.test(typed) ? undefined : vscode.l10n.t('Letters, digits and hyphens')),
    });
  const called = await ask(vscode.l10n.t('Of which environment is this list?'), environment);
  if (called === undefined) return undefined;
  const named = await ask(vscode.l10n.t('Of which host is it?'), host.replace(/[^\w-]+/g, '-'));
  return named === undefined ? undefined : { environment: called, host: named };
}

function tellTaken(
  name: string,
  environments: readonly { readonly name: string; readonly hosts: readonly { readonly name: string }[] }[],
): void {
  const what = environments.map(({ name: of, hosts }) => [of, hosts.map((host) => host.name).join(', ')].filter(Boolean).join(': '));
  const show = vscode.l10n.t('Show Dependency Matrix');
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} was added ({1}).', name, what.join('; ')), show).then(async (chosen) => {
    if (chosen) await vscode.commands.executeCommand('upgradeReview.matrix.focus');
  });
}

/** Beside the first real folder's files, or beside the package where the window has no other folder. */
function siteFolderOf({ all }: ReviewSessions): vscode.Uri | undefined {
  const archive = all[0]?.mount.archiveUri;
  const parent = realFolders()[0]?.uri ?? (archive && vscode.Uri.joinPath(archive, '..'));
  return parent && vscode.Uri.joinPath(parent, siteFolder);
}

async function offerFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Folder…');
  const said = vscode.l10n.t(
    'Inventories are kept in the folder that describes your site, below {0}. Open that folder, or a package, first.',
    siteFolder,
  );
  if ((await vscode.window.showInformationMessage(said, open)) === open) await vscode.commands.executeCommand('vscode.openFolder');
}

const exists = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
