import { span } from '../../text/span';
import type { Inventory } from '../inventory';
import { mergeInventories } from '../merge';
import { placeOf } from '../place';
import { inventoryOf } from '../reading/hosts';
import { linesOf, sampleOf } from '../reading/lines';
import { isPartOf, promptIn, type Prompt } from '../reading/prompts';
import { readSection, type Section } from '../reading/sections';
import { unrecognised } from '../unrecognised';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Those that end a session print a farewell. */
const farewell = /^(?:exit|quit|\\q|logout|clear|cd)\b/i;

type Asked = Omit<Section, 'host'> & Prompt;

function* asked(text: string): Generator<Asked> {
  let last: Prompt & { start: number } = { host: undefined, command: undefined, start: 0 };
  for (const { start, next, text: line } of linesOf(text)) {
    const found = promptIn(line.trimEnd());
    if (found) {
      yield { ...last, end: start, isPart: isPartOf(last.command ?? '') };
      last = { ...found, start: next };
    }
  }
  yield { ...last, end: text.length, isPart: isPartOf(last.command ?? '') };
}

function readWith(importers: readonly Importer[], file: ImportFile): Inventory | undefined {
  const place = placeOf(file.path);
  const sections = [...asked(file.text)];
  const named = new Set(sections.flatMap(({ host }) => host ?? []));
  // A prompt may call a host otherwise than people do, so the name of the file counts before the only one.
  const hostOf = (said: string | undefined): string => {
    const [first = place.host] = named;
    return named.size > 1 ? (said ?? first) : place.assumed.includes('host') ? first : place.host;
  };
  const parts = sections.flatMap((section): { host: string; found: Inventory }[] => {
    if (file.text.slice(section.start, section.end).trim() === '') return [];
    const host = hostOf(section.host);
    const found = readSection(importers, file, place.environment, { ...section, host });
    if (found) return [{ host, found }];
    if (section.command !== undefined && !farewell.test(section.command))
      file.problem(
        'inventory-section',
        span(section.start, section.start),
        `What ${section.command === '' ? host : `"${section.command.slice(0, 60)}"`} printed is in no form that is known, and was left out.`,
      );
    return [];
  });
  const hosts = [...new Set(parts.map(({ host }) => host))];
  if (hosts.length === 0) {
    file.problem('inventory-not-recognised', span(0, file.text.search(/[\r\n]|$/)), unrecognised(file.text));
    return undefined;
  }
  const isNameless = place.assumed.includes('host') && named.size === 0;
  const base = inventoryOf(file, 'terminal session', isNameless ? [{}] : hosts.map((name) => ({ name })));
  return mergeInventories([base, ...parts.map(({ found }) => found)]);
}

const help: ImporterHelp = {
  name: 'What you see in a terminal',
  tells: 'A session with its prompts: each command in it that this list knows is read by itself. Several hosts may be in one file.',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `admin@host01:~$ sudo dpkg-query -W
[sudo] password for admin:
dpkg    1.21.22
libpq5:amd64    15.8-0+deb12u1
admin@host01:~$ systemctl list-units --no-pager
  UNIT          LOAD   ACTIVE SUB     DESCRIPTION
  nginx.service loaded active running A high performance web server
`,
};

/** Output as it is copied from a terminal, with prompts before it, behind it or in between. */
export const sessionWith = (importers: readonly Importer[]): Importer => ({
  id: 'session',
  splits: true,
  help,
  looksLike: ({ text }) =>
    sampleOf(text).some((line) => promptIn(line)?.command !== undefined) ||
    promptIn(text.slice(-400).trimEnd().split('\n').at(-1) ?? '')?.host !== undefined,
  read: (file) => readWith(importers, file),
});
