import { needReads, undeclaredNeeds } from '../../facts/needs/undeclared';
import type { NeededThing } from '../../facts/needs/used';
import { hostsIn } from '../../inventory/inventory';
import { lackingIn } from '../../inventory/lacking';
import { matrixOf, type MatrixCell } from '../../inventory/matrix';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import type { Related } from '../finding';
import { runningAt } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly needs: string;
  readonly environment: string;
  readonly hosts: readonly string[];
}

export const undeclared = defineRule({
  id: 'dependency/undeclared',
  target: 'package',
  reads: needReads,
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'The package needs something that it does not declare, and production does not have it',
  rationale: `A script names an interpreter, a unit starts a runtime, a program is linked with a library or made with a newer C library. If nobody says so, nobody installs it before, and the upgrade ends with "command not found",
"cannot open shared object file" or "version \`GLIBC_2.38' not found", mostly at the first start.

What counts: interpreters and commands of scripts that the upgrade runs, programs that units start, the libraries that ELF files name (\`DT_NEEDED\`), and the newest version of the C library that their symbols ask for. The
inventory answers by its lists of packages, by what Debian and Red Hat call the packages. It is silent about what the manifest, a \`control\` or \`.spec\` file, requirements of Python, \`package.json\` and their like declare (other rules compare
that), what the package brings along or installs, what scripts look for before, and commands on hosts of which the inventory lists all commands (told by script/missing-command). What is asked for only after a
question, by scripts with which developers work on a source (its folders \`scripts\`, \`tools\` and \`utils\`, and questions to \`git\` about a checkout), and programs for one of several systems, are told as possible. Where it is not known what packages are called, the report says that it was not checked.`,
  references: [
    'https://man7.org/linux/man-pages/man8/ld.so.8.html',
    'https://www.debian.org/doc/debian-policy/ch-sharedlibs.html',
    'https://developers.redhat.com/blog/2019/08/01/how-the-gnu-c-library-handles-backward-compatibility',
  ],
  messages: {
    lacking: ({ needs, environment, hosts }: Facts) =>
      `This needs ${needs}: the package neither declares nor brings that, and no package list of ${environment} names what has it (${enumerate(hosts)}).`,
    older: ({ needs, environment, hosts }: Facts) =>
      `This needs ${needs}, which the package does not declare, and ${environment} has another version: ${enumerate(hosts)}.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const needs = undeclaredNeeds(reviewed);
    const { rows } = matrixOf(needs, inventory);
    const hasCommands = hostsIn(inventory, environment).some(({ commands }) => commands !== undefined);
    const lacking: { readonly thing: NeededThing; readonly hosts: readonly string[] }[] = [];
    needs.forEach((thing, index) => {
      const cells = rows[index]?.cells ?? [];
      const own = cells.filter((cell) => cell.environment === environment);
      if (hasCommands && isToldElsewhere(thing)) return;
      const at = { path: thing.path, span: thing.span };
      const confidence = thing.isConditional ? 'possible' : 'likely';
      const outside = own.filter(({ state }) => state === 'unsatisfied');
      const facts = { needs: thing.written, environment };
      // Hosts have roles, but for the C library, which each has once.
      if (outside.length > 0 && (outside.length === own.length || thing.name === 'glibc'))
        report(at, 'older', {
          data: { ...facts, hosts: versionsOf(outside) },
          confidence,
          related: [...alsoAt(thing), ...runningAt(thing, outside)],
        });
      else if (lackingIn(thing, cells, inventory, environment) === 'certain') lacking.push({ thing, hosts: own.map(({ host }) => host) });
    });
    // Libraries of one program mostly come with one package.
    for (const [{ thing, hosts }, ...others] of groupBy(lacking, ({ thing: { path, span, isConditional } }) =>
      [path, span.start, isConditional].join('\n'),
    ).values())
      report({ path: thing.path, span: thing.span }, 'lacking', {
        data: { needs: enumerate([thing, ...others.map((other) => other.thing)].map(({ written }) => written)), environment, hosts },
        confidence: thing.isConditional ? 'possible' : 'likely',
        related: alsoAt(thing),
      });
  },
});

/** By script/missing-command, script/missing-interpreter and systemd/missing-executable, which look at lists of commands. */
const isToldElsewhere = ({ kind, path }: NeededThing): boolean =>
  kind === 'command' || (kind === 'interpreter' && !/\.(py|pl|rb|php|js)$/.test(path));

const versionsOf = (cells: readonly MatrixCell[]): string[] =>
  [...groupBy(cells, ({ version = '' }) => version)].map(([version, alike]) => `${version} on ${enumerate(alike.map(({ host }) => host))}`);

const alsoAt = ({ also }: NeededThing): Related[] =>
  also.slice(0, 3).map(({ path, span, written }) => ({ at: 'package', path, span, message: `${written} is needed here as well` }));
