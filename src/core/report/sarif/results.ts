import { shownPath } from '../../package/nested-path';
import type { Review } from '../../review/review';
import type { Finding } from '../../rules/finding';
import { waivedBy } from '../waived';
import type { Artifacts } from './artifacts';
import { sarifFixes } from './fixes';
import { levels } from './level';
import { regionOf } from './region';

/** Related places of one finding; code scanning takes no more. */
const mostRelated = 100;

/** `ruleIds`: in the order of the log's rules; `texts`: files that the log holds. */
export function sarifResults(
  findings: readonly Finding[],
  ruleIds: readonly string[],
  artifacts: Artifacts,
  { comparison }: Pick<Review, 'comparison'>,
  texts: ReadonlyMap<string, string>,
) {
  const places = new Map(ruleIds.map((id, index) => [id, index]));
  return findings.map((finding) => {
    const { rule, severity, confidence, hazards, path, range, message, fingerprint, standsFor, fix, related, waived } = finding;
    const fixes = fix && sarifFixes(fix, texts, artifacts);
    const near = related.flatMap((place) => (place.at === 'package' ? [place] : [])).slice(0, mostRelated);
    return {
      ruleId: rule,
      ruleIndex: places.get(rule),
      level: levels[severity],
      message: messageOf(message),
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifacts.location(path),
            region: { ...regionOf(range), ...snippetOf(finding) },
          },
          logicalLocations: [{ fullyQualifiedName: shownPath(path), kind: 'member' }],
        },
      ],
      ...(near.length > 0 && {
        relatedLocations: near.map((place, id) => ({
          id,
          message: messageOf(place.message),
          physicalLocation: { artifactLocation: artifacts.location(place.path) },
        })),
      }),
      // The first one is all that code scanning looks at.
      partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'upgradeReview/v1': fingerprint },
      ...(comparison && { baselineState: comparison.known.has(fingerprint) ? 'unchanged' : 'new' }),
      ...(waived && { suppressions: [{ kind: 'external', status: 'accepted', justification: `${waived.reason} (${waivedBy(waived)})` }] }),
      ...(fixes && { fixes }),
      properties: {
        severity,
        confidence,
        hazards,
        ...(fix && { fix: fix.title, fixApplies: fix.applies }),
        ...(standsFor !== undefined && { standsFor }),
      },
    };
  });
}

/** Viewers make links of `[words](address)`, and no word of a package shall lead anybody anywhere. */
const messageOf = (text: string) => ({ text: text.replaceAll('](', '] (') });

function snippetOf({ excerpt, range }: Finding) {
  const line = excerpt.lines[range.start.line - excerpt.firstLine];
  return line === undefined || line.trim() === '' ? {} : { snippet: { text: line } };
}
