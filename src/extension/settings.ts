import * as vscode from 'vscode';
import { defaultLimits, type PackageLimits } from '../core/package/limits';
import { usualDays } from '../core/inventory/age';
import type { Confidence } from '../core/rules/finding';
import { layersOf, type RuleLayer } from '../core/catalog/rule-layer';
import { parseSize } from '../core/text/size';

/** Everything a user can set, read in one place. */
export interface Settings {
  /** The environment that the verdict is about. */
  readonly environment: string;
  /** Days for which what was collected counts as true. */
  readonly inventoryDays: number;
  /** Globs of a role's files in the workspace, besides those in `.upgrade-review`. */
  readonly siteGlobs: (role: string) => readonly string[];
  /** How severe rules are, over what the site says of them. */
  readonly severities: readonly RuleLayer[];
  /** What decides something and was not checked makes it no-go. */
  readonly blockUnchecked: boolean;
  readonly limits: PackageLimits;
  /** How sure a finding must be to be shown. */
  readonly confidence: Confidence;
  /** Groups of rules are tests. */
  readonly showTests: boolean;
}

export const section = 'upgradeReview';

export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  return {
    environment: configuration.get('environment', 'production'),
    inventoryDays: configuration.get('maximumAgeDays', usualDays),
    siteGlobs: (role) => configuration.get(role, []),
    blockUnchecked: configuration.get<string>('notChecked') === 'block',
    severities: layersOf(configuration.get('rules'), configuration.get('overrides')),
    showTests: configuration.get('showTests', false),
    confidence: configuration.get('confidence', 'likely'),
    limits: {
      totalRatio: configuration.get('budget.totalRatio', defaultLimits.totalRatio),
      entryRatio: configuration.get('budget.entryRatio', defaultLimits.entryRatio),
      totalSize: sizeOf(configuration.get('budget.totalSize')) ?? defaultLimits.totalSize,
      entries: configuration.get('budget.entries', defaultLimits.entries),
      pathDepth: configuration.get('budget.pathDepth', defaultLimits.pathDepth),
      nesting: configuration.get('budget.nesting', defaultLimits.nesting),
    },
  };
}

/** Bytes; numbers are what settings had before sizes had units. */
const sizeOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : parseSize(String(value)));
