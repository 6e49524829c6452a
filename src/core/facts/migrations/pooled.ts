import { pooled } from '../../parse/sql/connection';
import { allSourced, sourcedScripts } from '../../plan/called-files';
import { fact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { memo } from '../../text/memo';
import { fileAt } from '../../package/named-file';

/** A session that goes to a pooler: its own words say so, or what a file sets that its script reads in (`. ./db.env`). */
export function isPooled({ path, syntax: { client } }: Subject<'sql'>, reviewed: PackageView<'shell'>): boolean {
  if (!client || client.isPooled || client.asks.length === 0) return client?.isPooled === true;
  const script = fileAt(reviewed.subjects.shell, path);
  return script !== undefined && client.asks.some((name) => pooled.test(settings(reviewed)(script).get(name) ?? ''));
}

/** By name, what the files set that a script reads in. */
const settings = fact(['shell'], (reviewed) =>
  memo(
    (script: Subject<'shell'>): ReadonlyMap<string, string> =>
      new Map(
        allSourced(script, sourcedScripts(reviewed)).flatMap(({ syntax }) =>
          [...syntax.constants].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value] as const])),
        ),
      ),
  ),
);
