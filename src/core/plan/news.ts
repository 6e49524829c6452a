import { memoWith } from '../text/memo';
import type { Plan, PlanEffect } from './plan';

/** Versions are parts of folders and files: `/opt/dten/5.2.0` is what `/opt/dten/5.1.4` was. */
export const effectKey = ({ kind, target, host = '' }: PlanEffect, version: string | undefined): string =>
  [kind, version === undefined || version === '' ? target : target.replaceAll(version, '\0'), host].join('\n');

/** What a package does, wherever and however often. */
export const effectKeys = memoWith(
  (plan: Plan, version: string | undefined): ReadonlySet<string> =>
    new Set(plan.phases.flatMap(({ effects }) => effects.map((effect) => effectKey(effect, version)))),
);
