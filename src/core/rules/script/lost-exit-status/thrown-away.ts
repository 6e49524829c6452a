import type { Step } from '../../../effects/effect';

/** A step by which the product itself comes onto the host, or its schema further, and whose failure nobody can see. */
export interface ThrownAway {
  readonly kind: 'ignored' | 'unmigrated' | 'background' | 'zeroed';
  readonly step: Step;
  /** In the words of the script, as far as it matters. */
  readonly by: string;
}

/** Packages and archives that lie there as files: what a repository has may be there already, or may be optional. */
const isOwnInstall = ({ kind, target, by, from = '' }: Step): boolean =>
  kind === 'package.install'
    ? /\.(?:rpm|deb|apk|ipk|msi|pkg|snap|run)(?:\*|$)|\/\*?$/.test(target) || /^(?:rpm|dpkg)\b/.test(by)
    : kind === 'archive.extract' && /\.(?:tar|tgz|tbz2?|txz|zip)\b/.test(from);

/** Runners, and what frameworks call them. */
const runner =
  /\b(?:flyway\s[^\n]{0,80}?migrate|liquibase\s[^\n]{0,80}?update|alembic\s[^\n]{0,40}?upgrade|(?:rails|rake)\s+db:(?:migrate|schema:load)|artisan\s+migrate|manage\.py\s+migrate|flask\s+db\s+upgrade|prisma\s+(?:migrate\s+deploy|db\s+push)|(?:npm|yarn|pnpm)\s+(?:run\s+)?[\w:-]{0,20}migrat[\w:-]{0,20}|(?:sequelize|sequelize-cli)\s+db:migrate|knex\s+migrate:(?:latest|up)|typeorm\s[^\n]{0,40}?migration:run|ef\s+database\s+update|goose\s[^\n]{0,80}?\bup|dbmate\s[^\n]{0,80}?(?:up|migrate)|sqitch\s[^\n]{0,40}?deploy|atlas\s+migrate\s+apply|doctrine:migrations:migrate|phinx\s+migrate|migrate\s[^\n]{0,200}?-(?:path|database|source)\b[^\n]{0,200}?\bup|mix\s+ecto\.migrate)(?![\w:-])/i;

/** `mysql < x.sql`, `sqlite3 a.db ".read x.sql"`. */
const readsFile = /(?:<\s{0,8}|\bsource\s{1,8}|\.read\s{1,8}|\\[i.]r?\s{1,8})["']?[^\s"'<>|;&]{1,200}\.(?:sql|psql|pgsql|ddl)\b/i;

/** Characters of a command that are looked at. */
const longest = 400;

/** What a step does to the schema that what starts afterwards relies upon, in a few words; `undefined`: it is none. */
function migration({ kind, by, from = '', command: { start, end } }: Step, text: string): string | undefined {
  const said = text.slice(start, Math.min(end, start + longest));
  // Redirections stand behind the words.
  const [line = ''] = /^[^\n|&]*/.exec(text.slice(start, start + longest)) ?? [];
  const found = runner.exec(said)?.[0];
  if (found !== undefined) return found.replace(/\s+/g, ' ').slice(0, 60);
  if (kind !== 'database.run') return undefined;
  // `cat x.sql | mysql`.
  const before = text.slice(Math.max(0, start - longest), start);
  return /\.(?:sql|psql|pgsql|ddl)$/i.test(from) ||
    readsFile.test(line) ||
    /\bcat\s[^\n|;&]{1,200}\.sql["']?\s{0,8}\|\s{0,8}$/i.test(before)
    ? by
    : undefined;
}

/** What looks afterwards whether all is well, or mends it. */
const looksAfter =
  /\b(?:apt(?:-get)?|dpkg)\s[^\n]*(?:-f\b|--fix-broken|--configure|install\b)|\brpm\s+-(?:q|V)|\bdpkg\s+-(?:s|l|-status)|\bdpkg-query\b|\$\?|PIPESTATUS|\bif\b|\[\s/;

/** Whoever writes this above it has thought about it. */
const isMeant = /ignor|optional|already|may fail|can fail|best[- ]effort|not fatal|harmless|skip/i;

/** The line of comment right above a command. */
function remarkAbove(text: string, at: number): string {
  const line = text.lastIndexOf('\n', at - 1);
  const above = line < 0 ? '' : text.slice(text.lastIndexOf('\n', line - 1) + 1, line);
  return above.trimStart().startsWith('#') ? above : '';
}

/** Characters behind a step in which somebody may look at what became of it. */
const reach = 400;

/** `rpm -U x.rpm || true`, `dpkg -i x.deb; true`, `rpm -U x.rpm &`, and steps that nobody looks at in a script that ends with `exit 0`. */
export function thrownAway(steps: readonly Step[], text: string, stops: boolean): readonly ThrownAway[] {
  const last = text.trimEnd();
  const end = /(?:^|\n)[ \t]*exit[ \t]+0$/.exec(last.slice(-reach));
  const seen = new Set<number>();
  return steps.flatMap((step): readonly ThrownAway[] => {
    const { command, onError, host, container } = step;
    const change = migration(step, text);
    if (seen.has(command.start) || (change === undefined && !isOwnInstall(step))) return [];
    if (change === undefined && (host !== undefined || container !== undefined)) return [];
    seen.add(command.start);
    const told = (kind: ThrownAway['kind']): readonly ThrownAway[] => [
      { kind: kind === 'ignored' && change !== undefined ? 'unmigrated' : kind, step, by: change ?? step.by },
    ];
    const behind = text.slice(command.end, command.end + reach);
    const [line = ''] = /^(?:\\\n|[^\n])*/.exec(behind) ?? [];
    const rest = behind.slice(line.length);
    if (looksAfter.test(rest) || looksAfter.test(line) || isMeant.test(remarkAbove(text, command.start))) return [];
    if (/^[^\n;|&]{0,200}(?:[\d&]?>&?[^\n;|&]{0,80}){0,2}\|\|\s{0,8}(?:true|:|exit\s+0)\s*(?:[;)}#]|$)/.test(line)) return told('ignored');
    if (/^[^\n;|&]{0,200};\s{0,8}(?:true|:)\s*(?:#.*)?$/.test(line) && !stops) return told('ignored');
    if (/^(?:[^\n;|&]|[\d&]?>&?\d?){0,200}[^>&]&\s*(?:#.*)?$/.test(line) && !/\bwait\b/.test(text.slice(command.end)))
      return told('background');
    const isUnseen = !stops && onError !== 'stops' && step.condition < 0 && /^[^|&]*$/.test(line.replace(/\d?>&\d?|&>/g, ''));
    return end && isUnseen && !/\b(?:exit|return)\s+[1-9$"]|\bset\s+-\w*e|\|\||\btrap\b/.test(text) ? told('zeroed') : [];
  });
}
