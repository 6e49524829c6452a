import type { Anomaly, AnomalyCode } from './anomaly';

type Data = Anomaly['data'];

/** What each anomaly means for somebody who must trust the archive. */
const wording: Readonly<Record<AnomalyCode, (data: Data) => string>> = {
  'prepended-data': ({ length }) => `${length} bytes lie before the first entry, and nothing in the archive accounts for them`,
  'trailing-data': ({ length }) => `${length} bytes follow the end of the archive`,
  'several-end-records': ({ count }) => `the archive has ${count} end records: other programs may read another list of files`,
  'directory-gap': ({ length }) => `${length} bytes of the list of files belong to no entry`,
  'wrong-count': ({ declared, found }) => `the archive declares ${declared} entries and lists ${found}`,
  'zip64-disagrees': ({ field, end, zip64 }) => `${field} is ${end} in the end record and ${zip64} in the zip64 record`,
  'duplicate-name': () => 'the name occurs more than once: only the last entry was reviewed, and other programs may unpack the first',
  'unsafe-name': ({ why }) => `not mounted, its name is not safe: ${why}`,
  'odd-name': ({ path }) => `mounted as ${path}: other programs may unpack it elsewhere`,
  'file-and-directory': ({ below }) => `a file of this name and a folder of the same name (${below})`,
  'undeclared-encoding': ({ encoding }) => `the name does not say its encoding and was read as ${encoding}`,
  'stale-unicode-name': () => 'the Unicode name belongs to another recorded name and was ignored',
  'malformed-extra': ({ length }) => `${length} bytes of its extra fields do not parse`,
  'entry-outside': ({ offset }) => `lies at byte ${offset}, not before the list of files`,
  'local-header-differs': ({ field, central, local }) => `${field} is ${central} in the list of files and ${local} at the entry itself`,
  'more-anomalies': ({ of, count }) => `${count} more oddities of the kind ${of}`,
};

/** A clause without a full stop. */
export const describeAnomaly = ({ code, data }: Anomaly): string => wording[code](data);
