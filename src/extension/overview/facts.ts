import * as vscode from 'vscode';
import type { Anomaly } from '../../core/package/anomaly';
import { describeAnomaly } from '../../core/archive/describe-anomaly';
import type { SizeRow, sizeTree } from '../../core/archive/size-tree';
import { shownPath } from '../../core/package/nested-path';
import { visible } from '../../core/text/visible';
import type { Signer } from '../../core/facts/signers/package-signers';
import { baseName } from '../../core/text/path';
import type { Base } from '../mount/open-base';
import { shownPlace } from '../mount/place';
import type { Fact } from './page';

/** What the page shows of a row. All of it is text. */
export interface RowWords {
  readonly path: string;
  readonly name: string;
  readonly kind: SizeRow['kind'];
  readonly size: string;
  readonly packed: string;
  /** Of all that the archive unpacks to, from 0 to 1. */
  readonly part: number;
}

export interface Item {
  readonly title: string;
  readonly detail: string;
  /** Name of a codicon-like mark: the word beside it says the same. */
  readonly mark: 'ok' | 'warning' | 'unknown';
}

/** @param total bytes that the archive unpacks to */
export function rowWords({ path, kind, files, size, packed }: SizeRow, total: number): RowWords {
  const name = visible(baseName(path));
  return {
    path,
    name: kind === 'folder' ? `${name}/` : name,
    kind,
    size: kind === 'folder' ? `${sizeWords(size)}, ${fileWords(files)}` : sizeWords(size),
    packed: size === 0 ? sizeWords(packed) : `${sizeWords(packed)} (${Math.round((packed / size) * 100)} %)`,
    part: total === 0 ? 0 : Math.min(1, size / total),
  };
}

export const fileWords = (files: number): string =>
  files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files.toLocaleString('en'));

/** In the largest unit of which there is at least one; powers of 1000, as disks and downloads are sold. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1000 && unit < units.length - 1; unit++) bytes /= 1000;
  return `${unit === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit] ?? ''}`;
}

export function anomalyItem(anomaly: Anomaly): Item {
  const what = describeAnomaly(anomaly);
  const entry = anomaly.entry === undefined ? vscode.l10n.t('The archive') : shownPath(anomaly.entry);
  return { title: visible(entry), detail: visible(what), mark: 'warning' };
}

export function signerItem({ path, isSignature, name, issuer, sha256, validUntil, trust }: Signer): Item {
  const words: Readonly<Record<Signer['trust'], string>> = {
    trusted: vscode.l10n.t('trusted by the site'),
    'not-trusted': vscode.l10n.t('not trusted by the site'),
    unverified: vscode.l10n.t('could not be verified'),
    unknown: vscode.l10n.t('the site names no signers'),
  };
  const parts = [
    words[trust],
    vscode.l10n.t('issued by {0}', issuer),
    ...(validUntil === undefined ? [] : [vscode.l10n.t('valid until {0}', new Date(validUntil).toISOString().slice(0, 10))]),
    ...(sha256 === undefined ? [] : [`SHA-256 ${sha256}`]),
    isSignature ? vscode.l10n.t('signature {0}', shownPath(path)) : vscode.l10n.t('certificate {0}', shownPath(path)),
  ];
  return {
    title: visible(name ?? vscode.l10n.t('A signer whose certificate is not there')),
    detail: visible(parts.join(' · ')),
    mark: trust === 'trusted' ? 'ok' : trust === 'unknown' ? 'unknown' : 'warning',
  };
}

export function factsOf(uri: vscode.Uri, { source, archive }: Base, total: SizeRow | undefined): Fact[] {
  const { size = 0, packed = 0, files = source.entries.length } = total ?? {};
  return [
    [vscode.l10n.t('Place'), shownPlace(uri)],
    ...(archive ? [[vscode.l10n.t('Size'), sizeWords(archive.bytes.size)] as const] : []),
    [
      vscode.l10n.t('Content'),
      [
        fileWords(files),
        ...(archive ? [vscode.l10n.t('{0} unpacked', sizeWords(size))] : []),
        ...(size > 0 ? [vscode.l10n.t('packed to {0} %', Math.round((packed / size) * 100))] : []),
      ].join(', '),
    ],
    ...(archive?.archive.comment ? [[vscode.l10n.t('Comment'), archive.archive.comment] as const] : []),
    ...(archive ? [['SHA-256', '…'] as const] : []),
  ];
}

/** What keeps a package that can be opened from being reviewed, and what to do. */
export function noticesOf({ source }: Base, tree: ReturnType<typeof sizeTree> | undefined): string[] {
  if (source.entries.length === 0)
    return [vscode.l10n.t('This package holds no files, so there is nothing to review. Ask its vendor for a complete one.')];
  const { encrypted = 0, total } = tree ?? {};
  if (encrypted === 0) return [];
  const advice = vscode.l10n.t('Unpack the archive with its password, and review the folder.');
  const files = total?.files ?? 0;
  const what =
    encrypted >= files
      ? vscode.l10n.t('All files are encrypted: only their names can be read.')
      : vscode.l10n.t('{0} of {1} files are encrypted: only their names can be read.', encrypted, files);
  return [`${what} ${advice}`];
}
