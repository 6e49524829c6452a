export interface Prompt {
  readonly host: string | undefined;
  /** Empty if something was asked, but nothing says what. */
  readonly command: string | undefined;
}

/** Before what somebody typed; the group is the host. */
const prompts: readonly RegExp[] = [
  // `root@app01:~# `, `[root@app01 ~]# `, `root@app01:~> `, with the name of a Python environment before it
  /^(?:\([\w.-]{1,40}\) )?\[?[\w.-]{1,40}@([\w.-]{1,80})(?:[: ][^\n$#%>]{0,200})?\]?[$#%>](?= |$)/,
  // `app01:~ # `, `app01:/srv# `
  /^([a-z][\w.-]{0,80}):[~/][^\n$#%>:]{0,200}[$#%>](?= |$)/i,
  /^(?:PS )?[A-Z]:\\[^\n>]{0,200}>/,
  /^(?:mysql>|MariaDB \[[^\]\n]{0,80}\]>|[a-z]\w{0,40}[=-][#>])(?= |$)/,
];
/** What Ansible prints for each host before what a command printed there, without the command. */
const ofAnsible = /^([\w.-]{1,80}) \| (?:SUCCESS|CHANGED|FAILED) \| rc=\d+ >>$/;
const bare = /^[$#%➜❯] ?(?:$| (?:~ )?)|^[$#%➜❯] (?=\S)/;

/** What people run to find out what a host has; behind a bare `$` or `#` only these are commands. */
const tools = new Set(
  'dpkg dpkg-query apt apt-get rpm dnf yum zypper apk systemctl pip pip3 python3 npm docker podman helm kubectl ansible osqueryi facter cat zcat psql mysql mariadb pg_dump ssh uname hostname'.split(
    ' ',
  ),
);

/** The prompt that a line begins with, and what is typed behind it; `undefined` if there is none. */
export function promptIn(line: string): Prompt | undefined {
  for (const prompt of prompts) {
    const found = prompt.exec(line);
    if (found) return { host: found[1], command: line.slice(found[0].length).trim() || undefined };
  }
  const [, host] = ofAnsible.exec(line) ?? [];
  if (host !== undefined) return { host, command: '' };
  const command = bare.test(line) ? line.replace(bare, '').trim() : undefined;
  if (command === undefined) return undefined;
  return command === '' || tools.has(plainly(command)[0] ?? '') ? { host: undefined, command: command || undefined } : undefined;
}

/** What of a longer list is seen through it. */
const filters = /\|\s*(?:sudo\s+)?(?:[efz]?grep|head|tail|awk|sed|rg|ag|findstr|Select-String|sls)\b/;
/** Words that ask for all there is; whatever else stands behind these tools is a name or a pattern. */
const listing: ReadonlyMap<string | undefined, RegExp> = new Map(
  Object.entries({
    dpkg: /^$/,
    'dpkg-query': /^$/,
    rpm: /^$/,
    apt: /^list$/,
    dnf: /^(?:list|installed)$/,
    yum: /^(?:list|installed)$/,
    apk: /^(?:info|list)$/,
    systemctl: /^list-[\w-]+$/,
  }),
);

/** Whether a command asks for some of what a host has, so that nothing can be said of the rest. */
export function isPartOf(command: string): boolean {
  if (filters.test(command)) return true;
  const [tool, ...words] = plainly(command.split(/[|;&>]/)[0] ?? '');
  const whole = listing.get(tool);
  if (words.some((word) => word.startsWith('--state') || word === '--failed')) return true;
  // Behind -f stands a format.
  return (
    whole !== undefined &&
    words.some((word, at) => !word.startsWith('-') && !whole.test(word) && !/^(?:-f|--qf|--queryformat)$/.test(words[at - 1] ?? ''))
  );
}

/** The words of a command without what it runs under; quoted ones in one. */
function plainly(command: string): string[] {
  const words = command.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [];
  const first = words.findIndex((word) => !/^(?:sudo|doas|-\S+|[A-Z_]+=.*)$/.test(word));
  return first < 0 ? [] : words.slice(first);
}
