import { namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints, type TargetEndpoint } from '../../facts/endpoints/targets';
import { own } from '../../text/own';
import type { Confidence, Fix } from '../finding';
import { defineRule } from '../rule';

/** Schemes that encrypt nothing, and what does the same with TLS. */
const plain: Readonly<Record<string, string>> = {
  http: 'https',
  ftp: 'SFTP or FTPS',
  tftp: 'SFTP',
  telnet: 'SSH',
  rsh: 'SSH',
  ldap: 'ldaps',
  smtp: 'smtps',
  imap: 'imaps',
  pop3: 'pop3s',
  amqp: 'amqps',
  redis: 'rediss',
  ws: 'wss',
  mqtt: 'mqtts',
  stomp: 'stomps',
};

/** Programs that have no other way. */
const plainPrograms: Readonly<Record<string, string>> = { telnet: 'telnet', ftp: 'ftp', tftp: 'tftp', rsh: 'rsh', rlogin: 'rsh' };

/** Mirrors of packages whose lists are signed. */
const signedMirror =
  /(?:^|\.)(?:debian\.org|ubuntu\.com|kali\.org|raspbian\.org|raspberrypi\.(?:org|com)|centos\.org|fedoraproject\.org|opensuse\.org|alpinelinux\.org|archlinux\.org|almalinux\.org|rockylinux\.org)$|(?:^|\.)mirrors?\./i;

/** What only asks whether there is a network. */
const asksForNetwork =
  /generate_204|connectivity|checkonline|online\.txt|ipecho|captive|detectportal|hotspot-detect|ncsi|checkip|ifconfig|icanhazip|ipify|whatismyip|myip/i;

/** Hosts that are known to answer with TLS as well. */
const answersWithTls =
  /^(?:(?:www\.|raw\.|api\.|codeload\.|gist\.)?github(?:usercontent)?\.com|raw\.githubusercontent\.com|pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|(?:download|get)\.docker\.com|dl\.google\.com|storage\.googleapis\.com|repo1?\.maven\.org|(?:archive|downloads|dlcdn|www)\.apache\.org|(?:www|apt|yum|ftp|download)\.postgresql\.org|nginx\.org|(?:deb|rpm)\.nodesource\.com|packages\.microsoft\.com|(?:www\.)?cpan\.org|ftp\.gnu\.org|s3\.amazonaws\.com|[\w-]+\.s3\.amazonaws\.com|launchpad\.net|(?:downloads\.)?sourceforge\.net)$/i;

export const plainText = defineRule({
  id: 'endpoint/plain-text',
  target: 'package',
  reads: namesHosts,
  severity: 'warning',
  confidence: 'certain',
  hazards: ['weakens-security', 'untrusted-origin'],
  fixable: true,
  summary: 'What goes to another host, or comes from it, is not encrypted',
  rationale: `Whoever is on the way between two hosts reads what is sent without encryption, passwords included, and can change what comes back: a program that is fetched over plain HTTP and installed is whatever the network gave.

The rule looks at what commands of scripts and jobs contact, and at the addresses in configuration, units, environment files and in what scripts write: \`http\`, \`ftp\`, \`telnet\`, \`ldap\`, \`smtp\`, \`amqp\`, \`redis\`, \`mqtt\`, \`ws\` and their like, and programs that know nothing else.

It is silent where the other side is the host itself or a container of the same network (a name without dots), where TLS begins later (\`starttls\`, \`ldapsearch -ZZ\`), in comments, links for people, names of name spaces and schemas, and for addresses that are the product's own. The finding is only possible
for private addresses, mirrors of signed packages, downloads in a script that compares checksums or signatures, questions whether there is a network, and values whose use nobody sees.

The fix writes \`https\` where the package itself, or everybody, talks to that host that way.`,
  references: ['https://cwe.mitre.org/data/definitions/319.html', 'https://datatracker.ietf.org/doc/html/rfc8314'],
  messages: {
    plain: ({ by, host, scheme, better }: { by: string; host: string; scheme: string; better: string }) =>
      `${by} talks to ${host} without encryption (${scheme}): whoever is on the way can read and change it. ${better} encrypts.`,
  },
  check(reviewed, { report }) {
    const targets = targetEndpoints(reviewed);
    const texts = new Map(namesHosts.flatMap((kind) => reviewed.subjects[kind].map(({ path, text }) => [path, text] as const)));
    const withTls = new Set(targets.flatMap(({ scheme, host }) => (scheme === 'https' ? [host.toLowerCase()] : [])));
    for (const target of targets) {
      const scheme = target.scheme ?? own(plainPrograms, target.by);
      const better = scheme === undefined ? undefined : own(plain, scheme);
      if (scheme === undefined || better === undefined || target.kind === 'label' || target.kind === 'platform') continue;
      const text = texts.get(target.path) ?? '';
      if (beginsTls.test(around(text, target))) continue;
      const { path, whole, by, host } = target;
      report({ path, span: whole }, 'plain', {
        data: { by, host, scheme, better },
        confidence: sureness(target, text),
        fix: encrypted(target, withTls),
      });
    }
  },
});

const beginsTls =
  /start_?tls|\s-ZZ?\b|(?:use_?)?(?:tls|ssl)(?:_?enabled?|_?mode)?["']?\s{0,3}[:=]\s{0,3}["']?(?:true|yes|on|1|required?|always)\b|[?&](?:tls|ssl)=true/i;

const around = (text: string, { whole }: TargetEndpoint): string => text.slice(Math.max(0, whole.start - 200), whole.end + 200);

function sureness({ host, kind, sure, use, path, whole }: TargetEndpoint, text: string): Confidence {
  const address = text.slice(whole.start, whole.end);
  const line = text.slice(text.lastIndexOf('\n', whole.start) + 1, whole.start);
  if (kind === 'private-address' || kind === 'internal' || signedMirror.test(host) || asksForNetwork.test(address)) return 'possible';
  // Lists of packages are signed, whatever way they come.
  if (/\bdeb(?:-src)?\s|baseurl|mirrorlist|metalink/i.test(line) || /(?:^|\/)(?:apt|yum\.repos\.d)\//.test(path)) return 'possible';
  if (use === 'contacted' && /sha(?:1|256|512)sum|md5sum|gpgv?\s|--verify\b|checksum/i.test(text)) return 'possible';
  if (use === 'set' && sumBeside.test(text.slice(whole.end, whole.end + 200))) return 'possible';
  return sure;
}

/** What is fetched from there has a sum in the lines below. */
const sumBeside = /(?:SHA(?:1|256|512)?|MD5|CHECKSUM|HASH)(?:SUM)?["']?\s{0,4}[:=]/i;

function encrypted({ scheme, host, path, whole, port }: TargetEndpoint, withTls: ReadonlySet<string>): Fix | undefined {
  if (scheme !== 'http' || port !== undefined || !(withTls.has(host.toLowerCase()) || answersWithTls.test(host))) return undefined;
  return {
    title: `Talk to ${host} with TLS`,
    applies: 'after-review',
    edits: [{ path, span: { start: whole.start, end: whole.start + scheme.length }, text: 'https' }],
  };
}
