import type { ServerFacts } from '../../../core/rehearse/server';
import { prefix } from './scratch-server';

type Rights = Pick<ServerFacts, 'isSuperuser' | 'isPowerful' | 'mayCreate' | 'owned'>;

/** Rights that harm nobody. */
const harmless = /^(usage|select|show view|show databases|process|replication client|binlog monitor)$/i;

/** What a user may do, by the lines of `SHOW GRANTS`. What is not understood counts as much. */
export function rightsIn(grants: readonly string[]): Rights {
  const owned: string[] = [];
  let [isSuperuser, isPowerful, mayCreate] = [false, false, false];
  for (const grant of grants) {
    const [, listed = '', on = ''] = /^GRANT (.+?) ON (.+?) TO /i.exec(grant) ?? [];
    // Of single columns: `SELECT (a, b)`.
    const rights = listed
      .replace(/\([^()]*\)/g, '')
      .split(',')
      .map((right) => right.trim());
    const isHarmless = rights.every((right) => harmless.test(right));
    if (on === '') isPowerful = true;
    else if (on === '*.*') {
      isSuperuser ||= rights.some((right) => /^(all|all privileges|super)$/i.test(right));
      isPowerful ||= !isHarmless || /\bWITH GRANT OPTION\b/i.test(grant);
    } else {
      const database = /^[`"']?(.*?)[`"']?\.[^.]*$/.exec(on)?.[1] ?? on;
      if (database.replaceAll('\\', '').startsWith(prefix))
        mayCreate ||= rights.some((right) => /^(all( privileges)?|create)$/i.test(right));
      else if (!isHarmless) owned.push(database);
    }
  }
  return { isSuperuser, isPowerful, mayCreate, owned };
}

/** Versions that tell of constraints and of changes that are instant, with the product's name. */
export function tooOldFor(version: string): string | undefined {
  const isMaria = /mariadb/i.test(version);
  const [major = 0, minor = 0, patch = 0] = (/^[\d.]+/.exec(version.replace(/^5\.5\.5-/, ''))?.[0] ?? '').split('.').map(Number);
  const number = major * 10_000 + minor * 100 + patch;
  if (isMaria) return number < 100_300 ? 'MariaDB 10.3' : undefined;
  return number < 80_016 ? 'MySQL 8.0.16' : undefined;
}
