import { shownPath } from '../package/nested-path';
import { verdictOf, type RehearsalVerdict } from '../rehearse/problems';
import type { Rehearsal, RehearsedFile, RehearsedStatement } from '../rehearse/rehearsal';
import { sentence } from '../text/sentence';
import { escapeXml } from './escape-xml';
import { style } from './html/style';
import { rehearsalPicture } from './rehearsal-picture';
import {
  drillWords,
  durationWords,
  endedWords,
  groundWords,
  isElsewhere,
  leftOutWords,
  rehearsalSummary,
  rehearsalVerdictWords,
  statementWords,
} from './rehearsal-words';

/** Nothing is loaded and nothing runs, whatever a package says. */
const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

const classes: Readonly<Record<RehearsalVerdict, string>> = {
  passed: 'go',
  failed: 'no-go',
  incomplete: 'conditions',
  nothing: 'cannot-judge',
};

/** Beside the style of the report. */
const own = 'th,td:last-child{white-space:nowrap}';

/** The rehearsal as one page. What the pictures show stands in the tables as well. */
export function rehearsalPage(rehearsal: Rehearsal, name: string): string {
  const verdict = verdictOf(rehearsal);
  const ended = endedWords(rehearsal);
  const title = `Rehearsal: ${name}`;
  const fresh = rehearsal.files.filter((file) => file.role === 'new');
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<meta name="viewport" content="width=device-width">\n`,
    `<title>${escapeXml(title)}</title>\n<style>${style}${own}</style>\n</head>\n<body>\n<main><article><header><h1>${escapeXml(title)}</h1>`,
    `<p class="verdict ${classes[verdict]}">${rehearsalVerdictWords[verdict]}<small>${escapeXml(rehearsalSummary(rehearsal))}</small></p></header>\n`,
    ...(verdict === 'nothing' ? [] : [`<p>${escapeXml(groundWords(rehearsal))}</p>\n`]),
    ...(ended === undefined ? [] : [`<p class="error">${escapeXml(ended)}</p>\n`]),
    ...fresh.map(fileHtml),
    '</article></main>\n</body>\n</html>\n',
  ].join('');
}

function fileHtml(file: RehearsedFile, at: number): string {
  const { path, statements, leftOut } = file;
  const picture = rehearsalPicture(file, `picture-${at}`);
  const rows = statements.map((statement) => rowHtml(statement, file));
  const head = ['Line', 'Statement', 'Outcome', 'Time'].map((words) => `<th scope="col">${words}</th>`).join('');
  return [
    `<section><h2>${escapeXml(shownPath(path))}</h2>\n`,
    ...(picture === ''
      ? []
      : [
          `<figure><div class="wide">${picture}</div><figcaption>Who would wait: a column for each statement, by its line; a high bar where nobody can read or write, a lower one where nobody can write, a flat one where only changes of the schema wait.</figcaption></figure>\n`,
        ]),
    ...(rows.length > 0 ? [`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>\n`] : []),
    ...(leftOut.length > 0
      ? [`<p>Not run:</p><ul>${leftOut.map((one) => `<li>Line ${one.line + 1}: ${escapeXml(leftOutWords(one))}</li>`).join('')}</ul>\n`]
      : []),
    ...drillWords(file).map(([drill, came]) => `<p><strong>${drill}:</strong> ${escapeXml(sentence(came))}.</p>\n`),
    '</section>\n',
  ].join('');
}

const outcomes: Readonly<Record<RehearsedStatement['outcome'], string>> = {
  done: 'ran',
  failed: 'failed',
  lacking: 'could not run',
  skipped: 'not run',
};

function rowHtml(statement: RehearsedStatement, file: RehearsedFile): string {
  const { line, title, outcome, milliseconds, path } = statement;
  const words = statementWords(statement).map((one) => escapeXml(sentence(one)));
  const said = words.length > 0 ? words.join('<br>') : sentence(outcomes[outcome]);
  const where = isElsewhere(statement, file) ? `<br><span class="quiet">${escapeXml(shownPath(path))}</span>` : '';
  const mark = outcome === 'failed' ? ' class="error"' : '';
  return `<tr><td>${line + 1}${where}</td><td><code>${escapeXml(title)}</code></td><td${mark}>${said}</td><td>${outcome === 'done' ? durationWords(milliseconds) : ''}</td></tr>`;
}
