import type { BinaryFile } from '../package/binary';
import type { Manifest } from '../package/manifest';
import type { Inspection, SourceEntry } from '../package/source';
import type { CertificateFile } from '../parse/certificate';
import type { CodeFile } from '../parse/code/code-file';
import type { ConfigFile } from '../parse/config/config';
import type { Crontab } from '../parse/crontab';
import type { InterfaceFile } from '../parse/interface/interface';
import type { LogrotateFile } from '../parse/logrotate';
import type { Packaging } from '../parse/packaging/form';
import type { ShellScript } from '../parse/shell';
import type { SqlScript } from '../parse/sql';
import type { UnitFile } from '../parse/systemd';
import type { TaskFile } from '../parse/tasks/task';
import type { TextFile } from '../parse/text-file';

/** What a rule can ask to see: each name stands for a parsed type. */
export interface Targets {
  shell: ShellScript;
  sql: SqlScript;
  unit: UnitFile;
  crontab: Crontab;
  logrotate: LogrotateFile;
  /** Of a program in another language than the shell's that somebody runs: nobody reads it, but for its literals. */
  code: CodeFile;
  config: ConfigFile;
  /** Of a description of what a service offers to others. */
  interface: InterfaceFile;
  /** Of a configuration that has somebody run something. */
  task: TaskFile;
  manifest: Manifest;
  packaging: Packaging;
  certificate: CertificateFile;
  binary: BinaryFile;
  /** Of any file that is text, also where nothing else reads it; only if it holds what rules look for. */
  text: TextFile;
  /** Of the package, not of a file in it: `path` is one that can stand for it. A directory has none. */
  archive: Inspection;
}

export type Target = keyof Targets;

/** One parsed piece of a file. A shell script yields itself, every SQL script inside it and every crontab that it writes; spans are the file's. */
export interface Subject<T extends Target = Target> {
  readonly target: T;
  readonly path: string;
  /** The whole file. */
  readonly text: string;
  readonly syntax: Targets[T];
}

/** Parsed pieces by their kind. */
export type Subjects = { readonly [K in Target]: readonly Subject<K>[] };

/**
 * The package under review, as far as somebody declares to look at it: `T` are the kinds of parsed files that can be asked
 * for. Names and modes of files are everybody's. Immutable: an edit makes a new one.
 */
export type PackageView<T extends Target> = {
  /** File name of the archive or directory. */
  readonly name: string;
  readonly files: readonly SourceEntry[];
  readonly subjects: Pick<Subjects, T>;
} & ('manifest' extends T
  ? {
      /** The one that speaks for the whole package. */
      readonly manifest: Subject<'manifest'> | undefined;
    }
  : unknown);

/** All of the package. */
export type UpgradePackage = PackageView<Target>;
