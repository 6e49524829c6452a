import type { PackageView } from '../../subject/subject';
import { fact } from '../../subject/fact';
import type { ScheduledJob } from '../../facts/jobs/scheduled-job';
import { lineEndOf } from '../../text/lines';
import type { FileEdit, Fix } from '../finding';

const crontabTexts = fact(['crontab'], (reviewed) => new Map(reviewed.subjects.crontab.map(({ path, text }) => [path, text])));

/**
 * The line of a job as a comment, below one that says why: taking both signs away brings it back. `undefined` for what is no line
 * of a crontab.
 */
export function disabledLine(
  { path, line }: ScheduledJob,
  rule: string,
  why: string,
  reviewed: PackageView<'crontab'>,
): FileEdit | undefined {
  if (!line) return undefined;
  const comment = `# Disabled by Upgrade Review (${rule}): ${why.replace(/\s+/g, ' ')}. Was:`;
  const text = `${comment}${lineEndOf(crontabTexts(reviewed).get(path) ?? '')}# `;
  return { path, span: { start: line.start, end: line.start }, text };
}

/** The same as a fix that a person decides on. */
export function disablingFix(
  job: ScheduledJob,
  rule: string,
  title: string,
  why: string,
  reviewed: PackageView<'crontab'>,
): Fix | undefined {
  const edit = disabledLine(job, rule, why, reviewed);
  return edit && { title, edits: [edit], applies: 'after-review' };
}
