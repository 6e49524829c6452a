import { isTestMaterial } from '../../package/test-material';
import { defineRule } from '../rule';

export const providerToken = defineRule({
  id: 'secret/provider-token',
  target: 'text',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['exposes-secret'],
  fixable: false,
  summary: 'A token of a cloud or a service lies in the package, told by its form',
  rationale: `Everybody who gets the package can act in the name of the vendor, or of whoever else the token belongs to: read the repositories, run up the bill, send messages, publish packages.
It does not help to take it out of the next version. It has to be revoked, and the log of the service says what it was used for.

Providers give their tokens a beginning and a length of their own, and often a check sum, so there is little to mistake. The forms of 91 kinds of them are known, those of the gitleaks project;
tokens that are documented as examples, that consist of one letter or of the alphabet, or that have less variety than a made token has, are passed over.
Every text file of up to one megabyte is looked at, whatever its language, and every file that is reviewed otherwise.

Keys that browsers show to everybody, such as those of Google's maps, and keys for a provider's test mode are warnings. What lies in folders for tests and examples counts as information; in remarks of compiled programs, where answers of services are shown, and behind words that say it is no real one, it is only possible. The token itself is in no report.`,
  references: [
    'https://github.com/gitleaks/gitleaks',
    'https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning',
    'https://cwe.mitre.org/data/definitions/798.html',
  ],
  messages: {
    found: ({ name }: { name: string }) =>
      `Whoever gets the package can use this ${name}. Have it revoked, and the service's log looked through, before the package goes on.`,
    shown: ({ name }: { name: string }) =>
      `This ${name} lies open in the package. If it is not meant for everybody, or not limited to what everybody may do, have it replaced.`,
  },
  check({ path, syntax }, { report }) {
    for (const secret of syntax.secrets) {
      if (secret.kind !== 'token') continue;
      const data = { name: secret.name };
      if (isTestMaterial(path)) report(secret.span, 'shown', { data, confidence: 'possible', atMost: 'info' });
      else if (secret.isPublic) report(secret.span, 'shown', { data, confidence: 'likely', atMost: 'warning' });
      else report(secret.span, 'found', { data, ...(secret.isShown && { confidence: 'possible' }) });
    }
  },
});
