import * as vscode from 'vscode';
import { defaultLimits, type PackageLimits } from '../core/package/limits';
import type { Confidence } from '../core/rules/finding';
import type { RuleSetting } from '../core/rules/configure';

/** Everything a user can set, read in one place. */
export interface Settings {
  /** The environment that the verdict is about. */
  readonly environment: string;
  /** Globs of a role's files in the workspace, besides those in `.upgrade-review`. */
  readonly siteGlobs: (role: string) => readonly string[];
  /** By rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly limits: PackageLimits;
  /** How sure a finding must be to be shown. */
  readonly confidence: Confidence;
}

export const section = 'upgradeReview';

export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  return {
    environment: configuration.get('environment', 'production'),
    siteGlobs: (role) => configuration.get(role, []),
    // A copy: the editor hands out a proxy, which no other thread takes.
    rules: { ...configuration.get<Settings['rules']>('rules') },
    confidence: configuration.get('confidence', 'likely'),
    limits: {
      totalRatio: configuration.get('budget.totalRatio', defaultLimits.totalRatio),
      entryRatio: configuration.get('budget.entryRatio', defaultLimits.entryRatio),
      totalSize: configuration.get('budget.totalSize', defaultLimits.totalSize),
      entries: configuration.get('budget.entries', defaultLimits.entries),
      pathDepth: configuration.get('budget.pathDepth', defaultLimits.pathDepth),
      nesting: configuration.get('budget.nesting', defaultLimits.nesting),
    },
  };
}
