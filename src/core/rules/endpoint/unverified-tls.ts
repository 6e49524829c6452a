import type { FoundSwitch } from '../../parse/unverified/unverified';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

interface Data {
  readonly said: string;
}

export const unverifiedTls = defineRule({
  id: 'endpoint/unverified-tls',
  target: 'text',
  severity: 'error',
  confidence: 'certain',
  hazards: ['weakens-security', 'untrusted-origin'],
  whereInstalled: true,
  fixable: true,
  summary: 'Nobody checks who is at the other end, or who made what is installed',
  rationale: `TLS without a look at the certificate protects from nobody: whoever sits between two hosts answers with a certificate of their own, reads what is sent, and sends back what they like. What an upgrade fetches that way runs as root.
The same goes for SSH without a look at the host's key, and for packages whose signature does not count. Such switches come from a day when a certificate had expired, and stay for years.

The rule looks at scripts, units, jobs, configuration and programs in other languages for the options and settings of programs that are known: \`curl -k\`, \`wget --no-check-certificate\`, \`StrictHostKeyChecking=no\`, \`sslmode=disable\`, \`verify=False\`,
\`NODE_TLS_REJECT_UNAUTHORIZED=0\`, \`http.sslVerify=false\`, \`pip --trusted-host\`, \`[trusted=yes]\` and \`--allow-unauthenticated\` of apt, \`gpgcheck=0\` and \`--nogpgcheck\` of dnf, \`InsecureSkipVerify\`, \`ssl_verify: none\`, \`proxy_ssl_verify off\` and their like.

It is silent in comments, in what is only printed or searched for, in documents, examples and tests. Where the switch is asked for by an option or variable, where a program of another language may ask first, in what only builds the product, where a request only asks whether somebody answers (\`-o /dev/null\`) and sends no password, where defaults of an Ansible role switch encryption off, where the other side is the host itself, or a container of the same network
that talks without encryption, the finding is only possible. A password that goes to the host itself over an unchecked connection, packages that lie beside the script, and what apt fetches without a look at the certificate, as it checks signatures, are told as warnings.

The fix takes the switch back. A person must look at it first: what has a certificate that nobody signed is then refused until its CA is known (\`curl --cacert\`, \`sslrootcert\`, \`update-ca-certificates\`). For SSH it is \`accept-new\`, which takes the key of a host that is seen for the
first time, and refuses one that has changed.`,
  references: [
    'https://cwe.mitre.org/data/definitions/295.html',
    'https://curl.se/docs/sslcerts.html',
    'https://www.postgresql.org/docs/current/libpq-ssl.html',
    'https://man.openbsd.org/ssh_config#StrictHostKeyChecking',
    'https://manpages.debian.org/stable/apt/apt-secure.8.en.html',
  ],
  messages: {
    certificate: ({ said }: Data) =>
      `${said} takes any certificate: whoever is between the two hosts can read what is sent, and answer in the other one's place.`,
    'host-key': ({ said }: Data) => `${said} takes any key: whoever answers is believed to be that host.`,
    signature: ({ said }: Data) => `${said} installs packages whoever made them: their signature does not count.`,
    encryption: ({ said }: Data) =>
      `${said} sends everything as it is, the password included: whoever is between the two hosts can read it.`,
  },
  check({ path, text, syntax }, { report }) {
    for (const found of syntax.unverified) {
      const { span, by, unchecked, sure, isLess } = found;
      const said = `${by ? `${by} ` : ''}${text.slice(span.start, span.end).replace(inRow, ' = ').replace(/\s+/g, ' ')}`;
      report(span, unchecked, {
        data: { said: said.length > 80 ? `${said.slice(0, 30)} … ${said.slice(-40)}` : said },
        confidence: isLess && sure === 'certain' ? 'likely' : sure,
        ...(isLess && { atMost: 'warning' as const }),
        fix: checkAgain(path, found),
      });
    }
  },
});

/** A name and its value as a row of SQL has them: `'verify_peer', '0`. */
const inRow = /["']\s*,\s*["']?/;

const checkAgain = (path: string, { mend }: FoundSwitch): Fix | undefined =>
  mend && {
    title: mend.text === '' ? 'Take the switch away' : `Write ${mend.text} in its place`,
    applies: 'after-review',
    edits: [{ path, span: mend.span, text: mend.text }],
  };
