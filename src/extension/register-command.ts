import * as vscode from 'vscode';
import { showTrouble } from './trouble';

/** Registers `upgradeReview.<name>`. What a command throws is logged and shown. */
export const commandRegistrar =
  (log: vscode.LogOutputChannel) =>
  (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`upgradeReview.${name}`, async (...args: unknown[]) => {
      try {
        return await (run as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        showTrouble(log, error);
        return undefined;
      }
    });
