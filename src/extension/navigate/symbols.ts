import * as vscode from 'vscode';
import { mountScheme } from '../mount/mount-uri';
import type { FileSymbol, SymbolKind } from '../../core/navigate/symbols';
import type { Subject, Target } from '../../core/subject/subject';
import { lineStarts, rangeOf } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { loadEngine } from '../load-engine';
import { isHidden } from '../../core/package/hidden';
import type { ReviewSessions } from '../review/sessions';
import { parseDocument } from './parse-document';
import { memo } from '../../core/text/memo';

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

const targets: readonly Target[] = ['unit', 'shell', 'sql', 'crontab'];

/** The editor asks again with more letters; nobody reads further. */
const maxSymbols = 2000;

/** Names in all open packages for *Go to Symbol in Workspace*, and an outline of each file. */
export function registerSymbols(sessions: ReviewSessions): vscode.Disposable {
  let ofFile: ((subject: Subject) => readonly FileSymbol[]) | undefined;
  return vscode.Disposable.from(
    vscode.languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        if (sessions.all.length === 0) return [];
        const { symbolsOf } = await loadEngine();
        ofFile ??= memo((subject: Subject) => symbolsOf([subject]));
        const found: vscode.SymbolInformation[] = [];
        for (const session of sessions.all) {
          for (const subject of targets.flatMap((target): readonly Subject[] => session.reviewed(target))) {
            if (token.isCancellationRequested || found.length >= maxSymbols) return found;
            const wanted = isHidden(subject.path) ? [] : ofFile(subject).filter(({ name }) => hasLetters(name, query));
            if (wanted.length === 0) continue;
            const starts = lineStarts(subject.text);
            const uri = session.mount.uriOf(subject.path);
            for (const { name, kind, detail, nameSpan } of wanted.slice(0, maxSymbols)) {
              const place = new vscode.Location(uri, editorRange(starts, nameSpan));
              found.push(new vscode.SymbolInformation(name, kinds[kind], [detail, subject.path].filter(Boolean).join(' · '), place));
            }
          }
        }
        return found;
      },
    }),
    vscode.languages.registerDocumentSymbolProvider(
      { scheme: mountScheme },
      {
        async provideDocumentSymbols(document) {
          const parsed = await parseDocument(sessions, document);
          if (!parsed) return [];
          const { outlineOf } = await loadEngine();
          const starts = lineStarts(document.getText());
          return outlineOf(parsed.subjects).map((symbol) => outlineSymbol(symbol, starts));
        },
      },
      { label: 'Upgrade Review' },
    ),
  );
}

function outlineSymbol({ name, kind, detail, span, nameSpan, children }: FileSymbol, starts: readonly number[]): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(name || '–', detail, kinds[kind], editorRange(starts, span), editorRange(starts, nameSpan));
  symbol.children = children.map((child) => outlineSymbol(child, starts));
  return symbol;
}

function editorRange(starts: readonly number[], span: Span): vscode.Range {
  const { start, end } = rangeOf(starts, span);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** As the editor filters: all letters, in their order. */
function hasLetters(name: string, query: string): boolean {
  const text = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
