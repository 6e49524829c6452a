import { baseName } from '../../text/path';
import { span } from '../../text/span';
import type { InstalledUnit } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { named, rowsOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const kinds = 'service|socket|timer|path|mount|automount|target|slice|scope|swap|device|snapshot';
/** `ssh.service enabled enabled`; the preset may lack. */
const fileRow = new RegExp(`^(\\S+\\.(?:${kinds})) +([a-z]+(?:-[a-z]+)*)(?: +\\S+)?\\s*$`);
/** `● ssh.service loaded active running OpenBSD Secure Shell server` */
const unitRow = new RegExp(
  `^[●○×*↻ ]{0,4}(\\S+\\.(?:${kinds})) +(loaded|not-found|masked|error|bad-setting|stub|merged) +([a-z]+) +([a-z-]+)(?: |$)`,
);
/** The name has dots where its middle or its end was. */
const isCut = /^[●○×*↻ ]{0,4}[^\s…]{0,300}?(?:…|\.\.\.)/;
/** Stands above a list with its number below it. */
const heading = /^ *UNIT FILE +STATE\b/m;
const around = /^(UNIT( FILE)? |Legend:|LOAD +=|ACTIVE +=|SUB +=|\d+ (loaded )?unit|To show |Pass |\s*(JOB|UNIT) +LOAD)/;

function read(file: ImportFile) {
  const documents = file.documents();
  const { units, loaded, cut } = documents ? fromJson(file, documents) : fromTable(file);
  // No system starts without a target: where none is, only some kinds of units were asked for.
  const isPart = loaded || cut > 0 || !units.some(({ name }) => name.endsWith('.target'));
  return inventoryOf(file, loaded ? 'systemctl list-units' : 'systemctl list-unit-files', [{ units, ...(isPart && { unitsCut: true }) }]);
}

interface Listed {
  readonly units: readonly InstalledUnit[];
  /** Names that could not be read. */
  readonly cut: number;
  /** Only loaded units are told of, which are not all that there are. */
  readonly loaded: boolean;
}

function fromJson(file: ImportFile, documents: readonly unknown[]): Listed {
  const find = seeker(file);
  const rows = rowsOf(documents);
  const units = rows.flatMap((row) => {
    const name = named(row, 'unit_file', 'unit');
    const state = named(row, 'state') ?? loadedAs(named(row, 'load'), named(row, 'active'));
    return name === undefined ? [] : [{ name: baseName(name), ...(state !== undefined && { state }), origin: find(name) }];
  });
  return { units, loaded: rows.some((row) => 'unit' in row), cut: 0 };
}

function fromTable(file: ImportFile): Listed {
  const units: InstalledUnit[] = [];
  let loaded = false;
  let cut = 0;
  for (const { start, text } of linesOf(file.text)) {
    if (text.trim() === '' || around.test(text) || isWarning(text)) continue;
    if (isCut.test(text)) {
      cut++;
      continue;
    }
    const at = span(start, start + text.length);
    const [, name, load, active] = unitRow.exec(text) ?? [];
    const [, fileName, state = ''] = fileRow.exec(text) ?? [];
    if (name !== undefined) {
      loaded = true;
      const how = loadedAs(load, active);
      units.push({ name, ...(how !== undefined && { state: how }), origin: file.origin(at) });
    } else if (fileName !== undefined) units.push({ name: fileName, state, origin: file.origin(at) });
    else file.problem('inventory-bad-line', at, 'This line is no unit of "systemctl" and was left out.');
  }
  const [footer, counted] = /^(\d+) unit files listed/m.exec(file.text) ?? [];
  const lost = footer === undefined ? (heading.test(file.text) ? undefined : 0) : Number(counted) - units.length - cut;
  if (lost !== 0)
    file.problem(
      'inventory-cut',
      span(file.text.length, file.text.length),
      `${lost === undefined ? 'The list has no last line that says how many there are' : `The list says that there are ${counted}, and ${units.length + cut} of them are here`}, so it was cut off; collect it with "systemctl list-unit-files --no-pager".`,
    );
  if (cut > 0)
    file.problem(
      'inventory-cut',
      span(0, 0),
      `${cut} names are cut to the width of a terminal and were left out; collect them with "systemctl list-unit-files --no-pager --full".`,
    );
  return { units, loaded, cut };
}

/** Other states of loading say that it cannot be started; of loaded ones it is not known whether they are enabled. */
const loadedAs = (load: string | undefined, active: string | undefined): string | undefined => (load === 'loaded' ? active : load);

const help: ImporterHelp = {
  name: 'systemd units of a host',
  tells: 'Every unit file with its state. One file for each host.',
  command: 'systemctl list-unit-files --no-pager > inventory.<environment>.<host>.units.txt',
  fileName: 'inventory.<environment>.<host>.units.txt',
  example: `UNIT FILE          STATE    PRESET
cron.service       enabled  enabled
nginx.service      enabled  enabled

2 unit files listed.
`,
};

/** `systemctl list-unit-files` and `list-units`, as JSON and as tables. */
export const systemctl: Importer = {
  id: 'systemctl',
  help,
  looksLike({ text, documents }) {
    const [first] = rowsOf(documents()?.slice(0, 1) ?? []);
    if (first) return 'unit_file' in first || ('unit' in first && 'load' in first);
    return sampleOf(text).filter((line) => fileRow.test(line) || unitRow.test(line)).length > 0 && !/^ii /m.test(text.slice(0, 1000));
  },
  read,
};
