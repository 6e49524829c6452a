import { scriptTexts, upgradeEffects } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import { isOnHost } from '../../facts/scripts/other-hosts';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const unverifiedSource = defineRule({
  id: 'script/unverified-source',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['untrusted-origin', 'weakens-security'],
  fixable: false,
  summary: 'A script adds a source of packages, or a key for one, that nothing checks',
  rationale: [
    'Packages run as root when they are installed, and this source may bring a newer version of any package of the host, today and at every later update. Without a signature that is checked, whoever answers for that address, or sits on the way to it, is root on every host.',
    '',
    'Reported are sources for which checks are switched off (`[trusted=yes]`, `gpgcheck=0`, `--nogpgcheck`, `--allow-unauthenticated`), and keys that are fetched over plain `http`, also where they lie in a file first. Sources over plain `http` for which the script brings no key are a warning: the host may have the key of a vendor already. A key over TLS that `apt-key` takes out of a pipe, with no look at it, is a warning: mostly it then counts for every source of the host.',
    'It is silent for the mirrors of distributions, whose keys every host has, for sources with `signed-by` or a key of their own, for files on the host itself, and in containers.',
  ].join('\n'),
  references: [
    'https://manpages.debian.org/stable/apt/apt-secure.8.en.html',
    'https://dnf.readthedocs.io/en/latest/conf_ref.html#repo-options',
    'https://wiki.debian.org/DebianRepository/UseThirdParty',
  ],
  messages: {
    unchecked: (d: { by: string; why: string }) => `${d.why} takes packages of this source without a check of their signatures.`,
    plain: (d: { url: string }) =>
      `${d.url} is plain http, and the script brings no key for it: only a key that the host has already tells what comes from there.`,
    key: (d: { url: string }) =>
      `The key that packages are checked with comes from ${d.url} over plain http: whoever sits on the way gives another one.`,
    unseen: (d: { url: string }) => `apt-key takes the key from ${d.url} as it comes, and nobody compares its fingerprint.`,
  },
  check(reviewed, { report }) {
    const texts = scriptTexts(reviewed);
    const seen = new Set<string>();
    const fetched = new Map<string, string>();
    const piped = new Map<string, string>();
    const all = upgradeEffects(reviewed);
    const withKeys = new Set(all.flatMap(({ effect }) => (bringsKey(effect, texts) ? [effect.path] : [])));
    for (const { effect, isSure } of all) {
      const { path, command, by } = effect;
      if (!isOnHost(effect)) continue;
      const at = effect.content ?? command;
      const words = cut(texts.get(path) ?? '', at);
      const place = `${path}:${at.start}`;
      const more = isSure ? {} : { confidence: 'possible' as const };
      const off = uncheckedBy(effect, words);
      const line = `${path}:${lineOf(texts.get(path) ?? '', command).start}`;
      if (effect.kind === 'network.fetch' && effect.target.startsWith('https://')) piped.set(line, effect.target);
      const unseen = by.startsWith('apt-key') ? piped.get(line) : undefined;
      if (unseen !== undefined && !seen.has(place))
        report({ path, span: command }, 'unseen', { data: { url: unseen }, atMost: 'warning', ...more });
      if (isPlainDownload(effect)) fetched.set(`${path}\n${effect.target}`, effect.from);
      if (seen.has(place) || (off === undefined && effect.kind !== 'package.source' && !isKeyFile.test(effect.target))) continue;
      const plain = plainOf(effect, words);
      const key =
        plainKey.exec(cut(texts.get(path) ?? '', lineOf(texts.get(path) ?? '', command)))?.[0] ??
        (isPlainDownload(effect) ? effect.from : fetched.get(`${path}\n${effect.from ?? ''}`));
      const found =
        off !== undefined ||
        (plain !== undefined && !isOfDistribution(plain) && !withKeys.has(path)) ||
        (isKey(effect) && key !== undefined);
      if (!found) continue;
      seen.add(place);
      if (off !== undefined) report({ path, span: at }, 'unchecked', { data: { by, why: off }, ...more });
      else if (plain !== undefined && !withKeys.has(path))
        report({ path, span: at }, 'plain', { data: { url: plain }, atMost: 'warning', ...more });
      else report({ path, span: command }, 'key', { data: { url: key ?? '' }, ...more });
    }
  },
});

/** Of a text that is written, so much is looked at. */
const maxText = 4000;
/** As long as it is: `printf` and `echo -e` write a new line for `\\n`. */
const cut = (text: string, { start, end }: PlanEffect['span']): string =>
  text.slice(start, Math.min(end, start + maxText)).replaceAll('\\n', ' \n');

/** The line of a command: what feeds it through a pipe stands there. */
function lineOf(text: string, { start, end }: PlanEffect['span']): PlanEffect['span'] {
  return { start: text.lastIndexOf('\n', start - 1) + 1, end };
}

/** The words that switch checks off. */
function uncheckedBy({ kind, options }: PlanEffect, words: string): string | undefined {
  if (kind === 'package.source')
    return /\[[^\]\n]{0,200}\b(?:trusted|allow-insecure)=yes\b/.exec(words)
      ? 'trusted=yes'
      : /^[ \t]*(?:(?:echo|printf)[ \t]+(?:-e[ \t]+)?["']?)?Trusted:[ \t]*yes\b/m.test(words)
        ? 'Trusted: yes'
        : /^[ \t]*(?:echo[ \t]+["']?)?gpgcheck[ \t]*=[ \t]*(?:0|no|false)\b/im.exec(words)
          ? 'gpgcheck=0'
          : withDashes(options.find((option) => /^(no-gpgcheck|gpgcheck-allow-unsigned(-\w+)?|nogpgcheck)$/.test(option)));
  const off =
    kind === 'package.install'
      ? options.find((option) => /^(nogpgcheck|no-gpg-checks?|allow-unauthenticated|force-yes|nosignature|allow-untrusted)$/.test(option))
      : undefined;
  return withDashes(off);
}

const withDashes = (option: string | undefined): string | undefined => (option === undefined ? undefined : `--${option}`);

const plainSource =
  /(?:^|["'\s])deb(?:-src)?\s+(?:\[[^\]\n]{0,200}\]\s+)?(http:\/\/[^\s"']{1,200})|^[ \t]*(?:baseurl[ \t]*=|URIs:)[ \t]*(http:\/\/[^\s"']{1,200})/m;
/** Commands that take the address of a source. */
const adds = /^(add-apt-repository|apt-add-repository|yum-config-manager|dnf-config-manager|dnf config-manager|zypper (ar|addrepo))$/;
function plainOf({ by }: PlanEffect, words: string): string | undefined {
  const [, ofApt, ofOthers] = plainSource.exec(words) ?? [];
  return ofApt ?? ofOthers ?? (adds.test(by) ? plainKey.exec(words)?.[0] : undefined);
}
const plainKey = /http:\/\/[^\s"'|]{1,200}/;

/** What Debian's, Ubuntu's and Red Hat's own keys sign; `signed-by` is asked apart. */
const isOfDistribution = (url: string): boolean =>
  /^http:\/\/[^/]*(debian\.org|ubuntu\.com|raspbian\.org|raspberrypi\.(org|com)|centos\.org|fedoraproject\.org|launchpad(content)?\.net|kali\.org|devuan\.org)(\/|:|$)|^http:\/\/(localhost|127\.|\$|mirror|ftp\.)/.test(
    url,
  );

/** What `wget` and `curl` fetch without being told how comes over http, too. */
const isPlainDownload = (effect: PlanEffect): effect is PlanEffect & { readonly from: string } =>
  effect.from !== undefined &&
  /^(file\.write|package\.source)$/.test(effect.kind) &&
  (effect.from.startsWith('http://') || (/^(wget|curl)$/.test(effect.by) && /^[\w-]+(\.[\w-]+)+\//.test(effect.from)));

const isKeyFile = /\/rpm-gpg\/[^/]+$/;

const isKey = ({ by, target }: PlanEffect): boolean =>
  /^(apt-key|rpm|rpmkeys|gpg)/.test(by) || /keyrings|trusted\.gpg|\.(gpg|asc)$/.test(target) || isKeyFile.test(target);

/** A source with a key of its own. */
const bringsKey = (effect: PlanEffect, texts: ReadonlyMap<string, string>): boolean =>
  (effect.kind === 'package.source' && isKey(effect)) ||
  (effect.kind === 'package.source' && /signed-by|gpgkey=/.test(cut(texts.get(effect.path) ?? '', effect.content ?? effect.command)));
