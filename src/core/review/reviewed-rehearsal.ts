import { environmentOf } from '../inventory/inventory';
import { shownPath } from '../package/nested-path';
import { newMigrations } from '../rehearse/order';
import type { RehearsableSystem, Rehearsal, RehearsedFile } from '../rehearse/rehearsal';
import { isAsRehearsed } from '../rehearse/stamp';
import type { Site } from '../subject/site';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** A rehearsal beside the package as it is now. */
export interface ReviewedRehearsal {
  readonly rehearsal: Rehearsal;
  /** New files that are not as they were when they ran, or are gone. */
  readonly changed: readonly string[];
  /** Migrations of the package that did not take part. */
  readonly missing: readonly string[];
}

export function reviewedRehearsal(rehearsal: Rehearsal, site: Site): ReviewedRehearsal {
  const ran = new Set(rehearsal.files.map(({ path }) => path));
  return {
    rehearsal,
    changed: pathsOf(rehearsal.files.filter((file) => file.role === 'new' && !isAsRehearsed(file, site.package.subjects.sql))),
    missing: newMigrations(site, rehearsal.system).filter((path) => !ran.has(path)),
  };
}

/**
 * What a rehearsal leaves open. It decides something where the site has named production's schema for it: whether the migrations run
 * there is then expected to be known.
 */
export function rehearsalGaps(site: Site, reviewed: ReviewedRehearsal | undefined): readonly NotChecked[] {
  const decisive = hasNamedSchema(site);
  const gap = (what: string, why: string): NotChecked => ({ what: shownPath(what), why, decisive });
  if (!reviewed) {
    return decisive && newMigrations(site, systemOfSchema(site)).length > 0
      ? [gap('whether the migrations run on the schema of production', 'they were not rehearsed: a review runs nothing')]
      : [];
  }
  const { rehearsal, changed, missing } = reviewed;
  const open = pathsOf(rehearsal.files.filter((file) => file.role === 'new' && !changed.includes(file.path) && isOpen(file)));
  return [
    ...(decisive && !rehearsal.hasSchema
      ? [gap('whether the migrations run on the schema of production', 'they were rehearsed without it')]
      : []),
    ...(changed.length > 0 ? [gap(`what ${shortList(changed)} would do`, 'changed since the rehearsal')] : []),
    ...(missing.length > 0 ? [gap(`what ${shortList(missing)} would do`, 'not part of the rehearsal')] : []),
    ...(open.length > 0 ? [gap(`all statements of ${shortList(open)}`, 'the rehearsal could not run them all')] : []),
  ];
}

const hasNamedSchema = ({ inventory, environment }: Site): boolean =>
  environmentOf(inventory, environment)?.databases.some(({ schemaFile }) => schemaFile !== undefined) === true;

const systemOfSchema = ({ inventory, environment }: Site): RehearsableSystem => {
  const named = environmentOf(inventory, environment)?.databases.find(({ schemaFile }) => schemaFile !== undefined);
  return /mysql|maria|percona/i.test(named?.engine ?? '') ? 'mysql' : 'postgresql';
};

/** Sessions of one script are one path. */
const pathsOf = (files: readonly { readonly path: string }[]): readonly string[] => [...new Set(files.map(({ path }) => path))];

/** Something in it was not run; what failed is told by findings. */
const isOpen = ({ statements, leftOut }: RehearsedFile): boolean =>
  leftOut.length > 0 || statements.length === 0 || statements.some(({ outcome }) => outcome === 'lacking' || outcome === 'skipped');
