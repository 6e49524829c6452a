import type { Subject, Subjects, Target } from './subject';

const kinds: Readonly<Record<Target, true>> = {
  archive: true,
  binary: true,
  certificate: true,
  code: true,
  config: true,
  crontab: true,
  interface: true,
  logrotate: true,
  manifest: true,
  packaging: true,
  shell: true,
  sql: true,
  task: true,
  text: true,
  unit: true,
};

/** Every kind of parsed piece. */
export const targets = Object.keys(kinds) as readonly Target[];

export const allTargets: ReadonlySet<Target> = new Set(targets);

/** The pieces by their kind, each kind in their order. */
export function groupSubjects(all: Iterable<Subject>): Subjects {
  const grouped = Object.fromEntries(targets.map((target) => [target, [] as Subject[]])) as unknown as Record<Target, Subject[]>;
  for (const subject of all) grouped[subject.target].push(subject);
  return grouped as unknown as Subjects;
}
