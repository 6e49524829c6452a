/** A line that lets an account do something as root. */
export interface Grant {
  readonly who: string;
  /** What it may do, in words. */
  readonly what: string;
  /** `all`: everything; `through`: a program with which everything can be done; `key`: whoever holds it logs in. */
  readonly how: 'all' | 'through' | 'key';
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Who may do everything anyway. */
const admins = /^(root|%?(sudo|wheel|admin|adm|sudoers|root)|#0|ALL)$/;

/** Programs that write any file, or start any program, whatever their arguments are (sudoers(5) on wildcards and shell escapes). */
const through =
  /^(\/\S*\/)?(sh|bash|dash|zsh|ksh|su|sudo|env|python[\d.]*|perl|ruby|node|php|lua|vi|vim|vim\.\w+|nano|emacs|ed|ex|less|more|man|view|awk|gawk|mawk|find|xargs|tee|cp|mv|dd|install|rsync|tar|zip|chmod|chown|ln|sed|patch|docker|podman|kubectl|nsenter|chroot|visudo|passwd|usermod|crontab|apt|apt-get|dpkg|rpm|dnf|yum|pip|pip3|npm|make|git|ssh|scp|socat|nc|strace|gdb)$/;

/** Rights in the form of sudoers(5) that let somebody who is no administrator become root. Never throws. */
export function sudoGrants(text: string): readonly Grant[] {
  const found: Grant[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const grant = grantOf(line.slice(0, maxLine), start);
    if (grant) found.push(grant);
    start += line.length + 1;
  }
  return found;
}

/** Longer lines are no lists of rights. */
const maxLine = 10_000;

function grantOf(line: string, offset: number): Grant | undefined {
  const found = /^(\s*)([%\w.@+#$"{}-]+)\s+[\w.,-]+\s*=([^=]*)$/.exec(line);
  if (!found || /^\s*(#|Defaults|(User|Runas|Host|Cmnd)_Alias)/.test(line)) return undefined;
  const [whole, indent = '', who = '', said = ''] = found;
  const [runAsPart, runAs = 'root'] = /^\s*\(([^)]*)\)/.exec(said) ?? [''];
  const list = said.slice(runAsPart.length);
  if (admins.test(who) || (runAs !== '' && !/\b(root|ALL|0)\b/.test(runAs))) return undefined;
  const commands = list
    .replace(/\b(NO)?(PASSWD|EXEC|SETENV|LOG_(IN|OUT)PUT|MAIL|FOLLOW|INTERCEPT):\s*/g, '')
    .split(',')
    .map((one) => one.trim());
  const at = { start: offset + indent.length, end: offset + whole.trimEnd().length };
  if (commands.some((command) => /^ALL\s*$/.test(command))) return { who, what: 'everything', how: 'all', ...at };
  const wide = commands.find((command) => {
    const [program = '', ...given] = command.split(/\s+/);
    // Arguments that are fixed leave no choice.
    return through.test(program) && !program.startsWith('!') && (given.length === 0 || given.some((word) => word.includes('*')));
  });
  return wide === undefined ? undefined : { who, what: wide, how: 'through', ...at };
}

/** Rules of polkit that say yes to everything that is asked: `Action=*` with `ResultAny=yes`, `return polkit.Result.YES` without a question. */
export function polkitGrants(text: string): readonly Grant[] {
  const action = /^[ \t]{0,8}Action=\*/m.exec(text);
  const result = /^[ \t]{0,8}Result(?:Any|Inactive|Active)=yes/m.exec(text);
  if (action && result)
    return [
      { who: 'somebody', what: 'everything that polkit decides', how: 'all', start: result.index, end: result.index + result[0].length },
    ];
  const bare = /addRule\(\s*function\s*\([^)]*\)\s*\{\s*return\s+polkit\.Result\.YES/.exec(text);
  return bare
    ? [{ who: 'everybody', what: 'everything that polkit decides', how: 'all', start: bare.index, end: bare.index + bare[0].length }]
    : [];
}

/** A key in the form of `authorized_keys` (sshd(8)); whose command is forced lets nobody in. */
function keyGrants(who: string, text: string): readonly Grant[] {
  const found =
    /^(?![ \t]{0,8}#)(?!.{0,400}command=).{0,400}?(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|sk-\S{5,40}) AAAA\S{8,2000}/m.exec(text);
  return found ? [{ who, what: 'everything that it may', how: 'key', start: found.index, end: found.index + found[0].length }] : [];
}

/** Whose `authorized_keys` they are, by the folder that holds them. */
const keysOf = (path: string): string | undefined =>
  /(?:^|\/)(?:(root)|home\/([\w.-]{1,64}))\/\.ssh\/authorized_keys2?$/.exec(path)?.slice(1).find(Boolean);

/** What a file of rights grants, by where it lies. */
export function grantsIn(path: string, text: string): readonly Grant[] {
  if (/(^|\/)sudoers(\.d\/[^/]+|[^/.]*)$|[-_.]sudoers$/.test(path)) return sudoGrants(text);
  if (/(^|\/)polkit-1\/|\.pkla$/.test(path)) return polkitGrants(text);
  const owner = keysOf(path);
  return owner === undefined ? [] : keyGrants(owner, text);
}
