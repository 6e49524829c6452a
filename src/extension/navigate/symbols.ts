import * as vscode from 'vscode';
import type { FileSymbol, SymbolKind } from '../../core/navigate/symbols';
import { lineStarts, rangeOf as lineRange } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { isHidden } from '../../core/package/hidden';
import type { ReviewSessions } from '../review/sessions';
import { rangeOf } from '../review/diagnostics';
import { typedFile } from './typed-file';

const kinds: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  function: vscode.SymbolKind.Function,
  unit: vscode.SymbolKind.Module,
  job: vscode.SymbolKind.Event,
  table: vscode.SymbolKind.Struct,
  object: vscode.SymbolKind.Object,
  routine: vscode.SymbolKind.Method,
  section: vscode.SymbolKind.Namespace,
  directive: vscode.SymbolKind.Property,
};

/** The editor asks again with more letters; nobody reads further. */
const maxSymbols = 2000;

/** Names in all open packages, for *Go to Symbol in Workspace*. */
export async function symbolsNamed(sessions: ReviewSessions, query: string): Promise<vscode.SymbolInformation[]> {
  const found: vscode.SymbolInformation[] = [];
  for (const session of sessions.all) {
    const symbols = (await session.ask('symbols', { query, most: maxSymbols - found.length })) ?? [];
    for (const { path, name, kind, detail, range } of symbols) {
      if (isHidden(path)) continue;
      const place = new vscode.Location(session.mount.uriOf(path), rangeOf({ range }));
      found.push(new vscode.SymbolInformation(name, kinds[kind], [detail, path].filter(Boolean).join(' · '), place));
    }
  }
  return found;
}

export async function outlineOf(sessions: ReviewSessions, document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const typed = typedFile(sessions, document);
  if (!typed) return [];
  const { session, path, text } = typed;
  const starts = lineStarts(text);
  return ((await session.ask('outline', { path, text })) ?? []).map((symbol) => outlineSymbol(symbol, starts));
}

function outlineSymbol({ name, kind, detail, span, nameSpan, children }: FileSymbol, starts: readonly number[]): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(name || '–', detail, kinds[kind], editorRange(starts, span), editorRange(starts, nameSpan));
  symbol.children = children.map((child) => outlineSymbol(child, starts));
  return symbol;
}

function editorRange(starts: readonly number[], span: Span): vscode.Range {
  const { start, end } = lineRange(starts, span);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
