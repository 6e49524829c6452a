import type { Host } from './inventory';
import { satisfies } from './range';

/** A system as a manifest asks for it. */
export interface WantedSystem {
  readonly id: string;
  /** Absent: any. */
  readonly range?: string;
}

/** What people call systems, and what os-release calls them; longer names first. */
const names: readonly (readonly [name: RegExp, id: string])[] = [
  [/^red ?hat enterprise linux( server)?|^redhat|^red hat|^rhel|^el(?=[ -]?\d)/, 'rhel'],
  [/^debian( gnu\/linux)?/, 'debian'],
  [/^ubuntu( server)?/, 'ubuntu'],
  [/^centos( stream)?( linux)?/, 'centos'],
  [/^rocky( linux)?/, 'rocky'],
  [/^alma ?linux/, 'almalinux'],
  [/^oracle ?linux( server)?|^ol(?=[ -]?\d)/, 'ol'],
  [/^amazon ?linux|^amzn/, 'amzn'],
  [/^suse linux enterprise( server)?|^sles/, 'sles'],
  [/^opensuse([ -]leap)?/, 'opensuse-leap'],
  [/^fedora( linux)?/, 'fedora'],
  [/^alpine( linux)?/, 'alpine'],
  [/^raspbian|^raspberry pi os/, 'raspbian'],
  [/^windows( server)?/, 'windows'],
  [/^linux/, 'linux'],
];

/** What makers call releases. */
const releases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'debian buster': '10',
    'debian bullseye': '11',
    'debian bookworm': '12',
    'debian trixie': '13',
    'ubuntu bionic': '18.04',
    'ubuntu focal': '20.04',
    'ubuntu jammy': '22.04',
    'ubuntu noble': '24.04',
  }),
);

/** Those that are made of the same sources, so that a package for one of them most likely runs on the others. */
const alike = new Set(['rhel', 'centos', 'rocky', 'almalinux', 'ol']);

/** `debian 12`, `Ubuntu >=22.04`, `RHEL 9`, `rocky-el8`, `ubuntu jammy`; `undefined` if it names no system that is known. */
export function wantedSystem(text: string): WantedSystem | undefined {
  const said = text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/ ?\([^()]*\)$/, '')
    .trim();
  for (const [name, id] of names) {
    const found = name.exec(said)?.[0];
    if (found === undefined) continue;
    const rest = said
      .slice(found.length)
      .replace(/^[ :_-]+/, '')
      .replace(/ lts$/, '')
      .replace(/^el(?=\d)/, '');
    if (rest === '' || rest === 'any' || rest === '*') return { id };
    const range = releases.get(`${id} ${rest}`) ?? rest;
    return /^[\d<>=~^v]/.test(range) ? { id, range } : undefined;
  }
  return undefined;
}

export type SystemAnswer = 'yes' | 'related' | 'no' | 'unknown';

/** Whether a host runs a system. `related`: one of the same sources. */
export function runsSystem({ os }: Host, { id, range }: WantedSystem): SystemAnswer {
  if (!os) return 'unknown';
  const own = os.id.toLowerCase();
  if (id === 'linux') return own === 'windows' ? 'no' : 'yes';
  const isRelated = own !== id && alike.has(own) && alike.has(id);
  if (own !== id && !isRelated) return 'no';
  if (range === undefined) return isRelated ? 'related' : 'yes';
  if (os.version === undefined) return 'unknown';
  const answer = satisfies(os.version, range, 'generic');
  return answer === 'satisfied' ? (isRelated ? 'related' : 'yes') : answer === 'unknown' ? 'unknown' : 'no';
}

const architectures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    x86_64: 'amd64',
    'x86-64': 'amd64',
    x64: 'amd64',
    aarch64: 'arm64',
    arm64v8: 'arm64',
    i686: 'i386',
    i586: 'i386',
    x86: 'i386',
    ppc64le: 'ppc64el',
    armv7l: 'armhf',
  }),
);

export const architecture = (name: string): string => architectures.get(name.toLowerCase()) ?? name.toLowerCase();

/** Names that mean all of them. */
export const anyArchitecture = (name: string): boolean => /^(any|all|noarch|\*)$/i.test(name);
