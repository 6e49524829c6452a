import type { SiteFile } from '../../core/catalog/site-folder';
import type { RuleLayer } from '../../core/catalog/rule-layer';
import type { SiteProblem } from '../../core/inventory/inventory';
import type { MatrixCell, MatrixRow } from '../../core/inventory/matrix';
import type { FunctionPlace } from '../../core/navigate/functions';
import type { Link } from '../../core/navigate/link';
import type { FileSymbol } from '../../core/navigate/symbols';
import type { PackageLimits } from '../../core/package/limits';
import type { OverlayEdit } from '../../core/patch/overlay';
import type { MatrixTable } from '../../core/report/matrix-table';
import type { FileState } from '../../core/review/coverage';
import type { Review } from '../../core/review/review';
import type { ShownPlan } from '../../core/review/shown-plan';
import type { PlannedFile } from '../../core/rehearse/order';
import type { RehearsableSystem, Rehearsal } from '../../core/rehearse/rehearsal';
import type { LeftOut } from '../../core/review/watch';
import type { Finding } from '../../core/rules/finding';

/**
 * A file or folder on this computer, or the bytes of an archive. With another `version` it is opened anew. `identity`: of the
 * file that must lie there, as `FileSource` tells it.
 */
export type PackagePlace =
  { readonly path: string; readonly version?: string; readonly identity?: string } | { readonly name: string; readonly bytes: Uint8Array };

/** All that a review depends on, as plain data: it is worked on in another thread. */
export interface ReviewTask {
  readonly package: PackagePlace;
  readonly baseline?: PackagePlace;
  /** Patched, or typed and not saved. */
  readonly edits: ReadonlyMap<string, OverlayEdit>;
  /** The files that describe the site. */
  readonly site: readonly SiteFile[];
  /** What would describe the site, but lies inside a package and was not believed. */
  readonly passedOver?: readonly string[];
  /** How severe rules are for the user, after what the site says of them. */
  readonly rules: readonly RuleLayer[];
  readonly environment: string;
  /** Of its migrations, as they were rehearsed last. */
  readonly rehearsal?: Rehearsal;
  /** What decides something and was not checked makes it no-go. */
  readonly blockUnchecked?: boolean;
  readonly limits: PackageLimits;
  /** Others are reviewed at the same time, and have the other processors. */
  readonly isOneOfMany?: boolean;
  /** When it is reviewed, in milliseconds since 1970: another time may find other certificates expired. */
  readonly now: number;
  /** Days for which what was collected counts as true; absent: as many as usual. */
  readonly inventoryDays?: number | undefined;
}

export interface Reviewed {
  readonly review: Review;
  /** What could not be used of inventories and catalogs. */
  readonly siteProblems: readonly SiteProblem[];
  /** Reviewed texts of files that the review speaks of; those that were told before and are the same are left out. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What can be asked about the package as it was reviewed last; a text is the file's as it is typed. */
export interface Questions {
  symbols: { readonly ask: { readonly query: string; readonly most: number }; readonly answer: readonly PackageSymbol[] };
  /** What became of a file in the last review. */
  coverage: { readonly ask: { readonly path: string }; readonly answer: FileState | undefined };
  /** Files as they may be shown, as many as a report holds. */
  shown: { readonly ask: { readonly paths: readonly string[] }; readonly answer: ReadonlyMap<string, string> };
  /** With every row, which a review bounds. */
  matrix: { readonly ask: { readonly environment: string }; readonly answer: MatrixTable | undefined };
  matrixText: {
    readonly ask: { readonly form: 'csv' | 'md'; readonly package: Pick<Review['package'], 'name' | 'version'> };
    readonly answer: string;
  };
  /** Both as places in the whole matrix. */
  matrixCell: { readonly ask: { readonly row: number; readonly column: number }; readonly answer: MatrixCell | undefined };
  outline: { readonly ask: TextOfFile; readonly answer: readonly FileSymbol[] };
  links: { readonly ask: TextOfFile; readonly answer: readonly Link[] };
  /** The package's migrations for a system, PostgreSQL unless told otherwise, as a rehearsal runs them on the schema of production, if its text is known. */
  migrations: {
    readonly ask: { readonly schema?: TextOfFile; readonly system?: RehearsableSystem };
    readonly answer: readonly PlannedFile[];
  };
  definition: { readonly ask: TextOfFile & { readonly offset: number }; readonly answer: FunctionPlace | undefined };
}

export type Question = keyof Questions;

export interface TextOfFile {
  readonly path: string;
  readonly text: string;
}

export interface PackageSymbol extends FileSymbol {
  readonly path: string;
  /** Of its name, 0-based. */
  readonly range: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Of the two lists of a review that may be long. */
export interface ReviewPart {
  readonly findings: readonly Finding[];
  readonly rows: readonly MatrixRow[];
}

export type ToWorker =
  | { readonly kind: 'review'; readonly task: ReviewTask; readonly leftOut: LeftOut }
  /** The part that was told is taken: others may come. */
  | { readonly kind: 'more' }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question; readonly ask: unknown };

export type FromWorker =
  /** The next ones of a review with many: taken all at once they would hold the host up. */
  | ({ readonly kind: 'part' } & ReviewPart)
  /** The plan of this review and of those that come, until another one is told. */
  | { readonly kind: 'plan'; readonly plan: ShownPlan }
  /** With what was not told yet, and no plan. */
  | { readonly kind: 'reviewed'; readonly result: Reviewed }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

/** What a thread that reads files for a review knows of it. `memory`: megabytes that it may take. */
export type FileThreadTask = Pick<ReviewTask, 'site' | 'rules' | 'environment' | 'now' | 'inventoryDays'> & {
  readonly leftOut: LeftOut;
  readonly memory: number;
};

/** What a worker is started with. */
export type WorkerStart =
  | {
      readonly role: typeof reviewRole;
      /** See board.ts. */
      readonly board: SharedArrayBuffer;
      /** Megabytes that it may take. */
      readonly memory: number;
    }
  | { readonly role: typeof fileRole; readonly task: FileThreadTask };

export const reviewRole = 'review';
export const fileRole = 'file';

/** Stands where the plan comes by itself, or is the one that the host has. */
export const noPlan: ShownPlan = { understood: { commands: 0, of: 0 }, phases: [], unknown: [] };

/** The same bounds wherever a file is read: it is read or not whoever reads it. A large young generation, as most of what a parser makes is gone a moment later. */
export const resourcesOf = (memory: number) => ({ maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 });
