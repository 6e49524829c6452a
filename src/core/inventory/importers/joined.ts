import { span } from '../../text/span';
import type { Inventory } from '../inventory';
import { mergeInventories } from '../merge';
import { placeOf } from '../place';
import { documentEnd, parsed } from '../reading/documents';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { asPart, readSection } from '../reading/sections';
import { sampleFor } from '../sample';
import type { Importer, ImporterHelp, ImportFile, Sample } from './importer';

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A line of `/etc/os-release`. */
const ofSystem = /^[A-Z][A-Z0-9_]{1,40}=(?:"[^"\n]*"|'[^'\n]*'|\S*)\s*$/;
const isSystem = (text: string): boolean => /^ID=/m.test(text) && /^(?:PRETTY_)?NAME=/m.test(text);
/** More are a log, which has an importer of its own. */
const most = 100;

/** Parts of a text that different tools have printed, in their order; one if that cannot be told. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const cut = (start: number, end: number): void => {
    if (text.slice(from, start).trim() !== '') pieces.push({ start: from, end: start });
    pieces.push({ start, end });
    from = end;
  };
  let system: Piece | undefined;
  // Each try looks at the text up to its end, so there are only so many.
  let left = 4 * text.length;
  for (const { start, next, text: line } of linesOf(text)) {
    if (start < from || pieces.length > most) continue;
    if (ofSystem.test(line)) {
      system = { start: system?.start ?? start, end: next };
      continue;
    }
    if (system && isSystem(text.slice(system.start, system.end))) cut(system.start, system.end);
    system = undefined;
    if (left < 0 || !/^[{[]/.test(line)) continue;
    const end = documentEnd(text, start);
    left -= (end ?? text.length) - start;
    if (end !== undefined && parsed(text.slice(start, end)) !== undefined) cut(start, end);
  }
  if (system && isSystem(text.slice(system.start, system.end))) cut(system.start, system.end);
  if (text.slice(from).trim() !== '') pieces.push({ start: from, end: text.length });
  return pieces;
}

interface Part extends Piece {
  readonly kind: Importer | undefined;
}

/** The pieces with what reads them. What a program prints as several documents is one part, unless each says all that there is to say. */
function partsOf(importers: readonly Importer[], text: string): readonly Part[] {
  const parts: Part[] = [];
  for (const { start, end } of piecesOf(text)) {
    const piece = sampleFor(text.slice(start, end));
    const kind = importers.find(({ looksLike }) => looksLike(piece));
    const before = parts.at(-1);
    if (before && before.kind === kind && kind?.isWhole !== true) parts[parts.length - 1] = { start: before.start, end, kind };
    else parts.push({ start, end, kind });
  }
  return parts;
}

/** Whether somebody has put together what several programs printed: each part is then read by itself. */
function isJoined(importers: readonly Importer[], { text, documents }: Sample): boolean {
  const found = documents();
  if (found ? found.length < 2 || found.length > most : !hints.test(text)) return false;
  const parts = partsOf(importers, text);
  return parts.length > 1 && parts.length <= most && parts.some(({ kind }) => kind !== undefined && kind.id !== 'json');
}

/** Without them a text is of one piece. */
const hints = /^(?:ID=|[{[])/m;

function readWith(importers: readonly Importer[], file: ImportFile): Inventory {
  const { environment, host, assumed } = placeOf(file.path);
  const found = partsOf(importers, file.text).flatMap((part): Inventory[] => {
    const read = part.kind && readSection(importers, file, environment, { ...part, host, keepsNames: true });
    if (!read)
      file.problem(
        'inventory-section',
        span(part.start, part.start),
        'This part of the file is in no form that is known, and was left out.',
      );
    return read ? [read] : [];
  });
  const own = mergeInventories(found);
  const named = new Set(own.environments.flatMap(({ hosts }) => hosts.flatMap(({ name }) => (name === host ? [] : name))));
  const [only] = named;
  // What one part says of the host's name counts for those that do not.
  const name = assumed.includes('host') && named.size === 1 && only !== undefined ? only : host;
  const isSaid = only !== undefined && !own.environments.some(({ hosts }) => hosts.some((each) => each.name === name && name === host));
  const base = inventoryOf(file, 'several lists', [isSaid ? { name: only } : {}]);
  const all = mergeInventories([base, ...found.map((each) => renamed(each, host, name))]);
  // What is lost may be of any part.
  return file.hasLeftOut() ? { ...all, environments: all.environments.map(asPart) } : all;
}

const renamed = (inventory: Inventory, from: string, to: string): Inventory => ({
  ...inventory,
  environments: inventory.environments.map((environment) => ({
    ...environment,
    hosts: environment.hosts.map((host) => (host.name === from ? { ...host, name: to } : host)),
  })),
});

const help: ImporterHelp = {
  name: 'Several lists in one file',
  tells: 'What several commands have printed about a host, one behind the other: os-release, JSON, and one list that is text.',
  fileName: 'inventory.<environment>.<host>.txt',
  example: `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
ID=debian
base-files\t12.4+deb12u8
libpq5\t15.8-0+deb12u1
`,
};

/** Files that were put together, as by `cat`. */
export const joinedWith = (importers: readonly Importer[]): Importer => ({
  id: 'joined',
  help,
  looksLike: (sample) => isJoined(importers, sample),
  read: (file) => readWith(importers, file),
});
