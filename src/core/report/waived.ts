import { baseName } from '../text/path';
import { shownPath } from '../package/nested-path';
import type { SiteFinding } from '../review/site-finding';
import type { WaiverUse } from '../review/waiver-use';
import type { Finding, Waived } from '../rules/finding';

/** `team-net, until 2027-01-31`, with who agreed. */
export const waivedBy = ({ owner, until, authority }: Pick<Waived, 'owner' | 'until' | 'authority'>): string =>
  `${owner}${authority === undefined ? '' : ` with ${authority}`}, until ${until}`;

/** `waivers.json:4`, as people look for it. */
export const placeOfWaiver = ({ origin }: { readonly origin: Waived['origin'] }): string => `${baseName(origin.path)}:${origin.line + 1}`;

export const waivedFindings = (findings: readonly Finding[]): readonly (Finding & { readonly waived: Waived })[] =>
  findings.flatMap((finding) => (finding.waived ? [{ ...finding, waived: finding.waived }] : []));

/** What pipelines are told of a waived finding. */
export const waivedJson = ({ owner, reason, until, granted, authority, scope, origin }: Waived) => ({
  owner,
  reason,
  until,
  ...(granted !== undefined && { granted }),
  ...(authority !== undefined && { authority }),
  scope,
  path: origin.path,
  line: origin.line + 1,
});

/** Each waiver of the site, and what became of it. */
export const waiverJson = ({ waiver, rule, scope, state, findings }: WaiverUse) => ({
  rule,
  state,
  findings,
  ...(waiver.fingerprint !== undefined && { fingerprint: waiver.fingerprint }),
  ...(waiver.path !== undefined && { file: waiver.path }),
  ...waivedJson({ ...waiver, scope }),
});

/** In the shape of the others; `at` says that the path is not one of the package. */
export const siteFindingJson = ({ rule, severity, message, origin, fingerprint }: SiteFinding) => ({
  rule,
  severity,
  confidence: 'certain',
  hazards: [],
  at: 'site',
  path: origin.path,
  line: origin.line + 1,
  column: 1,
  endLine: origin.line + 1,
  endColumn: 1,
  message,
  fixable: false,
  fingerprint,
  waived: false,
});

export const waivedPlace = ({ path, range }: Finding): string => `${shownPath(path)}:${range.start.line + 1}`;
