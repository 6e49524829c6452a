import { severityWord } from '../severity-counts';
import { shownPath } from '../../package/nested-path';
import type { Review } from '../../review/review';
import type { SiteFinding } from '../../review/site-finding';
import { countOf, severities, unwaived } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { redact } from '../../text/redact';
import { visible } from '../../text/visible';
import { knownFindings, newFindings } from '../../review/comparison';
import { countWords, identityWords } from '../changes';
import { codeFrame, plain, type Paint } from '../code-frame';
import { conditionWords, ownerWords } from '../conditions';
import { rehearsalAbout, rehearsalRows } from '../rehearsal-rows';
import { noteBy, noteStateWords } from '../notes/placed';
import { axesOf, riskReasonWords, scoreWords } from '../risk';
import { titleOf } from '../rule-title';
import { lastDay, trustWords } from '../signers';
import { sumLines } from '../plan-text';
import { cellState } from '../matrix-table';
import { moreRowsWords, nothingReadWords, stateWords, verdictWords } from '../words';
import { coverageWords } from '../../review/coverage';
import { waivedBy, waivedFindings, waivedPlace } from '../waived';
import { foldedWords, shownFindings, type ReportContext, type ReportFormat } from './format';

function write(all: Review, { paint = plain, confidence, heading }: ReportContext): string {
  const review = { ...all, findings: shownFindings(unwaived(all.findings), confidence) };
  const waived = waivedFindings(shownFindings(all.findings, confidence));
  const { matrix, notChecked, siteFiles, verdict } = review;
  const folded = foldedWords(unwaived(all.findings), confidence);
  const cells = matrix.rows.flatMap((row) =>
    row.cells
      .map((cell) => ({ ...cell, state: cellState(row, cell) }))
      .filter(({ state }) => state === 'unsatisfied' || state === 'missing' || state === 'vulnerable')
      .map(
        (cell) =>
          `  ${visible(`${row.dependency} ${row.required ?? ''}`)} ${paint('strong', stateWords[cell.state])} on ${visible(`${cell.environment} ${cell.host}${cell.version ? ` (${cell.version})` : ''}`)}`,
      ),
  );
  const more = matrix.more ? [`  ${moreRowsWords(matrix.more)}`] : [];
  return [
    ...(heading === undefined ? [] : [paint('strong', visible(heading)), '']),
    ...newFindings(review).map((finding) => `${codeFrame(finding, paint)}\n`),
    ...(cells.length > 0 || matrix.more ? [paint('strong', 'Dependencies'), ...cells, ...more, ''] : []),
    ...(review.plan.understood.of > 0
      ? [paint('strong', 'What it does'), ...sumLines(review).map((line) => `  ${visible(line)}`), '']
      : []),
    ...rehearsalLines(review, paint),
    ...(notChecked.length > 0
      ? [paint('strong', 'Not checked'), ...notChecked.map(({ what, why }) => `  ${visible(`${what}: ${why}`)}`), '']
      : []),
    ...signerLines(review, paint),
    ...noteLines(review, paint),
    ...waivedLines(waived, paint),
    ...waiverLines(review.siteFindings, paint),
    ...(siteFiles.length > 0
      ? [paint('strong', 'The site is described by'), ...siteFiles.map(({ role, path }) => `  ${visible(`${role}: ${path}`)}`), '']
      : []),
    ...comparisonLines(review, paint),
    ...ownedLines(review, paint),
    ...riskLines(review, paint),
    ...(folded ? [folded, ''] : []),
    visible(`Coverage: ${coverageWords(review.coverage)}`),
    ...verdict.reasons.flatMap((reason) =>
      reason.code === 'nothing-read'
        ? [nothingReadWords(reason.files)]
        : reason.code === 'site-unreadable'
          ? [visible(`${reason.path} was named to describe the site, and nothing in it could be used.`)]
          : [],
    ),
    verdictLine(all, { paint, confidence }),
    '',
  ].join('\n');
}

/** `dten-platform 5.2.0, production: NO-GO (3 blockers, 1 warning)`: what the report says, in one line. */
export function verdictLine(
  { package: reviewed, environment, verdict, findings }: Review,
  { paint = plain, confidence }: Pick<ReportContext, 'paint' | 'confidence'>,
): string {
  const shown = shownFindings(unwaived(findings), confidence);
  const waived = countOf(waivedFindings(shownFindings(findings, confidence)));
  const counts = severities.map((severity) => ({ severity, count: countOf(shown.filter((finding) => finding.severity === severity)) }));
  const summary = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => paint(severity, `${count} ${severityWord(severity, count)}`));
  if (waived > 0) summary.push(`${waived} waived`);
  const head = `${visible(`${identityWords(reviewed)}, ${environment}`)}: ${verdictWords[verdict.decision]}`;
  return `${paint('strong', head)}${summary.length > 0 ? ` (${summary.join(', ')})` : ''}`;
}

/** Nothing of packages that nobody signed: what is wrong with that a finding says. */
function signerLines({ signing: { signers } }: Review, paint: Paint): string[] {
  const lines = signers.map((signer) => {
    const until = lastDay(signer);
    const ends = until === undefined ? '' : `, valid until ${until}`;
    return visible(
      `  ${shownPath(signer.path)}: ${signer.name ?? 'not in the package'}, issued by ${signer.issuer}${ends}: ${trustWords[signer.trust]}`,
    );
  });
  return lines.length === 0 ? [] : [paint('strong', 'Signers'), ...lines, ''];
}

const noteLines = ({ notes }: Review, paint: Paint): string[] =>
  notes.length === 0
    ? []
    : [
        paint('strong', 'Notes of reviewers'),
        ...notes.map((note) => {
          const by = noteBy(note);
          const said = [`${note.text.replace(/\s+/g, ' ')}${by === '' ? '' : ` (${by})`}`, noteStateWords[note.state]]
            .filter(Boolean)
            .join(' ');
          return visible(`  ${shownPath(note.path)}:${note.line}: ${said}`);
        }),
        '',
      ];

const waivedLines = (waived: ReturnType<typeof waivedFindings>, paint: Paint): string[] =>
  waived.length === 0
    ? []
    : [
        paint('strong', 'Waived'),
        ...waived.map((finding) =>
          visible(`  ${waivedPlace(finding)}: ${finding.severity} ${finding.rule}: ${finding.waived.reason} (${waivedBy(finding.waived)})`),
        ),
        '',
      ];

/** The reasons that weigh most; the other forms have all. */
const mostReasons = 3;

const riskLines = ({ risk }: Review, paint: Paint): string[] => [
  paint('strong', 'Risk'),
  ...axesOf(risk).flatMap(([name, axis]) => [
    `  ${name}: ${scoreWords(axis)}`,
    ...axis.reasons.slice(0, mostReasons).map((reason) => visible(`    ${riskReasonWords(reason)}`)),
  ]),
  '',
];

/** Of what is listed above, that which the inventory or a waiver gives to somebody, by who that is. */
function ownedLines({ verdict: { conditions } }: Review, paint: Paint): string[] {
  const byOwner = groupBy(
    conditions.filter((condition) => ownerWords(condition) !== undefined),
    (condition) => ownerWords(condition) ?? '',
  );
  const owned = [...byOwner].flatMap(([owner, own]) => [
    `  ${paint('strong', visible(owner))}`,
    ...own.map((condition) => visible(`    ${conditionWords(condition, titleOf)}`)),
  ]);
  return owned.length === 0 ? [] : [paint('strong', 'Who has to settle what'), ...owned, ''];
}

const waiverLines = (notes: readonly SiteFinding[], paint: Paint): string[] =>
  notes.length === 0
    ? []
    : [
        paint('strong', 'Waivers to look at'),
        ...notes.map(({ rule, message, origin }) => visible(`  ${origin.path}:${origin.line + 1}: ${rule}: ${redact(message)}`)),
        '',
      ];

/** The other forms have all. */
const rehearsalLines = ({ rehearsal }: Review, paint: Paint): string[] =>
  rehearsal
    ? [
        paint('strong', 'Rehearsal of the migrations'),
        ...rehearsalAbout(rehearsal).map((words) => `  ${words}`),
        ...rehearsalRows(rehearsal).map(
          ({ path, outcome, isBad, did }) =>
            `  ${visible(shownPath(path))}: ${paint(isBad ? 'error' : 'strong', outcome)}${did === '' ? '' : `; ${did}`}`,
        ),
        '',
      ]
    : [];

/** Nothing without a package to compare with. */
function comparisonLines(review: Review, paint: Paint): string[] {
  if (!review.comparison) return [];
  const { package: older, changes } = review.comparison;
  const defaults = changes.defaults.length + (changes.more?.defaults ?? 0);
  const known = knownFindings(review).length;
  return [
    paint('strong', `Since ${visible(identityWords(older))}`),
    `  ${countWords(changes)}`,
    ...(defaults > 0 ? [`  ${defaults} configuration default${defaults === 1 ? '' : 's'} changed`] : []),
    `  ${newFindings(review).length} new, ${known} known finding${known === 1 ? '' : 's'}: the known are not listed, the verdict counts them`,
    '',
  ];
}

/** The review for a terminal: code frames, the cells of the matrix that matter, what was not checked, the verdict last. */
export const text: ReportFormat = {
  id: 'text',
  name: 'Text',
  ending: 'txt',
  mediaType: 'text/plain',
  tellsDigest: false,
  write,
  join: (reports) => reports.join('\n'),
};
