import type { Step } from '../../../effects/effect';

/** A step by which the product itself comes onto the host, or its schema further, and whose failure nobody can see. */
export interface ThrownAway {
  readonly kind: 'ignored' | 'background' | 'zeroed';
  readonly step: Step;
}

/** Packages and archives that lie there as files: what a repository has may be there already, or may be optional. */
const isOwnInstall = ({ kind, target, by, from = '' }: Step): boolean =>
  kind === 'package.install'
    ? /\.(?:rpm|deb|apk|ipk|msi|pkg|snap|run)(?:\*|$)|\/\*?$/.test(target) || /^(?:rpm|dpkg)\b/.test(by)
    : kind === 'archive.extract' && /\.(?:tar|tgz|tbz2?|txz|zip)\b/.test(from);

/** `psql -f x.sql`, `mysql < x.sql`: the schema that what starts afterwards relies upon. */
const isMigration = ({ kind, from = '' }: Step): boolean => kind === 'database.run' && /\.(?:sql|psql|pgsql)$/i.test(from);

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
  return steps
    .filter((step) => isOwnInstall(step) || isMigration(step))
    .flatMap((step): readonly ThrownAway[] => {
      const { command, onError, host, container } = step;
      if (host !== undefined || container !== undefined) return [];
      const behind = text.slice(command.end, command.end + reach);
      const [line = ''] = /^(?:\\\n|[^\n])*/.exec(behind) ?? [];
      const rest = behind.slice(line.length);
      if (looksAfter.test(rest) || looksAfter.test(line) || isMeant.test(remarkAbove(text, command.start))) return [];
      if (/^[^\n;|&]{0,200}(?:[\d&]?>&?[^\n;|&]{0,80}){0,2}\|\|\s{0,8}(?:true|:|exit\s+0)\s*(?:[;)}#]|$)/.test(line))
        return [{ kind: 'ignored', step }];
      if (/^[^\n;|&]{0,200};\s{0,8}(?:true|:)\s*(?:#.*)?$/.test(line) && !stops) return [{ kind: 'ignored', step }];
      if (/^(?:[^\n;|&]|[\d&]?>&?\d?){0,200}[^>&]&\s*(?:#.*)?$/.test(line) && !/\bwait\b/.test(text.slice(command.end)))
        return [{ kind: 'background', step }];
      const isUnseen = !stops && onError !== 'stops' && step.condition < 0 && /^[^|&]*$/.test(line.replace(/\d?>&\d?|&>/g, ''));
      return end && isUnseen && !/\b(?:exit|return)\s+[1-9$"]|\bset\s+-\w*e|\|\||\btrap\b/.test(text) ? [{ kind: 'zeroed', step }] : [];
    });
}
