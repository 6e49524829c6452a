import { span } from '../../text/span';
import type { Host, Inventory } from '../inventory';
import { mergeInventories } from '../merge';
import { placeOf } from '../place';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { asPart, readSection } from '../reading/sections';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** The first line of what the script collects; from 2 on it says where it ends. */
const head = /^\s*# upgrade-review inventory ([12])\b/;
const field = /^# (host|arch|timezone|collected): *(\S.*)$/;
const heading = /^@@ ([a-z0-9-]+)\s*$/;

/** Each section is what one program printed, and is read as if it was a file of its own. */
function readWith(importers: readonly Importer[], file: ImportFile): Inventory {
  const { fields, sections } = split(file.text);
  const place = placeOf(file.path);
  const isCut = head.exec(file.text)?.[1] === '2' && !sections.some(({ id }) => id === 'end');
  if (isCut)
    file.problem(
      'inventory-cut',
      span(file.text.trimEnd().length, file.text.length),
      'What the script has collected does not go to its end ("@@ end"), and what is missing counts as unknown; run it again, and copy all of it.',
    );
  const host = fields.get('host') ?? place.host;
  const own: Pick<Host, 'arch' | 'timezone' | 'collectedAt' | 'commands'> = {
    ...only('arch', fields.get('arch')),
    ...only('timezone', fields.get('timezone')),
    ...only('collectedAt', fields.get('collected')),
    // They count as all that there are.
    ...only('commands', isCut ? undefined : commandsIn(file.text, sections)),
  };
  const base = inventoryOf(file, 'collected by script', [{ name: host, ...own }]);
  const environment = base.environments[0]?.name ?? '';
  const parts = sections.flatMap((section): Inventory[] => {
    if (section.id === 'commands' || section.id === 'end' || file.text.slice(section.start, section.end).trim() === '') return [];
    const found = readSection(importers, file, environment, { ...section, host });
    if (!found)
      file.problem(
        'inventory-section',
        span(section.start, section.start),
        `The section "${section.id}" is in no form that is known, and was left out.`,
      );
    return found ? [found] : [];
  });
  const all = mergeInventories([base, ...parts]);
  return isCut ? { ...all, environments: all.environments.map(asPart) } : all;
}

interface Heading {
  readonly id: string;
  readonly start: number;
  end: number;
}

function split(text: string): { readonly fields: ReadonlyMap<string, string>; readonly sections: readonly Heading[] } {
  const fields = new Map<string, string>();
  const sections: Heading[] = [];
  for (const { start, next, text: line } of linesOf(text)) {
    const [, name, value = ''] = field.exec(line.trimEnd()) ?? [];
    const id = heading.exec(line)?.[1];
    const last = sections.at(-1);
    if (name !== undefined && !last) fields.set(name, value);
    if (id === undefined) continue;
    if (last) last.end = start;
    sections.push({ id, start: next, end: text.length });
  }
  return { fields, sections };
}

const commandsIn = (text: string, sections: readonly Heading[]): readonly string[] | undefined => {
  const section = sections.find(({ id }) => id === 'commands');
  return (
    section && [
      ...new Set(
        text
          .slice(section.start, section.end)
          .split(/\s+/)
          .filter((name) => name !== ''),
      ),
    ]
  );
};

const only = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });

const help: ImporterHelp = {
  name: 'All that a Linux host tells, by a script',
  tells: 'System, packages, units, commands, Python and Node packages and images of a host. A short script to read and to run there.',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `# upgrade-review inventory 2
# host: host01
# collected: 2026-01-31T06:00:00Z
# arch: x86_64
@@ os-release
ID=debian
VERSION_ID="12"
NAME="Debian GNU/Linux"
@@ dpkg
libpq5\t15.8-0+deb12u1\tamd64\tii 
@@ commands
bash
psql
@@ end
`,
};

/** What the script writes that *Collect Inventory Script* offers: sections in the forms of the other importers. */
export const collectedWith = (importers: readonly Importer[]): Importer => ({
  id: 'collected',
  splits: true,
  help,
  looksLike: ({ text }) => head.test(text),
  read: (file) => readWith(importers, file),
});
