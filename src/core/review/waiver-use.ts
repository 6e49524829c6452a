import type { Waiver, WaiverScope } from '../catalog/waiver';
import type { Finding } from '../rules/finding';
import type { RuleMetadata } from '../rules/rule';
import type { PackageIdentity } from './identity';

/**
 * What became of a waiver. `unused`: the rule ran and found nothing there. `no-match`: what was accepted is not there as it was.
 * `ambiguous`: it may mean several findings, and covers none. `not-run`: nobody can say.
 */
export type WaiverState =
  | 'in-force'
  | 'expired'
  | 'unused'
  | 'no-match'
  | 'ambiguous'
  | 'needs-security'
  | 'unwaivable'
  | 'unknown-rule'
  | 'other-package'
  | 'not-run';

export interface WaiverUse {
  readonly waiver: Waiver;
  /** The rule as it is called now. */
  readonly rule: string;
  readonly scope: WaiverScope;
  readonly state: WaiverState;
  /** How many findings are meant; only one in force covers them. */
  readonly findings: number;
}

/** While it is held against the findings. */
export interface HeldWaiver extends Omit<WaiverUse, 'findings'> {
  readonly findings: readonly Finding[];
}

/** What waivers are held against. */
export interface WaivedAbout {
  readonly findings: readonly Finding[];
  /** All rules that there are, switched on or not. */
  readonly rules: readonly Pick<RuleMetadata, 'id' | 'hazards'>[];
  /** Ids of those that ran. */
  readonly ran: readonly string[];
  readonly package: PackageIdentity;
  readonly paths: readonly string[];
  /** The folder that the whole package lies in, with its slash, or `''`. */
  readonly root: string;
  /** Start of the day, in milliseconds since 1970; `undefined`: no waiver is known to have ended. */
  readonly now: number | undefined;
  /** When the maintenance window is over, in milliseconds since 1970; absent: the inventory has none that is still to come. */
  readonly windowEnd?: number | undefined;
  /** Old names of rules and new ones. */
  readonly renamed?: ReadonlyMap<string, string>;
}
