import type { Catalog } from '../catalog/catalog';
import type { Note } from '../catalog/note';
import type { SiteFile } from '../catalog/site-folder';
import type { Waiver } from '../catalog/waiver';
import type { Inventory, SiteProblem } from '../inventory/inventory';
import type { PackageLimits } from '../package/limits';
import type { PackageSource } from '../package/source';
import type { Digest } from '../parse/checksums';
import type { Verify } from '../parse/x509-signature';
import type { Rehearsal } from '../rehearse/rehearsal';
import type { Rule } from '../rules/rule';
import type { SiteFacts } from '../subject/site';
import type { ReviewCache } from './cache';
import { fileLooker, type Looker, type Looks } from './run-rules';
import type { ShippedRequest } from './shipped';
import type { OtherReaders } from './told-file';
import { unitKey, type LeftOut, type Watch } from './watch';

export type SiteFileName = Pick<SiteFile, 'role' | 'path'>;

export interface ReviewRequest {
  readonly source: PackageSource;
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  readonly rules: readonly Rule[];
  /** What the site has accepted; without it nothing. */
  readonly waivers?: readonly Waiver[];
  /** What reviewers say of lines; without it nothing. */
  readonly notes?: readonly Note[];
  /** Rules that were switched off, for all files or for some: the report names them. */
  readonly switchedOff?: readonly string[];
  /** The environment that the verdict is about. */
  readonly environment: string;
  /** The host's cryptography: without it what signatures of certificates say is not checked. */
  readonly verify?: Verify;
  /** The host's digests: without them what checksum files say is not checked. */
  readonly digest?: Digest;
  /** Milliseconds since 1970: core has no clock. */
  readonly now?: number | undefined;
  /** Days for which what was collected counts as true; absent: as many as usual. */
  readonly inventoryDays?: number | undefined;
  /** `undefined`: the usual ones. */
  readonly limits?: PackageLimits;
  /** Files that were named as describing the site, and of which nothing could be used. */
  readonly unreadableSite?: readonly string[];
  /** What decides something and was not checked makes it no-go; without it conditional. */
  readonly blockUnchecked?: boolean;
  /** The files that inventory and catalog were read from. */
  readonly siteFiles?: readonly SiteFileName[];
  /** What of these could not be used. */
  readonly siteProblems?: readonly SiteProblem[];
  /** What would describe the site, but lies inside a package and was not believed. */
  readonly passedOver?: readonly string[];
  /** What took too long or too much memory before. */
  readonly leftOut?: LeftOut;
  readonly watch?: Watch;
  /** Without them this thread reads everything. */
  readonly others?: OtherReaders;
  /** Only if the package is patched: what the vendor changed is told without our patches. */
  readonly shipped?: ShippedRequest;
  /** What the rehearsal of its migrations has shown, perhaps before some of them changed. */
  readonly rehearsal?: Rehearsal | undefined;
  /** The package that came before: rules on the difference run, and findings that it has as well are told apart. */
  readonly baseline?: BaselineRequest;
}

export interface BaselineRequest {
  readonly source: PackageSource;
  /** Keep it between reviews, as the one of the package. */
  readonly cache: ReviewCache;
}

/**
 * Called between files and between rules: the host shows progress, lets others run, and throws to cancel.
 * `path` is the file at hand.
 */
export type Step = (done: number, total: number, path: string) => Promise<void> | void;

export type LookRequest = Pick<
  ReviewRequest,
  'rules' | 'inventory' | 'catalog' | 'environment' | 'verify' | 'now' | 'inventoryDays' | 'leftOut'
>;

/** What looks at single files for a review, perhaps in another thread. */
export const lookerFor = (request: LookRequest, looks: Looks): Looker => fileLooker(runnableOf(request), siteFacts(request), looks);

export const runnableOf = ({ rules, leftOut }: LookRequest): readonly Rule[] =>
  rules.filter(({ id }) => !leftOut?.has(unitKey({ kind: 'rule', id })));

/** Ids of the rules that run: those on a rehearsal only do if there is one. */
export const ranRules = (request: ReviewRequest): readonly string[] =>
  runnableOf(request)
    .filter(({ reads = [] }) => request.rehearsal !== undefined || !reads.includes('rehearsal'))
    .map(({ id }) => id);

export const siteFacts = ({ inventory, catalog, environment, verify, now, inventoryDays }: LookRequest): SiteFacts => ({
  inventory,
  catalog,
  environment,
  verify,
  now: startOfDay(now),
  inventoryDays,
});

/** What rules said holds for the day: with every second they would look at everything again. */
export const startOfDay = (time: number | undefined): number | undefined => (time === undefined ? undefined : time - (time % 86_400_000));
