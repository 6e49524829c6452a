import type { Rehearsal } from '../rehearse/rehearsal';
import type { PackageChanges } from '../compare/changes';
import type { CheckedList } from '../compare/listed-files';
import type { RuleSetting } from '../catalog/rule-layer';
import type { Site, SiteFacts } from '../subject/site';
import type { PackageView, Subject, Target, UpgradePackage } from '../subject/subject';
import type { Place, Span } from '../text/span';
import type { Confidence, Fix, Hazard, Related, Severity } from './finding';

type Messages = Record<string, (data: never) => string>;

/**
 * What a rule can look at besides its own subject: parsed files of the whole package, the package that came before, a rehearsal, and
 * what the package's own lists say of its files.
 */
export type Readable = Target | 'baseline' | 'rehearsal' | 'lists';

export interface RuleMetadata {
  /** `group/name`, also the path of the rule's file and page. */
  readonly id: string;
  readonly target: Target | 'package';
  /**
   * What else the rule looks at; its context has nothing more. A rule on files that reads nothing sees no package: what it
   * reports is kept with the file.
   */
  readonly reads?: readonly Readable[];
  readonly severity: Severity;
  /** Of its reports, unless one says otherwise. A blocker that is not certain is reported as an error. */
  readonly confidence: Confidence;
  readonly hazards: readonly Hazard[];
  /** It matters on the hosts that the file gets to: in a tree of sources it is a warning at most where nothing runs or installs the file. */
  readonly whereInstalled?: true;
  readonly fixable: boolean;
  /** One line: what is wrong when the rule reports. No full stop. */
  readonly summary: string;
  /** Markdown: why it matters, what happens in production, when it is silent. */
  readonly rationale: string;
  readonly references: readonly string[];
}

type Declared<R extends Readable> = PackageView<Extract<R, Target>>;

/** The archive is the package's, so a rule on it sees the package's files. */
type Seen<T extends Target | 'package', R extends Readable> = [R] extends [never]
  ? T extends 'archive' | 'package'
    ? { readonly package: PackageView<never> }
    : unknown
  : { readonly package: Declared<R> };

export type Report<M extends Messages> = <K extends keyof M & string>(
  at: Span | Place,
  message: K,
  detail: ReportDetail<Parameters<M[K]>[0]>,
) => void;

export type RuleContext<M extends Messages = Messages, R extends Readable = never, T extends Target | 'package' = 'package'> = SiteFacts & {
  readonly report: Report<M>;
} & Seen<T, R> &
  ('baseline' extends R ? { readonly baseline?: Baseline } : unknown) &
  ('rehearsal' extends R ? { readonly rehearsal?: Rehearsal } : unknown) &
  ('lists' extends R ? { readonly lists?: readonly CheckedList[] } : unknown);

export interface ReportDetail<D> {
  readonly data: D;
  readonly confidence?: Confidence;
  /** Of a report that is milder than the rule's usual ones. */
  readonly atMost?: Severity;
  readonly fix?: Fix | undefined;
  readonly related?: readonly Related[];
}

interface RuleDefinition<T extends Target | 'package', R extends Readable, M extends Messages> extends RuleMetadata {
  readonly target: T;
  readonly reads?: readonly R[];
  readonly messages: M;
  readonly check: (subject: T extends Target ? Subject<T> : Declared<R>, context: RuleContext<M, R, T>) => void;
}

export type ReportedFinding = Place & {
  readonly message: string;
  readonly confidence: Confidence;
  readonly atMost?: Severity | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly fix?: Fix | undefined;
  readonly related: readonly Related[];
  /** How many it is told for; absent: itself. */
  readonly standsFor?: number;
};

/** Of a report what decides whether it is told by itself; the rest is made for those that are. */
export type ReportHead = Pick<ReportedFinding, 'path' | 'confidence' | 'atMost' | 'standsFor'>;
export type TakeReport = (head: ReportHead, make: () => ReportedFinding) => void;

/** A rule as the review runs it; message ids are resolved. */
export interface Rule extends RuleMetadata {
  /** What was chosen for a file; absent: `severity` everywhere. */
  readonly settingAt?: (path: string) => RuleSetting;
  run(subject: Subject | UpgradePackage, site: SiteFacts & Partial<ReviewedSite>, report: TakeReport): void;
}

/** What rules compare the package with. */
export interface ReviewedSite extends Site {
  /** Only if the review is given the package that came before. */
  readonly baseline?: Baseline;
  /** Only if the migrations were rehearsed; files may have changed since. */
  readonly rehearsal?: Rehearsal;
  /** Absent where no rule asks. */
  readonly lists?: readonly CheckedList[];
}

/** The package that came before, and what differs from it. */
export interface Baseline {
  readonly package: UpgradePackage;
  readonly changes: PackageChanges;
}

/**
 * Types a rule's messages and what it looks at against its code, then forgets the types: the list holds plain `Rule`s.
 * `check` must be pure: same subject, site and declared reads, same reports.
 */
export function defineRule<T extends Target | 'package', M extends Messages, const R extends Readable = never>(
  definition: RuleDefinition<T, R, M>,
): Rule {
  const { check, messages, ...metadata } = definition;
  return {
    ...metadata,
    run(subject, site, emit) {
      const ownPath = 'path' in subject ? subject.path : '';
      const report: Report<M> = (at, message, { data, confidence = metadata.confidence, atMost, fix, related = [] }) => {
        const place = 'path' in at ? at : { path: ownPath, span: at };
        const word = messages[message] as (data: unknown) => string;
        // A message without blanks has no facts.
        const facts = (data as ReportedFinding['data'] | undefined) ?? {};
        emit({ path: place.path, confidence, atMost }, () => ({
          ...place,
          message: word(data),
          confidence,
          atMost,
          data: facts,
          fix,
          related,
        }));
      };
      check(subject as never, { ...site, report } as never);
    },
  };
}
