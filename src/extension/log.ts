import * as vscode from 'vscode';

/** The one output channel; never shown unasked. */
export const createLog = (): vscode.LogOutputChannel => vscode.window.createOutputChannel('Upgrade Review', { log: true });
