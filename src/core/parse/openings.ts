import { span, type Span } from '../text/span';

/** A line of a file of settings that switches a protection of the host off. */
export interface Opening {
  /** The protection, as in "switches … off". */
  readonly what: string;
  readonly span: Span;
}

/** By where a file lies in the tree that a package mirrors: lines that open the host, and what they switch off. */
const lines: readonly (readonly [place: RegExp, line: RegExp, what: string])[] = [
  [/(?:^|\/)etc\/ssh\/sshd_config(?:\.d\/[^/]+)?$/, /^[ \t]*PermitRootLogin[ \t]+yes\b.*$/im, 'the ban on logins of root over SSH'],
  [/(?:^|\/)etc\/ssh\/sshd_config(?:\.d\/[^/]+)?$/, /^[ \t]*PermitEmptyPasswords[ \t]+yes\b.*$/im, 'the ban on empty passwords over SSH'],
  [/(?:^|\/)etc\/(?:selinux\/config|sysconfig\/selinux)$/, /^[ \t]*SELINUX=(?:disabled|permissive)\b.*$/m, 'SELinux'],
  [/(?:^|\/)etc\/ufw\/ufw\.conf$/, /^[ \t]*ENABLED=no\b.*$/im, 'the firewall'],
  [
    /(?:^|\/)(?:etc\/sysctl\.conf|sysctl\.d\/[^/]+\.conf)$/,
    /^[ \t]*kernel\.randomize_va_space[ \t]*=[ \t]*0\b.*$/m,
    'the random places of memory',
  ],
  [
    /(?:^|\/)etc\/pam\.d\/[^/]+$/,
    /^[ \t]*auth[ \t]+(?:sufficient|required|requisite|\[[^\]\n]{1,80}\])[ \t]+pam_permit\.so\b.*$/m,
    'the check of passwords',
  ],
  [
    /(?:^|\/)etc\/(?:my\.cnf|mysql|my\.cnf\.d|mariadb)(?:\/.*)?(?:\.cnf)?$/,
    /^[ \t]*skip[-_]grant[-_]tables\b(?!\s*=\s*(?:0|off)).*$/im,
    'the check of passwords and rights of the database',
  ],
  [
    /(?:^|\/)pg_hba\.conf$/,
    /^[ \t]*host(?:ssl|nossl)?[ \t]+\S+[ \t]+\S+[ \t]+(?:all|0\.0\.0\.0\/0|::\/0)[ \t]+trust\b.*$/im,
    'the check of passwords of the database',
  ],
  [
    /(?:^|\/)etc\/docker\/daemon\.json$/,
    /"tcp:\/\/(?:0\.0\.0\.0|\[::\]|\*)?:2375"/,
    'the lock on the engine of containers, whose users are root,',
  ],
];

/** Never throws. */
export const openingsIn = (path: string, text: string): readonly Opening[] =>
  lines.flatMap(([place, line, what]) => {
    const found = place.test(path) ? line.exec(text) : null;
    return found ? [{ what, span: span(found.index, found.index + found[0].trimEnd().length) }] : [];
  });
