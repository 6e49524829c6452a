import { binaryFormat } from '../package/binary';
import { classify, headLength, kindOfPath, type FileKind } from '../package/classify';
import { parseManifest } from '../package/manifest';
import type { PackageSource, SourceEntry } from '../package/source';
import { parseCertificates } from '../parse/certificate';
import { configsIn } from '../parse/config/embedded';
import { parseConfig } from '../parse/config/parse';
import { hasUserColumn, parseCrontab } from '../parse/crontab';
import { parseShell } from '../parse/shell';
import { embeddedSql, loadSqlParser, parseSql } from '../parse/sql';
import { parseUnit } from '../parse/systemd';
import { decodeText, type Encoding } from '../text/decode';
import { lazySubject } from './lazy-syntax';
import type { Subject, Target, Targets } from './subject';

/** A file after parsing: its text and what rules can ask of it. */
export interface ParsedFile {
  readonly text: string;
  readonly subjects: readonly Subject[];
}

/** Why a file was not looked into; `reason` is a code with its data, worded by reports. */
export interface Unread {
  readonly path: string;
  readonly why: string;
}

/** Text files above this many bytes are not parsed: no script or manifest comes near, and data dumps do. */
export const textBudget = 8 * 1024 * 1024;

const targetsOf: Readonly<Record<FileKind, readonly Target[]>> = {
  shell: ['shell', 'sql'],
  sql: ['sql'],
  unit: ['unit', 'config'],
  crontab: ['crontab'],
  config: ['config'],
  manifest: ['manifest'],
  certificate: ['certificate'],
  binary: ['binary'],
  other: [],
};

/**
 * Parses one file for the wanted targets. `undefined`: no wanted target lives in it.
 * `begin` is called when the file has been read and the work on it begins.
 * @throws what `source.read` throws.
 */
export async function parseFile(
  source: PackageSource,
  entry: SourceEntry,
  wanted: ReadonlySet<Target>,
  begin: () => void = () => undefined,
): Promise<ParsedFile | Unread | undefined> {
  if (entry.symlink || entry.size === 0) return undefined;
  const known = kindOfPath(entry.path);
  const head = known ? new Uint8Array() : await source.read(entry.path, headLength);
  const kind = known ?? classify(entry.path, head);
  if (!targetsOf[kind].some((target) => wanted.has(target))) return undefined;
  const format = kind === 'binary' ? binaryFormat(head) : undefined;
  if (format) return { text: '', subjects: [{ target: 'binary', path: entry.path, text: '', syntax: { format } }] };
  if (entry.size > textBudget) {
    return { path: entry.path, why: `${entry.size} bytes, more than the ${textBudget} bytes that are parsed` };
  }
  const bytes = await source.read(entry.path);
  begin();
  const decoded = decodeText(bytes);
  const text = decoded?.text;
  if (text === undefined && kind !== 'certificate') {
    return { path: entry.path, why: `binary content where ${kind === 'sql' ? 'SQL' : `a ${kind} file`} was expected` };
  }
  return {
    text: text ?? '',
    subjects: await subjectsOf(kind, entry.path, text ?? '', bytes, wanted, decoded?.bom ? decoded.encoding : undefined),
  };
}

async function subjectsOf(
  kind: FileKind,
  path: string,
  text: string,
  bytes: Uint8Array,
  wanted: ReadonlySet<Target>,
  marked: Encoding | undefined,
): Promise<Subject[]> {
  const subject = <T extends Target>(target: T, syntax: Targets[T]): Subject => ({ target, path, text, syntax });
  switch (kind) {
    case 'shell': {
      const script = parseShell(text);
      if (wanted.has('sql')) await loadSqlParser();
      const sql = wanted.has('sql') ? embeddedSql(script, text) : [];
      return [lazySubject('shell', path, text, script, parseShell), ...sql.map((part) => subject('sql', part))];
    }
    case 'sql':
      await loadSqlParser();
      return [subject('sql', parseSql(text))];
    case 'unit':
      return [subject('unit', parseUnit(text)), ...(wanted.has('config') ? [subject('config', parseConfig(text, 'unit'))] : [])];
    case 'crontab':
      return [subject('crontab', parseCrontab(text, { userColumn: hasUserColumn(path, text) }))];
    case 'config': {
      const read = (again: string) => configsIn(path, again).map((config) => ({ ...config, ...(marked && { marked }) }));
      return read(text).map((config, index) => {
        const { format } = config;
        return lazySubject('config', path, text, config, (again) => read(again)[index] ?? parseConfig('', format));
      });
    }
    case 'manifest':
      return [subject('manifest', parseManifest(text))];
    case 'certificate':
      return [subject('certificate', parseCertificates(bytes))];
    case 'binary':
    case 'other':
      return [];
  }
}
