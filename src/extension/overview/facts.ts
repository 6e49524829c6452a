import * as vscode from 'vscode';
import type { Anomaly } from '../../core/package/anomaly';
import { describeAnomaly } from '../../core/archive/describe-anomaly';
import type { SizeRow } from '../../core/archive/size-tree';
import { shownPath } from '../../core/package/nested-path';
import { visible } from '../../core/text/visible';
import type { Signer } from '../../core/facts/signers/package-signers';
import { baseName } from '../../core/text/path';

/** What the page shows of a row. All of it is text. */
export interface RowWords {
  readonly path: string;
  readonly name: string;
  readonly kind: SizeRow['kind'];
  readonly size: string;
  readonly packed: string;
  readonly ratio: string;
  /** Packed as a part of unpacked, from 0 to 1. */
  readonly part: number;
}

export interface Item {
  readonly title: string;
  readonly detail: string;
  /** Name of a codicon-like mark: the word beside it says the same. */
  readonly mark: 'ok' | 'warning' | 'unknown';
}

export function rowWords({ path, kind, files, size, packed }: SizeRow): RowWords {
  const name = visible(baseName(path));
  return {
    path,
    name: kind === 'folder' ? `${name}/` : name,
    kind,
    size: kind === 'folder' ? `${sizeWords(size)}, ${fileWords(files)}` : sizeWords(size),
    packed: sizeWords(packed),
    ratio: size === 0 ? '' : `${Math.round((packed / size) * 100)} %`,
    part: size === 0 ? 0 : Math.min(1, packed / size),
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
