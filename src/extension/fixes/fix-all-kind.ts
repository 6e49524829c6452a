import { CodeActionKind } from 'vscode';

export const fixAllKind = CodeActionKind.SourceFixAll.append('upgradeReview');
