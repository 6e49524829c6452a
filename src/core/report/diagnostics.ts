import { baseName } from '../text/path';
import { redact } from '../text/redact';
import { exactSize } from '../text/size';
import { visible } from '../text/visible';
import { codeSpan, escapeMarkdown } from './escape-markdown';
import { table } from './table';

/** What somebody who looks into a fault asks for first. Nothing of it is sent anywhere. */
export interface Diagnostics {
  /** Name and version, of everything that takes part. */
  readonly versions: readonly (readonly [name: string, version: string])[];
  /** Those that are not as they come. */
  readonly settings: readonly (readonly [key: string, value: unknown])[];
  readonly packages: readonly PackageDiagnostics[];
  readonly log: readonly string[];
  /** Folders and what stands for them, the longest first: `/home/ada` and `~`. */
  readonly places: readonly (readonly [folder: string, sign: string])[];
}

export interface PackageDiagnostics {
  readonly name: string;
  readonly kind: 'archive' | 'folder';
  /** Bytes of the archive; 0 of a folder. */
  readonly size: number;
  readonly files: number;
  readonly unpacked: number;
  readonly patched: number;
  readonly state: string;
  readonly verdict: string;
  /** How many of each severity, in words. */
  readonly findings: string;
  readonly coverage: string;
  /** Milliseconds of the last review. */
  readonly took: number | undefined;
  /** What is odd about the archive, by code. */
  readonly anomalies: ReadonlyMap<string, number>;
  readonly notChecked: readonly string[];
}

/** Lines of the log that are told, and characters of each. */
const mostLines = 200;
const lineWidth = 500;

/** Gaps that are told of one package. */
const mostGaps = 50;

export function diagnosticsDocument({ versions, settings, packages, log, places }: Diagnostics): string {
  const shown = shortener(places);
  return [
    '# Upgrade Review: diagnostics',
    'Collected on this computer and sent nowhere. Secrets are masked and paths are shortened; read it before you pass it on.',
    '## Versions',
    table(
      ['What', 'Version'],
      versions.map(([name, version]) => [escapeMarkdown(name), codeSpan(shown(version))]),
    ),
    '## Settings that differ',
    settings.length === 0
      ? 'None.'
      : table(
          ['Setting', 'Value'],
          settings.map(([key, value]) => [codeSpan(key), codeSpan(shown(JSON.stringify(value ?? null)))]),
        ),
    '## Packages',
    ...(packages.length === 0 ? ['None is open.'] : packages.flatMap((one) => packagePart(one, shown))),
    '## Log',
    log.length === 0 ? 'Empty.' : fenced(log.slice(-mostLines).map((line) => shown(line.slice(0, lineWidth)))),
    '',
  ].join('\n\n');
}

function packagePart(one: PackageDiagnostics, shown: (text: string) => string): string[] {
  const anomalies = [...one.anomalies].map(([code, count]) => `${codeSpan(code)} ${count}`).join(', ');
  const gaps = one.notChecked.slice(0, mostGaps).map((gap) => `- ${escapeMarkdown(shown(gap))}`);
  const more = one.notChecked.length - gaps.length;
  return [
    `### ${escapeMarkdown(shown(one.name))}`,
    table(
      ['What', 'Value'],
      [
        ['Kind', one.kind],
        ['Size', one.kind === 'archive' ? exactSize(one.size) : 'unknown'],
        ['Files', `${one.files}, ${exactSize(one.unpacked)} unpacked`],
        ['Patched files', String(one.patched)],
        ['State', one.state],
        ['Verdict', one.verdict],
        ['Findings', one.findings || 'none'],
        ['Coverage', escapeMarkdown(shown(one.coverage))],
        ['Last review', one.took === undefined ? 'unknown' : `${Math.round(one.took)} ms`],
        ['Oddities', anomalies || 'none'],
      ],
    ),
    ...(gaps.length > 0 ? ['Not checked:', [...gaps, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')] : []),
  ];
}

/** Secrets masked; known folders by their sign, of other absolute paths and addresses of mounts the end. */
function shortener(places: Diagnostics['places']): (text: string) => string {
  return (text) => {
    let short = redact(text);
    for (const [folder, sign] of places) if (folder.length > 1) short = short.replaceAll(folder, sign);
    return visible(short.replace(mount, '$1…').replace(absolute, (path) => `…/${baseName(path.replace(/\/$/, ''))}`));
  };
}

/** The authority of a mount is the archive's address. */
const mount = /\b(upgrade-package(?:-[a-z]+)?:\/\/)[^/\s"']+/g;

/** Of three parts and more: shorter ones tell nothing of anybody. */
const absolute = /(?<![\w.…~/-])(?:\/[^\s/"':,;()[\]]+){3,}\/?/g;

function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}
