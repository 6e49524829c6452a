import type { SchemaDifference } from '../../rehearse/rehearsal';
import { enumerate } from '../../text/enumerate';
import { freshProblems, onServer, rehearsed } from '../reporting/rehearsed';
import { defineRule } from '../rule';

export const rollbackDiffers = defineRule({
  id: 'rehearsal/rollback-differs',
  target: 'package',
  reads: [...rehearsed],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['irreversible', 'data-loss'],
  fixable: false,
  summary: 'In the rehearsal the script that takes a migration back did not bring the schema back',
  rationale: [
    'After all new migrations their downs were run, the last one first, and the schema was compared with what it was before each file. Something is left behind, is not brought back, or has rows that are gone; or the down itself fails, or changes nothing. On the night of the upgrade it would be needed in a hurry.',
    '',
    'Write the inverse of every statement, and move rows to a table that stays before a column or table with them is dropped.',
    'It is silent where only the order of columns differs, where the migration itself did not run through, where a file has no down, for files that changed since, and where nothing was rehearsed.',
  ].join('\n'),
  references: [],
  messages: {
    fails: (d: { on: string; error: string }) => `${d.on} this statement failed when the migration was taken back: ${d.error}.`,
    empty: (d: { on: string; file: string }) => `${d.on} this script changed nothing of what ${d.file} had changed.`,
    differs: (d: { on: string; file: string; differences: string }) =>
      `${d.on} the schema was another one after ${d.file} had been taken back: ${d.differences}.`,
    loses: (d: { on: string; file: string; rows: string }) => `${d.on} taking ${d.file} back lost ${d.rows}.`,
  },
  check(reviewed, { report, rehearsal }) {
    for (const { path, span, down, file } of freshProblems('rollback', rehearsal, reviewed)) {
      if (!rehearsal) return;
      const about = { on: onServer(rehearsal), file: file.path };
      const rows = enumerate(down.lost.map((lost) => `${lost.rows} row${lost.rows === 1 ? '' : 's'} of ${lost.table}`));
      if (down.outcome === 'failed') report({ path, span }, 'fails', { data: { ...about, error: down.error?.message ?? '' } });
      else if (down.outcome === 'empty') report({ path, span }, 'empty', { data: about });
      else if (down.outcome === 'differs')
        report({ path, span }, 'differs', { data: { ...about, differences: enumerate(down.differences.map(said), mostTold) } });
      if (rows !== '') report({ path, span }, 'loses', { data: { ...about, rows } });
    }
  },
});

/** Differences that a message tells. */
const mostTold = 5;

const said = ({ kind, what }: SchemaDifference): string =>
  `${what} ${kind === 'left-behind' ? 'is left behind' : kind === 'not-restored' ? 'is not brought back' : 'is not as it was'}`;
