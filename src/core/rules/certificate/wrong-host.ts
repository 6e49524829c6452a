import { servedHosts } from '../../facts/signers/served-hosts';
import { commonName } from '../../facts/signers/trust';
import type { Certificate } from '../../parse/certificate';
import { enumerate } from '../../text/enumerate';
import { defineRule } from '../rule';

interface Data {
  readonly host: string;
  readonly path: string;
  readonly names: string;
}

/** Names of a certificate that are spelled out. */
const mostNamed = 3;

export const wrongHost = defineRule({
  id: 'certificate/wrong-host',
  target: 'package',
  reads: ['certificate', 'config'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'A server is reached by a name that its certificate does not have',
  rationale: `Clients compare the name that they asked for with those in the certificate, and refuse another one: whoever comes by this name is locked out once the server is restarted.

The rule looks at servers of nginx (\`server_name\`, \`ssl_certificate\`) and Apache (\`ServerName\`, \`ServerAlias\`, \`SSLCertificateFile\`) whose certificate is in the package under the name of that file. A star in
a certificate stands for one label. Where the certificate has another name of the same server it is a warning.

It is silent about servers with two certificates, names that are patterns or placeholders or have no dot, and about test material.`,
  references: ['https://www.rfc-editor.org/rfc/rfc6125#section-6.4', 'https://nginx.org/en/docs/http/configuring_https_servers.html'],
  messages: {
    other: ({ host, path, names }: Data) =>
      `Whoever asks for ${host} is shown the certificate of ${path}, which is for ${names}: clients refuse it.`,
  },
  check(reviewed, { report }) {
    for (const { host, at, certificate, shown, fits, isForAnother } of servedHosts(reviewed)) {
      if (fits) continue;
      const data = { host, path: shown.path, names: enumerate(namesOf(certificate), mostNamed) };
      const related = [{ at: 'package' as const, ...shown, message: 'the certificate' }];
      report(at, 'other', { data, related, ...(isForAnother && { atMost: 'warning' }) });
    }
  },
});

const namesOf = ({ hosts, subject }: Certificate): readonly string[] => (hosts.length > 0 ? hosts : [commonName(subject)]);
