import { exactSize } from '../text/size';
import type { Anomaly, AnomalyCode } from './anomaly';

type Data = Anomaly['data'];

const unportable: ReadonlyMap<string, (data: Data) => string> = new Map(
  Object.entries<(data: Data) => string>({
    device: () => 'a part of the name is a device name of Windows (CON, NUL, COM1 …)',
    character: () => 'the name has a character that Windows refuses (< > : " | ? *)',
    'long-target': ({ length, limit }) => `it is a link to a name of ${length} bytes, and Linux takes ${limit}`,
    trailing: () => 'a part of the name ends with a dot or a space, which Windows drops',
    'long-name': ({ length, limit }) => `a part of the name has ${length} bytes, and file systems take ${limit}`,
    'long-path': ({ length, limit }) => `the path has ${length} bytes, and Linux takes ${limit}`,
  }),
);

const modes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    setuid: 'runs with the rights of its owner (setuid)',
    setgid: 'runs with the rights of its group (setgid)',
    'world-writable': 'anybody may write to it',
  }),
);

const budgets: ReadonlyMap<string, (data: Data) => string> = new Map(
  Object.entries<(data: Data) => string>({
    totalRatio: ({ value, limit }) => `unpacks to ${value} times its packed size; the limit is ${limit} times`,
    entryRatio: ({ value, limit }) => `unpacks to ${value} times its packed size; the limit is ${limit} times`,
    totalSize: ({ value, limit }) => `unpacks to ${value} bytes; the limit is ${exactSize(Number(limit))}`,
    entries: ({ value, limit }) => `holds ${value} entries; the limit is ${limit}`,
    pathDepth: ({ value, limit }) => `lies ${value} folders deep; the limit is ${limit}`,
    nesting: ({ value, limit }) =>
      `an archive inside ${value} other archive${value === 1 ? '' : 's'}, which was not opened; the limit is ${limit}`,
  }),
);

const unsafe: ReadonlyMap<string, string> = new Map(
  Object.entries({
    absolute: 'it begins at the root of the file system',
    drive: 'it begins with a drive letter',
    traversal: 'it leads up and out of the folder (..)',
    nul: 'it holds a NUL character, which ends the name for some programs',
    empty: 'it names nothing',
  }),
);

/** What each anomaly means for somebody who must trust the archive. */
const wording: Readonly<Record<AnomalyCode, (data: Data) => string>> = {
  'prepended-data': ({ length }) => `${length} bytes lie before the first entry`,
  'trailing-data': ({ length }) => `${length} bytes follow the end of the archive`,
  'several-end-records': ({ count }) => `it has ${count} end records, and other programs may choose another one`,
  'directory-gap': ({ length }) => `${length} bytes of the list of files belong to no entry`,
  'wrong-count': ({ declared, found }) => `it declares ${declared} entries and lists ${found}`,
  'zip64-disagrees': ({ field, end, zip64 }) => `${field} is ${end} in the end record and ${zip64} in the zip64 record`,
  'duplicate-name': () => 'the name occurs more than once; the last entry was reviewed, and other programs may unpack the first',
  'unsafe-name': ({ why }) => `not mounted, its name is not safe: ${unsafe.get(String(why)) ?? why}`,
  'odd-name': ({ path }) => `mounted as ${path}; other programs may unpack it elsewhere`,
  'file-and-directory': ({ below }) => `there is a file of this name and a folder of the same name (${below})`,
  'colliding-name': ({ other, how }) => `differs from ${other} only by ${how}`,
  'deceptive-name': ({ how, characters }) =>
    how === 'alike'
      ? `the name holds letters of another script that look like Latin ones (${characters})`
      : `the name holds characters that do not show or change the direction of the text (${characters})`,
  'unportable-name': (data) => unportable.get(String(data['why']))?.(data) ?? String(data['why']),
  'undeclared-encoding': ({ encoding }) => `the name does not say its encoding and was read as ${encoding}`,
  'wrong-encoding': ({ encoding }) => `the name says that it is UTF-8 and is not, and was read as ${encoding}`,
  'stale-unicode-name': () => 'its Unicode name belongs to another recorded name and was ignored',
  'malformed-extra': ({ length }) => `${length} bytes of its extra fields do not parse`,
  'entry-outside': ({ offset }) => `it lies at byte ${offset}, not before the list of files`,
  'other-disk': ({ disk }) => `it begins on part ${Number(disk) + 1} of a split archive, and this is the only part`,
  'local-header-differs': ({ field, central, local }) => `${field} is ${central} in the list of files and ${local} at the entry itself`,
  'overlapping-entry': ({ other, length }) => `shares ${length} bytes with ${other}`,
  gap: ({ offset, length, after }) => `${length} bytes at byte ${offset}, after ${after}, belong to no entry`,
  'unlisted-entry': ({ offset }) => `there is an entry at byte ${offset} that the list of files does not have`,
  'directory-with-data': ({ size }) => `a folder with ${size} bytes of content`,
  'encrypted-entry': ({ how }) => `encrypted (${how})`,
  'unsupported-method': ({ name }) => `compressed with ${name}`,
  'damaged-entry': ({ why }) => String(why),
  'dangerous-mode': ({ mode, why }) => `its mode is ${mode}: ${modes.get(String(why)) ?? why}`,
  'special-file': ({ type }) => `it is a ${type}`,
  'escaping-symlink': ({ target }) => `a link to ${target}`,
  'budget-exceeded': (data) => budgets.get(String(data['budget']))?.(data) ?? String(data['budget']),
  'more-anomalies': ({ of, count }) => `${count} more oddities of the kind ${of}`,
};

/** A clause without a full stop; of a damaged entry whole sentences. */
export const describeAnomaly = ({ code, data }: Anomaly): string => wording[code](data);
