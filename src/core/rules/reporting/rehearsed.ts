import { problemsOf, type RehearsalProblem } from '../../rehearse/problems';
import { isAsRehearsed } from '../../rehearse/stamp';
import type { Rehearsal } from '../../rehearse/rehearsal';
import type { PackageView } from '../../subject/subject';
import { memo } from '../../text/memo';

/** What the rules on a rehearsal declare to look at. */
export const rehearsed = ['rehearsal', 'sql'] as const;

const problems = memo(problemsOf);

/** What the rehearsal has shown of files that are still as they were. */
export function freshProblems<I extends RehearsalProblem['is']>(
  is: I,
  rehearsal: Rehearsal | undefined,
  reviewed: PackageView<'sql'>,
): readonly Extract<RehearsalProblem, { readonly is: I }>[] {
  if (!rehearsal) return [];
  const isFresh = ({ file, path }: RehearsalProblem): boolean =>
    isAsRehearsed(file, reviewed.subjects.sql) && reviewed.files.some((one) => one.path === path);
  return problems(rehearsal).filter(
    (problem): problem is Extract<RehearsalProblem, { readonly is: I }> => problem.is === is && isFresh(problem),
  );
}

/** A message names the database that showed it: production's may be another version. */
export const onServer = ({ server }: Rehearsal): string => `In the rehearsal on ${server}`;
