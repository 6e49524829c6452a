import * as vscode from 'vscode';
import type { RehearsalVerdict } from '../../core/rehearse/problems';
import type { RehearsedStatement } from '../../core/rehearse/rehearsal';
import { durationWords, waitingFor } from '../../core/report/rehearsal-words';
import { enumerate } from '../../core/text/enumerate';
import { redact } from '../../core/text/redact';
import { visible } from '../../core/text/visible';

const shown = (text: string): string => visible(redact(text));

export function verdictWord(verdict: RehearsalVerdict): string {
  switch (verdict) {
    case 'passed':
      return vscode.l10n.t('The migrations ran through.');
    case 'failed':
      return vscode.l10n.t('The migrations do not run as they should.');
    case 'incomplete':
      return vscode.l10n.t('Not all of the migrations could be rehearsed.');
    case 'nothing':
      return vscode.l10n.t('The package has no migrations for this database.');
  }
}

/** What a statement did, each thing by itself. */
export function statementWord(statement: RehearsedStatement): readonly string[] {
  const { outcome, locks, rewritten, scanned, lockTimeout, isUnseen, milliseconds, error } = statement;
  if (outcome === 'skipped') return [vscode.l10n.t('Not run: something before it had failed')];
  if (outcome === 'lacking') return [vscode.l10n.t('Could not be rehearsed: {0}', shown(error?.message ?? ''))];
  if (outcome === 'failed') return [vscode.l10n.t('Failed: {0}', shown(error?.message ?? ''))];
  const waiting = waitingFor(locks);
  const of = (words: string): string => enumerate(waiting.filter(({ waits }) => waits === words).map(({ relation }) => relation));
  const [all, writers, moment, changes] = [
    'nobody can read or write',
    'nobody can write',
    'for a moment nobody can read or write',
    'nobody can change the schema or run VACUUM',
  ].map(of);
  const onlyRead = scanned.filter((table) => !rewritten.includes(table));
  const isStrong = Boolean(all ?? '') || Boolean(writers ?? '');
  return [
    ...(all ? [vscode.l10n.t('Nobody can read or write {0}', all)] : []),
    ...(writers ? [vscode.l10n.t('Nobody can write {0}', writers)] : []),
    ...(moment ? [vscode.l10n.t('For a moment nobody can read or write {0}', moment)] : []),
    ...(changes ? [vscode.l10n.t('Nobody can change the schema of {0}', changes)] : []),
    ...(rewritten.length > 0 ? [vscode.l10n.t('writes {0} anew', enumerate(rewritten.map(shown)))] : []),
    ...(onlyRead.length > 0 && isStrong ? [vscode.l10n.t('reads all of {0}', enumerate(onlyRead.map(shown)))] : []),
    ...(isStrong && /^0\D*$/.test(lockTimeout) ? [vscode.l10n.t('waits for its locks without end')] : []),
    ...(isStrong && !/^0\D*$/.test(lockTimeout) ? [vscode.l10n.t('waits at most {0} for its locks', shown(lockTimeout))] : []),
    ...(isUnseen ? [vscode.l10n.t('Its locks were not looked at')] : []),
    durationWords(milliseconds),
  ];
}
