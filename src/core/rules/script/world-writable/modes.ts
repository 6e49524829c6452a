/** Whether a mode as `chmod` takes it lets everybody write, and the sticky bit does not keep others' files safe. */
export function isOpenForAll(mode: string): boolean {
  const octal = /^0*([0-7]{0,1})([0-7]{3})$/.exec(mode);
  if (octal) return (Number(octal[2]?.[2]) & 2) !== 0 && (Number(octal[1] || 0) & 1) === 0;
  if (ofWindows.test(mode)) return true;
  // `setfacl -m o::rwx`.
  if (mode.includes(':')) return /(^|,)(d(efault)?:)?o(ther)?::?[rx-]*w/.test(mode);
  return !/(^|,)[ugoa]*\+[rwxXs]*t/.test(mode) && mode.split(',').some((clause) => opens.test(clause));
}

/** Everybody, by name or number, with a right that writes: `icacls … /grant Everyone:(OI)(CI)F`. */
const ofWindows =
  /^\*?(?:Everyone|Users|BUILTIN\\Users|Authenticated Users|S-1-1-0|S-1-5-32-545|S-1-5-11):(?:\([A-Z,]+\))*\(?(?:F|M|W)\)?$/i;

/** `+w` without a name leaves to the umask what others get. */
const opens = /^[ug]*[oa][ugoa]*[+=][rxXs]*w[rwxXst]*$/;

/** The same mode without the right to write for others; `undefined` if it cannot be told. */
export function closedMode(mode: string): string | undefined {
  if (/^[0-7]{3,5}$/.test(mode)) return `${mode.slice(0, -1)}${Number(mode.at(-1)) & 5}`;
  if (mode.includes(':')) return undefined;
  const clauses = mode.split(',').map((clause) => (opens.test(clause) ? closedClause(clause) : clause));
  return clauses.some((clause) => clause === undefined) ? undefined : clauses.join(',');
}

function closedClause(clause: string): string | undefined {
  const [, who = '', operator = '', rights = ''] = /^([ugoa]+)([+=])(\w+)$/.exec(clause) ?? [];
  if (who === '') return undefined;
  const left = rights.replace(/w/g, '');
  const own = who.includes('a') ? 'ug' : who.replace(/o/g, '');
  const others = left === '' ? (operator === '=' ? 'o=' : '') : `o${operator}${left}`;
  const parts = [...(own === '' ? [] : [`${own}${operator}${rights}`]), ...(others === '' ? [] : [others])];
  // `o+w` alone: nothing is left to give.
  return parts.length > 0 ? parts.join(',') : 'o-w';
}
