import { allUpgradeEffects } from '../../facts/scripts/upgrade-effects';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const pipeToShell = defineRule({
  id: 'script/pipe-to-shell',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin', 'half-done', 'unknown-state'],
  fixable: false,
  summary: 'A download is given to a shell or interpreter without a look at it',
  rationale: `What runs is not in the package: nobody reviewed it, and it may be another script on the night of the upgrade than on the day of the test. No
checksum and no signature is looked at. The shell runs each line as soon as it has arrived, so a connection that breaks leaves the script half done,
and a server that fails sends a page of HTML, of which the shell runs what it can. Hosts without a way to the internet stop here.

Put the script into the package, or fetch it to a file, compare its checksum with one that the package holds, and run the file.

The rule reports \`curl … | sh\` with any shell or interpreter, filters and \`sudo\` between, \`bash <(curl …)\`, \`bash -c "$(curl …)"\`,
\`eval "$(curl …)"\` and \`. <(curl …)\`, where the upgrade or the clock runs it. It is silent about addresses of the host itself, about data that a
program reads (\`curl … | python3 -m json.tool\`), and about what happens in containers.`,
  references: [
    'https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-03-Dependency-Chain-Abuse',
    'https://slsa.dev/spec/v1.0/threats',
  ],
  messages: {
    piped: (d: { program: string; from: string }) =>
      `${d.program} runs whatever ${d.from} sends: nobody has seen it, and no checksum is looked at.`,
  },
  check(reviewed, { report }) {
    for (const { effect, isSure } of allUpgradeEffects(reviewed)) {
      const { kind, from, path, command, target, container } = effect;
      if (kind !== 'script.run' || from === undefined || container !== undefined || isOwn(from)) continue;
      // What a package's own file is run from is no address.
      if (!/^\w+:\/\/|\*|^[\w.-]+\.[a-z]{2,}(\/|$)/.test(from)) continue;
      const address = from === '*' ? 'the server' : from;
      report({ path, span: command }, 'piped', {
        data: { program: target, from: address },
        confidence: !isSure ? 'possible' : from === '*' || effect.isCode ? 'likely' : 'certain',
      });
    }
  },
});

const isOwn = (address: string): boolean => /^(\w+:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)|^file:/.test(address);
