import type { Catalog } from '../catalog/catalog';
import type { PackageChanges } from '../compare/changes';
import type { Inventory } from '../inventory/inventory';
import type { BinaryFile } from '../package/binary';
import type { Inspection, SourceEntry } from '../package/source';
import type { Manifest } from '../package/manifest';
import type { CertificateFile } from '../parse/certificate';
import type { ConfigFile } from '../parse/config/config';
import type { Crontab } from '../parse/crontab';
import type { ShellScript } from '../parse/shell';
import type { SqlScript } from '../parse/sql';
import type { UnitFile } from '../parse/systemd';
import type { Span } from '../text/span';
import type { Fix, Related, Severity } from './finding';

/** What a rule can ask to see: each name stands for a parsed type. */
export interface Targets {
  shell: ShellScript;
  sql: SqlScript;
  unit: UnitFile;
  crontab: Crontab;
  config: ConfigFile;
  manifest: Manifest;
  certificate: CertificateFile;
  binary: BinaryFile;
  /** Of the package, not of a file in it: `path` is one that can stand for it. A directory has none. */
  archive: Inspection;
}

export type Target = keyof Targets;

/** One parsed piece of a file. A shell script yields itself and every SQL script inside it; spans are the file's. */
export interface Subject<T extends Target = Target> {
  readonly target: T;
  readonly path: string;
  /** The whole file. */
  readonly text: string;
  readonly syntax: Targets[T];
}

/** The package under review as rules see it. Immutable: an edit makes a new one. */
export interface UpgradePackage {
  /** File name of the archive or directory. */
  readonly name: string;
  readonly files: readonly SourceEntry[];
  readonly manifest: Subject<'manifest'> | undefined;
  subjects<T extends Target>(target: T): readonly Subject<T>[];
}

type Messages = Record<string, (data: never) => string>;

export interface RuleMetadata {
  /** `group/name`, also the path of the rule's file and page. */
  readonly id: string;
  readonly target: Target | 'package';
  /** Further targets that the rule reads through `context.package.subjects`. */
  readonly reads?: readonly Target[];
  readonly severity: Severity;
  readonly fixable: boolean;
  /** One line: what is wrong when the rule reports. */
  readonly summary: string;
  /** Markdown: why it matters, what happens in production, when it is silent. */
  readonly rationale: string;
  readonly references: readonly string[];
}

export interface RuleContext<M extends Messages = Messages> {
  readonly package: UpgradePackage;
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  /** Name of the environment that the verdict is about. */
  readonly environment: string;
  readonly baseline?: Baseline;
  readonly report: <K extends keyof M & string>(at: Span | Place, message: K, detail: ReportDetail<Parameters<M[K]>[0]>) => void;
}

/** A span in another file than the subject's. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

export interface ReportDetail<D> {
  readonly data: D;
  readonly fix?: Fix | undefined;
  readonly related?: readonly Related[];
}

interface RuleDefinition<T extends Target | 'package', M extends Messages> extends RuleMetadata {
  readonly target: T;
  readonly messages: M;
  readonly check: (subject: T extends Target ? Subject<T> : UpgradePackage, context: RuleContext<M>) => void;
}

export type ReportedFinding = Place & {
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly fix?: Fix | undefined;
  readonly related: readonly Related[];
};

/** A rule as the review runs it; message ids are resolved. */
export interface Rule extends RuleMetadata {
  run(subject: Subject | UpgradePackage, site: Site, report: (finding: ReportedFinding) => void): void;
}

/** What rules compare the package with. */
export interface Site {
  readonly package: UpgradePackage;
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  readonly environment: string;
  /** Only if the review is given the package that came before. */
  readonly baseline?: Baseline;
}

/** The package that came before, and what differs from it. */
export interface Baseline {
  readonly package: UpgradePackage;
  readonly changes: PackageChanges;
}

/**
 * Types a rule's messages against its reports, then forgets the types: the list holds plain `Rule`s.
 * `check` must be pure: same subject and site, same reports.
 */
export function defineRule<T extends Target | 'package', M extends Messages>(definition: RuleDefinition<T, M>): Rule {
  const { check, messages, ...metadata } = definition;
  return {
    ...metadata,
    run(subject, site, emit) {
      const ownPath = 'path' in subject ? subject.path : '';
      check(subject as never, {
        ...site,
        report(at, message, { data, fix, related = [] }) {
          const place = 'path' in at ? at : { path: ownPath, span: at };
          const word = messages[message] as (data: unknown) => string;
          emit({ ...place, message: word(data), data, fix, related });
        },
      });
    },
  };
}

/** A cross-file fact, computed once per package and only if a rule asks. */
export function fact<T>(compute: (reviewed: UpgradePackage) => T): (reviewed: UpgradePackage) => T {
  const known = new WeakMap<UpgradePackage, { value: T }>();
  return (reviewed) => {
    const found = known.get(reviewed);
    if (found) return found.value;
    const value = compute(reviewed);
    known.set(reviewed, { value });
    return value;
  };
}
