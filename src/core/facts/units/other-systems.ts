import type { ShellBranch, ShellCommand } from '../../parse/shell-script';
import type { SiteFacts } from '../../subject/site';
import type { Subject } from '../../subject/subject';
import { aroundIn } from '../../text/around';
import type { Span } from '../../text/span';
import { hostsIn } from '../../inventory/inventory';

/** Names of systems as scripts and paths have them, and what inventories call them (os-release(5)). */
const systems: readonly (readonly [RegExp, readonly string[]])[] = [
  [/debian/, ['debian']],
  [/ubuntu/, ['ubuntu']],
  [/raspbian|raspios/, ['raspbian']],
  [/devuan/, ['devuan']],
  [/centos/, ['centos']],
  [/red_?-?hat|rhel|(^|[^a-z])el[6-9]/, ['rhel', 'centos', 'rocky', 'almalinux', 'ol']],
  [/fedora/, ['fedora']],
  [/rocky/, ['rocky']],
  [/alma/, ['almalinux']],
  [/oracle/, ['ol']],
  [/cloudlinux/, ['cloudlinux']],
  [/amzn|amazon/, ['amzn']],
  [/suse|sles/, ['sles', 'opensuse-leap', 'opensuse-tumbleweed', 'suse']],
  [/alpine/, ['alpine']],
  [/arch_?linux|(^|[^a-z])arch([^a-z]|$)/, ['arch']],
  [/freebsd|opnsense|pfsense/, ['freebsd']],
  [/openwrt/, ['openwrt']],
  [/darwin|mac_?os/, ['macos']],
];

/** Questions for the system or its release whose answer the words do not show: `$OS`, `$release`, `lsb_release`. */
const asksForSystem =
  /os[-_]release|lsb[-_]release|debian_version|[$"{_](os|distro|dist|distribution|release|platform|codename|os_?id|os_?(name|ver|version|type))([^a-z]|$)|platform(\W|$)|_(os|distro|os_id|release|codename)([^a-z]|$)|\$\{?(version_)?id\}?(\W|$)/;

/** Longer questions ask for other things as well. */
const maxQuestion = 300;
/** Branches of one script that are looked at. */
const maxBranches = 2000;
/** Questions around one command that are kept, the innermost ones. */
const maxAround = 10;

export interface SystemAnswer {
  /** It runs if the answer is yes; else if it is no. */
  readonly ifYes: boolean;
  /** What inventories call the systems that the question names; none: it asks which it is, and no more is known. */
  readonly names: readonly string[];
}

interface SystemBranch extends SystemAnswer {
  readonly body: Span;
}

/** Where a script asks what system it runs on. */
export const systemBranches = ({ syntax, text }: Subject<'shell'>): readonly SystemBranch[] =>
  syntax.branches.slice(0, maxBranches).flatMap((branch) => {
    const question = questionOf(branch, text);
    const names = namedIn(question);
    return names.length > 0 || asksForSystem.test(question) ? [{ body: branch.body, ifYes: branch.ifYes, names }] : [];
  });

function questionOf({ question, about }: ShellBranch, text: string): string {
  const cut = ({ start, end }: Span) => text.slice(start, Math.min(end, start + maxQuestion));
  return `${about ? `${cut(about)} ` : ''}${cut(question)}`.toLowerCase();
}

/** Most questions name none. */
const anySystem = new RegExp(systems.map(([name]) => name.source).join('|'));

const namedIn = (words: string): string[] => (anySystem.test(words) ? systems.flatMap(([name, ids]) => (name.test(words) ? ids : [])) : []);

/** What the hosts of production run, as os-release(5) calls it. */
export const productionSystems = ({ inventory, environment }: SiteFacts): ReadonlySet<string> =>
  new Set(hostsIn(inventory, environment).flatMap(({ os }) => os?.id.toLowerCase() ?? []));

/** Functions for one kind of device: whether production is one nobody knows. */
const device = /platform|beagle|raspberry|(^|_)(r?pi\d?|bbb)(_|$)|jetson|odroid/;

const branchesAround = aroundIn(({ body }: SystemBranch) => body);

/** What a script asks before it runs a command, or says by the name of the function. */
export function systemsAround(
  { span: { start }, inFunction = '' }: ShellCommand,
  branches: readonly SystemBranch[],
): readonly SystemAnswer[] {
  const name = inFunction.toLowerCase();
  const named = namedIn(name);
  const around = branchesAround(branches, start).slice(-maxAround);
  const ofDevice = named.length === 0 && device.test(name);
  return [
    ...(named.length > 0 || ofDevice ? [{ ifYes: true, names: named }] : []),
    ...around.map(({ ifYes, names }) => ({ ifYes, names })),
  ];
}

/**
 * Whether the command is written for another system than production's, as its file's name, its function or a condition
 * says, or for one of several releases that the words do not tell apart.
 */
export function isForOtherSystem(path: string, answers: readonly SystemAnswer[], ours: ReadonlySet<string>): boolean {
  if (ours.size === 0) return false;
  const isOther = (names: readonly string[]) => names.length > 0 && !names.some((name) => ours.has(name));
  return (
    isOther(namedIn(path.toLowerCase())) ||
    answers.some(({ ifYes, names }) => names.length === 0 || (ifYes ? isOther(names) : !isOther(names)))
  );
}
