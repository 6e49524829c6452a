import type { PlanEffect } from '../../plan/plan';
import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const unverifiedDownload = defineRule({
  id: 'script/unverified-download',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['untrusted-origin', 'half-done', 'unknown-state'],
  fixable: false,
  summary: 'A download is installed, unpacked or run, and nothing looks at its checksum or signature',
  rationale: `The package was reviewed, the download was not: it may be another file on the night than on the day of the test, cut off in the middle, or a page
that a proxy sent instead. Hosts without a way to the internet stop at this step. TLS says who sent it, not what it is.

Bring the file in the package, or keep its SHA-256 in the script and compare it before anything is done with the file.

The rule reports a file that \`curl\`, \`wget\` and their like fetch and that is then installed, unpacked, made executable or run, archives that are
unpacked from the pipe, and packages that \`dpkg\`, \`rpm\`, \`apt\`, \`yum\` or \`pip\` take from an address, in scripts that the upgrade runs.

It is silent in scripts that look at a checksum or a signature (\`sha256sum -c\`, \`gpg --verify\`, \`cosign\`, \`rpm -K\` …), about addresses of the host
itself, and about what happens in containers. What is piped into a shell is told by script/pipe-to-shell.`,
  references: ['https://slsa.dev/spec/v1.0/threats', 'https://www.gnu.org/software/coreutils/manual/html_node/cksum-common-options.html'],
  messages: {
    used: (d: { from: string; how: string }) => `${d.from} is fetched and ${d.how}, and nothing looks at a checksum or a signature.`,
  },
  check(reviewed, site) {
    const verified = new Set(reviewed.subjects.shell.filter((script) => verifies(script)).map(({ path }) => path));
    eachRun('script/unverified-download', reviewed, site, ({ effects, isSure, name: phase }, report) => {
      if (!isSure || phase === 'scheduled') return;
      const told = new Set<string>();
      const fetched = new Map<string, PlanEffect>();
      for (const effect of effects) {
        const { path, command, container, from } = effect;
        if (container !== undefined || verified.has(path)) continue;
        const said = directUse(effect) ?? laterUse(effect, fetched);
        if (said) {
          const at = said.fetch ?? effect;
          const key = `${at.path} ${at.command.start}`;
          if (!told.has(key) && !isOwn(said.from)) {
            told.add(key);
            report({ path: at.path, span: at.command }, 'used', {
              data: { from: said.from.includes('*') && said.from.length < 4 ? 'A file' : said.from, how: said.how },
              related: said.fetch ? [{ at: 'package', path, span: command, message: said.how }] : [],
            });
          }
        }
        remember(effect, fetched, from);
      }
    });
  },
});

/** Commands that look at what a file is. */
const looks =
  /\b(sha(1|224|256|384|512)sum|shasum|b2sum|md5sum|cksum|sha256|rhash|(?<!\.)gpgv?2?(?![^|\n]{0,80}--(?:dearmor|import|recv|keyserver))|cosign|minisign|signify|debsig-verify|dpkg-sig|rpmkeys|checksig|slsa-verifier|hashdeep|ssh-keygen\s+-Y)\b|openssl\s+(dgst|cms|smime|sha\d+)|rpm\s+(-K|--checksig)|checksum|sha256|signature|--require-hashes/i;

/** What they lead to is fetched, whatever it is called: `…/linux/ubuntu/gpg`. */
const addresses = /\b(?:https?|ftp):\/\/[^\s"']+/g;

const verifies = fileFact('shell', ({ text }): boolean =>
  text.split('\n').some((line) => !/^\s*#/.test(line) && looks.test(line.replace(addresses, ''))),
);

interface Use {
  readonly from: string;
  readonly how: string;
  /** The download, where that is another command. */
  readonly fetch?: PlanEffect;
}

const isAddress = (text: string): boolean => /^(https?|ftp):\/\//.test(text);

const isOwn = (address: string): boolean => /^\w+:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/.test(address);

const isPackage = /\.(deb|rpm|apk|whl|jar|war|zip|tgz|tar(\.\w+)?|run|bin|exe)([?#]|$)/i;

/** Package managers that check signatures of what they get from an address, and those that check none. */
const checksNothing = /^(dpkg|rpm|apt|apt-get|pip|pip3|gem)\b/;

/** What is used as it arrives. */
function directUse({ kind, target, from = '', by, options }: PlanEffect): Use | undefined {
  if (kind === 'archive.extract' && isAddress(from)) return { from, how: 'unpacked' };
  if (kind === 'package.install' && isAddress(target) && (checksNothing.test(by) || options.includes('nogpgcheck'))) {
    // A client of the language looks at nothing but the connection.
    return { from: target, how: 'installed' };
  }
  return undefined;
}

function remember(effect: PlanEffect, fetched: Map<string, PlanEffect>, from: string | undefined): void {
  const { kind, target, by, options } = effect;
  // `aria2c --checksum=sha-256=…`, `checksum:` of a task.
  if (options.some((option) => /^checksum(=|$)/.test(option))) return;
  if (kind === 'file.write' && from !== undefined && isAddress(from)) fetched.set(target, { ...effect, from });
  // `wget https://…/a.deb`, `curl -O`: under its own name, where the script stands.
  else if (kind === 'network.fetch' && /^(wget|curl|aria2c)$/.test(by) && isPackage.test(target) && isAddress(target)) {
    const isKept = by !== 'curl' || effect.options.some((option) => /^(O|remote-name|J|remote-header-name)$/.test(option));
    if (isKept && !effect.options.some((option) => /^(o|output|O|output-document)=/.test(option)))
      fetched.set(baseName(target.split(/[?#]/)[0] ?? ''), { ...effect, from: target });
  } else if (kind === 'file.move' && from !== undefined) {
    const known = find(from, fetched);
    if (known) fetched.set(target, known);
  }
}

const usable = new Map<string, string>([
  ['package.install', 'installed'],
  ['archive.extract', 'unpacked'],
  ['script.run', 'run'],
  ['process.start', 'run'],
  ['unknown', 'run'],
  ['file.mode', 'made executable'],
]);

function laterUse(effect: PlanEffect, fetched: ReadonlyMap<string, PlanEffect>): Use | undefined {
  const { kind, target, from = '', options } = effect;
  const how = usable.get(kind);
  if (how === undefined || fetched.size === 0) return undefined;
  if (kind === 'file.mode' && !isExecuting(effect)) return undefined;
  // A program that nobody knows is run if it is the file itself.
  const named = kind === 'archive.extract' ? from : kind === 'unknown' && !target.includes('/') ? '' : target;
  const fetch = named === '' || options.includes('S') ? undefined : find(named, fetched);
  return fetch && { from: fetch.from ?? '', how, fetch };
}

const isExecuting = ({ mode }: PlanEffect): boolean =>
  mode !== undefined && /x|[1357]\d{2}$|[1357]$/.test(mode.value) && !/-[rw]*x/.test(mode.value);

const find = (named: string, fetched: ReadonlyMap<string, PlanEffect>): PlanEffect | undefined =>
  /^\*?$/.test(named) ? undefined : (fetched.get(named) ?? fetched.get(named.replace(/^\.\//, '')) ?? fetched.get(baseName(named)));
