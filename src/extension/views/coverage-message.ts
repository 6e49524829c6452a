import * as vscode from 'vscode';
import { counted, type Coverage } from '../../core/review/coverage';
import { sentence } from '../../core/text/sentence';
import type { ReviewSession } from '../review/session';

/**
 * How much of each package was reviewed, above the tree of packages, in few words: it takes
 * the place of the tree in a narrow side bar. `undefined` before the first review.
 */
export function packagesMessage(sessions: readonly Pick<ReviewSession, 'mount' | 'review'>[]): string | undefined {
  const covered = sessions.flatMap(({ mount, review }) => (review ? [{ name: mount.name, words: coverageInShort(review.coverage) }] : []));
  return covered.map(({ name, words }) => (covered.length > 1 ? `${name}: ${words}` : sentence(words))).join('\n') || undefined;
}

/** All of it, as a sentence; languages and kinds have their English names. */
export function coverageSentence(coverage: Coverage): string {
  const { listed, notUnderstood, skipped, languages } = coverage;
  const kinds = Object.entries(languages).map(([language, count]) => counted(language, count));
  const understood =
    kinds.length > 0
      ? vscode.l10n.t('{0} not understood: {1}', notUnderstood, kinds.join(', '))
      : vscode.l10n.t('{0} not understood', notUnderstood);
  return sentence(
    [
      reviewedWords(coverage),
      ...(listed > 0 ? [vscode.l10n.t('{0} listed only', listed)] : []),
      ...(notUnderstood > 0 ? [understood] : []),
      ...(skipped > 0 ? [vscode.l10n.t('{0} not read', skipped)] : []),
    ].join('; '),
  );
}

/** In one line of a side bar: without what is only listed, and without the languages. */
function coverageInShort(coverage: Coverage): string {
  const { notUnderstood, skipped } = coverage;
  return [
    reviewedWords(coverage),
    ...(notUnderstood > 0 ? [vscode.l10n.t('{0} not understood', notUnderstood)] : []),
    ...(skipped > 0 ? [vscode.l10n.t('{0} not read', skipped)] : []),
  ].join('; ');
}

const reviewedWords = ({ files, reviewed }: Coverage): string =>
  files === 1 ? vscode.l10n.t('reviewed {0} of 1 file', reviewed) : vscode.l10n.t('reviewed {0} of {1} files', reviewed, files);
