/** By the `ID` of os-release(5): the first version. */
type Since = Readonly<Partial<Record<'debian' | 'ubuntu' | 'rhel', number>>>;

export interface Obsolete {
  /** From this release on there is no such command, or not by default. */
  readonly gone?: Since;
  /** From this release on it says that it will go, or its manual does. */
  readonly going?: Since;
  /** What takes its place, for people. */
  readonly instead: string;
  /** What does the same with the same arguments. */
  readonly same?: string;
  /** The package that brings it back, where the inventory may list it. */
  readonly back?: readonly string[];
}

/** Commands that distributions have dropped or are dropping, by name; sources: their release notes, and the manuals of the commands. */
export const obsolete: ReadonlyMap<string, Obsolete> = new Map(
  Object.entries<Obsolete>({
    'apt-key': {
      gone: { debian: 13 },
      going: { debian: 11, ubuntu: 20.1 },
      instead: 'a key file in /etc/apt/keyrings that the source names with signed-by',
    },
    python: {
      gone: { debian: 11, ubuntu: 20.04, rhel: 8 },
      instead: 'python3',
      same: 'python3',
      back: ['python-is-python3', 'python2', 'python-is-python2', 'python'],
    },
    python2: { gone: { debian: 12, ubuntu: 24.04, rhel: 9 }, instead: 'python3', back: ['python2'] },
    'python2.7': { gone: { debian: 12, ubuntu: 24.04, rhel: 9 }, instead: 'python3', back: ['python2', 'python2.7'] },
    ifconfig: { gone: { debian: 9, ubuntu: 18.04, rhel: 7 }, instead: 'ip address', back: ['net-tools'] },
    route: { gone: { debian: 9, ubuntu: 18.04, rhel: 7 }, instead: 'ip route', back: ['net-tools'] },
    netstat: { gone: { debian: 9, ubuntu: 18.04, rhel: 7 }, instead: 'ss', back: ['net-tools'] },
    arp: { gone: { debian: 9, ubuntu: 18.04, rhel: 7 }, instead: 'ip neighbour', back: ['net-tools'] },
    chkconfig: { gone: { debian: 8, ubuntu: 16.04 }, instead: 'systemctl enable', back: ['chkconfig'] },
    initctl: { gone: { debian: 8, ubuntu: 16.1, rhel: 7 }, instead: 'systemctl', back: ['upstart'] },
    ntpdate: { gone: { rhel: 8 }, instead: 'chronyd -q', back: ['ntpdate', 'ntp', 'ntpsec'] },
    tempfile: { going: { debian: 12, ubuntu: 22.04 }, instead: 'mktemp' },
    egrep: { going: { debian: 12, ubuntu: 22.1, rhel: 10 }, instead: 'grep -E', same: 'grep -E' },
    fgrep: { going: { debian: 12, ubuntu: 22.1, rhel: 10 }, instead: 'grep -F', same: 'grep -F' },
  }),
);
