import * as vscode from 'vscode';
import { serverAddress, type ServerAddress } from '../../node/rehearse/server/address';

/** Where the address is kept, which may hold a password: in the editor's secret storage, never in settings, logs or messages. */
const secret = 'upgradeReview.rehearsalServer';

export const placeOf = ({ host, port }: ServerAddress): string => `${host}:${port}`;

/** The server that somebody has named for rehearsals; `undefined`: they run on the embedded database. */
export async function rehearsalServer(secrets: vscode.SecretStorage): Promise<ServerAddress | undefined> {
  const text = await secrets.get(secret);
  return text === undefined ? undefined : serverAddress(text);
}

/** Asks for a server, and whether databases may be made on it; what somebody does not confirm is not kept. */
export async function setRehearsalServer(secrets: vscode.SecretStorage): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set Rehearsal Server'),
    prompt: vscode.l10n.t(
      'Address of a server of PostgreSQL, MySQL or MariaDB, of a role that may create databases and nothing more. What you type is hidden.',
    ),
    placeHolder: 'postgres://rehearsal@host:5432/postgres',
    password: true,
    ignoreFocusOut: true,
    validateInput: (typed) =>
      serverAddress(typed)
        ? undefined
        : vscode.l10n.t(
            'This is no address of PostgreSQL or MySQL: write postgres://rehearsal@host:5432/postgres or mysql://rehearsal@host:3306/',
          ),
  });
  const address = text === undefined ? undefined : serverAddress(text);
  if (text === undefined || !address) return;
  const may = vscode.l10n.t('May Create Databases');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('May databases be made on {0}?', placeOf(address)),
    {
      modal: true,
      detail: vscode.l10n.t('Rehearsals make databases there, fill them, and drop them again. A server of production is refused.'),
    },
    may,
  );
  if (chosen !== may) return;
  await secrets.store(secret, text);
  void vscode.window.showInformationMessage(vscode.l10n.t('Migrations are rehearsed on {0} from now on.', placeOf(address)));
}

export async function forgetRehearsalServer(secrets: vscode.SecretStorage): Promise<void> {
  const isKnown = (await secrets.get(secret)) !== undefined;
  await secrets.delete(secret);
  void vscode.window.showInformationMessage(
    isKnown
      ? vscode.l10n.t('The server and its password are forgotten: migrations are rehearsed inside the editor.')
      : vscode.l10n.t('No server is set: migrations are rehearsed inside the editor.'),
  );
}
