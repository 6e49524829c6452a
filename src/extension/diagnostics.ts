import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { PackageDiagnostics } from '../core/report/diagnostics';
import { countOf, severities } from '../core/rules/finding';
import { groupBy } from '../core/text/groups';
import { loadEngine } from './load-engine';
import type { Log } from './log';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';
import { readSettings, section } from './settings';

export interface DiagnosticsHost {
  readonly context: vscode.ExtensionContext;
  readonly sessions: ReviewSessions;
  readonly log: Log;
}

/** *Collect Diagnostics*: an untitled document to read, and perhaps to pass on; nothing is sent or saved. */
export async function collectDiagnostics({ context, sessions, log }: DiagnosticsHost): Promise<void> {
  const { diagnosticsDocument } = await loadEngine();
  const content = diagnosticsDocument({
    versions: [
      ['Upgrade Review', manifestOf(context).version],
      [vscode.env.appName, vscode.version],
      [vscode.env.uiKind === vscode.UIKind.Web ? 'In a browser' : 'On the desktop', vscode.env.remoteName ?? 'local'],
      ['Node', process.versions.node],
      ['System', `${process.platform} ${process.arch}`],
      ['Language', vscode.env.language],
      ['Workspace', vscode.workspace.isTrusted ? 'trusted' : 'restricted'],
    ],
    settings: differingSettings(context),
    packages: await Promise.all(sessions.all.map(packageDiagnostics)),
    log: log.tail,
    places: places(sessions.all),
  });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

const manifestOf = ({ extension }: vscode.ExtensionContext): Manifest => extension.packageJSON as Manifest;

function differingSettings(context: vscode.ExtensionContext): [string, unknown][] {
  const configuration = vscode.workspace.getConfiguration();
  return Object.keys(manifestOf(context).contributes.configuration.properties)
    .filter((key) => key.startsWith(`${section}.`))
    .flatMap((key): [string, unknown][] => {
      const value = configuration.get(key);
      return JSON.stringify(value) === JSON.stringify(configuration.inspect(key)?.defaultValue) ? [] : [[key, value]];
    });
}

async function packageDiagnostics({ mount, review, state, took }: ReviewSession): Promise<PackageDiagnostics> {
  const { coverageWords } = await loadEngine();
  const { entries } = mount.source;
  const anomalies = (await mount.base.inspect?.(readSettings().limits, () => undefined))?.anomalies ?? [];
  const count = (severity: string): number => countOf(review?.findings.filter((finding) => finding.severity === severity) ?? []);
  return {
    name: mount.name,
    kind: mount.archive ? 'archive' : 'folder',
    size: mount.archive?.bytes.size ?? 0,
    files: entries.length,
    unpacked: entries.reduce((sum, { size }) => sum + size, 0),
    patched: mount.patchedPaths.length,
    state,
    verdict: review?.verdict.decision ?? 'none',
    findings: severities.map((severity) => `${count(severity)} ${severity}`).join(', '),
    coverage: review ? coverageWords(review.coverage) : 'not reviewed',
    took,
    anomalies: new Map([...groupBy(anomalies, ({ code }) => code)].map(([code, own]) => [code, own.length])),
    notChecked: review?.notChecked.map(({ what, why }) => `${what}: ${why}`) ?? [],
  };
}

/** Folders whose names are nobody's business, and what is said instead; the longest first. */
function places(sessions: readonly ReviewSession[]): [string, string][] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const above = sessions.map(({ mount }) => vscode.Uri.joinPath(mount.archiveUri, '..'));
  const named: [string, string][] = [
    ...folders.map(({ uri }, at): [string, string] => [uri.fsPath, `<workspace ${at + 1}>`]),
    ...above.map((uri, at): [string, string] => [uri.fsPath, `<folder of package ${at + 1}>`]),
    [homedir(), '~'],
  ];
  return named.sort(([a], [b]) => b.length - a.length);
}
