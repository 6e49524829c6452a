import { innermostPath } from '../../package/nested-path';
import type { PackageView, Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import { memo } from '../../text/memo';
import type { CommandText } from './host-mentions';
import type { ScheduledJob } from './scheduled-job';

/** A program that lies in a folder whose programs cron runs. */
export interface FolderProgram {
  readonly path: string;
  /** `daily`. */
  readonly every: string;
  /** What it is called on the host. */
  readonly name: string;
}

/** What is there to keep the folder, for people, or until something is made of it. */
const noProgram = /^(\.|readme)|\.(md|rst|txt|in|j2|erb|epp|tpl|tmpl|template|m4)$/i;

/** `etc/cron.daily/dten`, and `debian/dten.cron.daily` as debhelper takes it. `undefined`: it is none. */
export function folderProgram(path: string): FolderProgram | undefined {
  const inside = innermostPath(path);
  // What scripts are made of is under another name, and other permissions, on the host.
  if (/templates?\//i.test(inside)) return undefined;
  const [, every = '', name = ''] = /(?:^|\/)cron\.(hourly|daily|weekly|monthly)\/([^/]+)$/.exec(inside) ?? [];
  if (every !== '') return noProgram.test(name) ? undefined : { path, every, name };
  const [, from, often] = /(?:^|\/)debian\/(?:([^/]+)\.)?cron\.(hourly|daily|weekly|monthly)$/.exec(inside) ?? [];
  return often === undefined ? undefined : { path, every: often, name: from ?? baseName(path) };
}

const words = new Map(Object.entries({ hourly: 'every hour', daily: 'every day', weekly: 'every week', monthly: 'every month' }));

/**
 * Programs in cron's folders. When in the day depends on the host: Debian runs them at 06:25, with anacron after a boot, RHEL at a
 * random time.
 */
export function folderJobs({ files, subjects }: PackageView<'shell'>): readonly ScheduledJob[] {
  const programs = files.flatMap(({ path, symlink }) => (symlink ? [] : (folderProgram(path) ?? [])));
  if (programs.length === 0) return [];
  const scripts = new Map(subjects.shell.map((script) => [script.path, script]));
  return programs.map(({ path, every }) => {
    const script = scripts.get(path);
    const span = { start: 0, end: 0 };
    return {
      path,
      user: 'root',
      span,
      commands: script ? [scriptText(script)] : [],
      variables: [],
      when: `${words.get(every) ?? ''} (cron.${every})`,
      timing: every === 'hourly' ? { kind: 'interval', seconds: 3600 } : { kind: 'unknown' },
      timed: { path, span },
    };
  });
}

const scriptText = memo((script: Subject<'shell'>): CommandText => ({
  text: script.text,
  offset: 0,
  get script() {
    return script.syntax;
  },
}));
