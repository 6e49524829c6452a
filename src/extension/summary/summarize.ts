import * as vscode from 'vscode';
import { binaryFormat, type BinaryFormat } from '../../core/package/binary';
import { programHead, readProgram, type ProgramFacts } from '../../core/parse/program';
import { decodeText } from '../../core/text/decode';
import type { PackageMount } from '../mount/package-mount';
import { fileAt } from './opaque';

export type Row = readonly [label: string, value: string];

/** Bytes that are read for a digest at most. */
const maxDigest = 2 ** 28;

/** What is known of a file without reading it as text. */
export async function summarize(mount: PackageMount, path: string): Promise<Row[]> {
  const entry = fileAt(mount, path);
  if (!entry) return [];
  const head = await mount.source.read(path, programHead);
  const program = readProgram(head);
  const format = binaryFormat(head);
  return [
    ...(program ? programRows(program) : [[vscode.l10n.t('Format'), formatName(format, head)] as const]),
    [vscode.l10n.t('Size'), vscode.l10n.t('{0} bytes', entry.size.toLocaleString('en'))],
    ...(entry.modified === undefined ? [] : [[vscode.l10n.t('Modified'), new Date(entry.modified).toISOString()] as const]),
    ...(entry.mode === undefined ? [] : [[vscode.l10n.t('Mode'), (entry.mode & 0o7777).toString(8).padStart(4, '0')] as const]),
    [
      'SHA-256',
      entry.size > maxDigest ? vscode.l10n.t('not computed: the file is too large') : await sha256(await mount.source.read(path)),
    ],
  ];
}

function programRows({ format, bits, architecture, kind, buildId, interpreter, built }: ProgramFacts): Row[] {
  const kinds: Readonly<Record<ProgramFacts['kind'], string>> = {
    executable: vscode.l10n.t('program'),
    library: vscode.l10n.t('library'),
    object: vscode.l10n.t('object file'),
    other: vscode.l10n.t('other'),
  };
  const loader = interpreter ?? (kind === 'executable' ? vscode.l10n.t('none, the program is static') : undefined);
  return [
    [vscode.l10n.t('Format'), `${format}, ${vscode.l10n.t('{0} bit', bits)}, ${kinds[kind]}`],
    [vscode.l10n.t('Architecture'), architecture],
    ...(buildId === undefined ? [] : [[vscode.l10n.t('Build ID'), buildId] as const]),
    ...(format === 'ELF' && loader !== undefined ? [[vscode.l10n.t('Loader'), loader] as const] : []),
    ...(built === undefined ? [] : [[vscode.l10n.t('Linked'), new Date(built).toISOString()] as const]),
  ];
}

function formatName(format: BinaryFormat | undefined, head: Uint8Array): string {
  const names: Readonly<Record<BinaryFormat, string>> = { elf: 'ELF', pe: 'PE', 'mach-o': 'Mach-O', wasm: 'WebAssembly', java: 'Java' };
  if (format) return names[format];
  return decodeText(head) ? vscode.l10n.t('text') : vscode.l10n.t('not known');
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
