import type { Node } from 'jsonc-parser';
import { JsonReader, parseJson, spanOf, type JsonFault, type JsonMember } from '../../text/json';
import { sentence } from '../../text/sentence';
import { span, type Span } from '../../text/span';
import type { Database, Environment, Host, InstalledPackage, InstalledUnit, Inventory, Service } from '../inventory';
import { documentEnd } from '../reading/documents';
import { flatPackages } from '../reading/flat-packages';
import { longLists } from '../reading/long-lists';
import { asPart } from '../reading/sections';
import { byItself } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

function read(file: ImportFile): Inventory | undefined {
  const { outline, lists } = longLists(file.text, 'packages');
  const { root, faults } = parseJson(outline);
  const isCut = breaksOff(file.text, root, faults);
  const reader = new InventoryReader(isCut ? [] : faults, file, lists);
  const members = root?.type === 'object' ? reader.object(root, 'the inventory') : undefined;
  const isOurs = members?.has('environments') || members?.has('services');
  if (!isOurs) reader.misspelt(members, fields.inventory);
  const inventory = members && isOurs ? reader.inventory(members) : undefined;
  if (isCut) file.problem('inventory-cut', span(file.text.trimEnd().length, file.text.length), cutOff);
  for (const fault of reader.found) file.problem(`inventory-${fault.code}`, fault.span, `${sentence(fault.detail)}.`);
  if (!inventory && !isCut && reader.found.length === 0) {
    const at = root ? span(root.offset, root.offset + 1) : span(0, 1);
    file.problem(
      'inventory-not-recognised',
      at,
      'This JSON is not recognised as an inventory: it has neither "environments" nor "services" at the top.',
    );
  }
  return inventory && faults.some(({ code }) => code === 'json-syntax')
    ? { ...inventory, environments: inventory.environments.map(asBroken) }
    : inventory;
}

/** Whether nothing is wrong but that the end lacks. */
function breaksOff(text: string, root: Node | undefined, [first]: readonly JsonFault[]): boolean {
  const lastLine = text.trimEnd().lastIndexOf('\n') + 1;
  return first?.code === 'json-syntax' && first.span.start >= lastLine && documentEnd(text, root?.offset ?? 0) === undefined;
}

const cutOff = 'This JSON ends in the middle, and what stood behind that counts as unknown; collect it anew, or copy all of it.';

/** Lists that are complete where they are given are not in a text that breaks off. */
function asBroken(environment: Environment): Environment {
  const { hosts, ...rest } = asPart(environment);
  return { ...rest, hosts: hosts.map(({ commands: _commands, files: _files, ...host }) => host) };
}

type Members = ReadonlyMap<string, JsonMember>;

/** What is read of each object. Others are kept for those whose they are, unless they look like a slip. */
const fields = {
  inventory: ['environments', 'services', 'endpoints'],
  environment: ['name', 'hosts', 'databases', 'window'],
  host: ['name', 'os', 'arch', 'collectedAt', 'timezone', 'packages', 'units', 'commands', 'config', 'files', 'disks'],
  os: ['id', 'version'],
  disk: ['mount', 'freeMb'],
  package: ['name', 'version', 'type'],
  unit: ['name', 'state'],
  window: ['start', 'minutes'],
  table: ['name', 'rows'],
  database: ['name', 'engine', 'version', 'sizeBytes', 'tables', 'schemaFile'],
  service: ['name', 'tier', 'owner', 'units', 'endpoints', 'dependsOn', 'path'],
} as const;

class InventoryReader extends JsonReader {
  constructor(
    readonly found: JsonFault[],
    private readonly file: ImportFile,
    private readonly lists: ReadonlyMap<number, number>,
  ) {
    super(found);
  }

  /** Where the piece of text begins that is read now. */
  private base = 0;

  override fault(code: string, at: Span, detail: string): void {
    super.fault(code, span(at.start + this.base, at.end + this.base), detail);
  }

  inventory(members: Members): Inventory {
    this.misspelt(members, fields.inventory);
    const environments = this.records(members, 'environments', 'name', (name, own) => this.environment(name, own));
    const services = this.records(members, 'services', 'name', (name, own) => this.service(name, own));
    const endpoints = this.optional('endpoints', this.texts(members, 'endpoints'));
    const dates = environments.flatMap(({ hosts }) => hosts.flatMap(({ collectedAt }) => collectedAt ?? [])).sort();
    const collectedAt = dates[0];
    return {
      environments,
      services,
      ...endpoints,
      sources: [{ path: this.file.path, format: 'inventory JSON', ...(collectedAt && { collectedAt }) }],
    };
  }

  private environment(name: string, members: Members): Environment {
    this.misspelt(members, fields.environment);
    const window = this.object(members.get('window')?.value, '`window`');
    this.misspelt(window, fields.window);
    const start = window && this.string(window.get('start')?.value, '`start` of `window`');
    const minutes = window && this.number(window.get('minutes')?.value, '`minutes` of `window`');
    return {
      name,
      hosts: this.records(members, 'hosts', 'name', (host, own, node) => this.host(host, own, node)),
      databases: this.records(members, 'databases', 'name', (database, own, node) => this.database(database, own, node)),
      ...(start !== undefined && minutes !== undefined && { window: { start, minutes } }),
    };
  }

  private host(name: string, members: Members, node: Node): Host {
    this.misspelt(members, fields.host);
    const os = this.object(members.get('os')?.value, '`os`');
    this.misspelt(os, fields.os);
    const id = os && this.string(os.get('id')?.value, '`id` of `os`');
    const config = this.object(members.get('config')?.value, '`config`');
    return {
      name,
      ...(os && id !== undefined && { os: { id, ...this.strings(os, 'version') } }),
      ...this.strings(members, 'arch', 'collectedAt', 'timezone'),
      ...this.optional('packages', this.packages(members)),
      ...this.units(members),
      ...this.optional('commands', this.texts(members, 'commands')),
      ...(config && { config: Object.fromEntries([...config].map(([key, { value }]) => [key, plain(value)])) }),
      ...this.optional('files', this.texts(members, 'files')),
      ...this.optional('disks', this.disks(members)),
      origin: this.origin(members, node),
    };
  }

  private disks(members: Members): Host['disks'] {
    if (!this.array(members.get('disks')?.value, '`disks`')) return undefined;
    return this.records(members, 'disks', 'mount', (mount, own) => {
      this.misspelt(own, fields.disk);
      const freeMb = this.number(own.get('freeMb')?.value, '`freeMb` of a disk');
      return freeMb === undefined ? undefined : { mount, freeMb };
    });
  }

  private packages(members: Members): InstalledPackage[] | undefined {
    const list = this.array(members.get('packages')?.value, '`packages`');
    if (!list) return undefined;
    const read = this.packagesIn(members);
    // One that could not be read may be the one that is asked for.
    return this.hasLost() ? read.map(byItself) : read;
  }

  /** Whether a package of the host that is read now was left out. */
  private lost = false;

  private packagesIn(members: Members): InstalledPackage[] {
    this.lost = false;
    const start = members.get('packages')?.value.offset ?? 0;
    const end = this.lists.get(start);
    if (end === undefined) return this.listed(members);
    const text = this.file.text.slice(start, end);
    const flat = flatPackages(text, start, (at) => this.file.origin(at));
    if (flat) return flat;
    const { root, faults } = parseJson(text);
    this.base = start;
    for (const { code, span: at, detail } of faults) this.fault(code, at, detail);
    const key = members.get('packages')?.key;
    const found = root && key ? this.listed(new Map([['packages', { key, value: root }]])) : [];
    this.base = 0;
    return found;
  }

  private listed(members: Members): InstalledPackage[] {
    return this.records(members, 'packages', 'name', (name, own, node) => {
      this.misspelt(own, fields.package);
      const version = this.string(own.get('version')?.value, '`version` of a package');
      if (version === undefined) {
        if (!own.has('version'))
          this.fault('record', spanOf(node), `the package "${name.slice(0, 60)}" has no version and was left out; add one`);
        this.lost = true;
        return undefined;
      }
      return { name, version, ...this.strings(own, 'type'), origin: this.origin(own, node) };
    });
  }

  private units(members: Members): Pick<Host, 'units' | 'unitsCut'> {
    if (!this.array(members.get('units')?.value, '`units`')) return {};
    this.lost = false;
    const units = this.records(members, 'units', 'name', (name, own, node): InstalledUnit => {
      this.misspelt(own, fields.unit);
      return { name, ...this.strings(own, 'state'), origin: this.origin(own, node) };
    });
    return { units, ...(this.hasLost() && { unitsCut: true as const }) };
  }

  private database(name: string, members: Members, node: Node): Database {
    this.misspelt(members, fields.database);
    const sizeBytes = this.number(members.get('sizeBytes')?.value, '`sizeBytes`');
    const tables = members.has('tables') ? this.records(members, 'tables', 'name', (table, own) => this.table(table, own)) : undefined;
    return {
      name,
      ...this.strings(members, 'engine', 'version'),
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(tables && { tables }),
      ...this.strings(members, 'schemaFile'),
      origin: this.origin(members, node),
    };
  }

  private table(name: string, members: Members): { name: string; rows?: number } {
    this.misspelt(members, fields.table);
    const rows = this.number(members.get('rows')?.value, '`rows` of a table');
    return { name, ...(rows !== undefined && { rows }) };
  }

  private service(name: string, members: Members): Service {
    this.misspelt(members, fields.service);
    const tier = this.number(members.get('tier')?.value, '`tier`');
    return {
      name,
      ...(tier !== undefined && { tier }),
      ...this.strings(members, 'owner', 'path'),
      ...this.optional('units', this.texts(members, 'units')),
      ...this.optional('endpoints', this.texts(members, 'endpoints')),
      ...this.optional('dependsOn', this.texts(members, 'dependsOn')),
    };
  }

  /** The objects of a list that carry their name. A plain text is a record with nothing but a name. */
  private records<T>(members: Members, list: string, key: string, make: (name: string, own: Members, node: Node) => T | undefined): T[] {
    return (this.array(members.get(list)?.value, `\`${list}\``) ?? []).flatMap((node) => {
      if (node.type === 'string') return make(String(node.value), new Map(), node) ?? [];
      const own = this.object(node, `an entry of \`${list}\``);
      if (!own) return this.leave();
      const name = this.string(own.get(key)?.value, `\`${key}\` of an entry of \`${list}\``);
      if (name === undefined && !own.has(key))
        this.fault('record', spanOf(node), `an entry of \`${list}\` has no \`${key}\` and was left out; add one`);
      return name === undefined ? this.leave() : (make(name, own, node) ?? []);
    });
  }

  private readonly hasLost = (): boolean => this.lost;

  private leave(): [] {
    this.lost = true;
    return [];
  }

  private strings<K extends string>(members: Members, ...keys: K[]): { readonly [P in K]?: string } {
    const found: { [P in K]?: string } = {};
    for (const key of keys) {
      const value = this.string(members.get(key)?.value, `\`${key}\``);
      if (value !== undefined) found[key] = value;
    }
    return found;
  }

  private texts(members: Members, list: string): string[] | undefined {
    return this.array(members.get(list)?.value, `\`${list}\``)?.flatMap((node) => this.string(node, `an entry of \`${list}\``) ?? []);
  }

  private optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
    return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
  }

  /** A record is found by its name, so links go there. */
  private origin(members: Members, node: Node) {
    const { start, end } = spanOf(members.get('name')?.value ?? node);
    return this.file.origin(span(start + this.base, end + this.base));
  }
}

/** A plain value; objects without the prototype that a key `__proto__` would otherwise replace. */
function plain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plain);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), plain(value)]] : [])),
  );
}

const help: ImporterHelp = {
  name: 'Inventory JSON of all hosts',
  tells: 'Environments and their hosts with packages, systemd units, commands and configuration; databases and services. One file for all.',
  fileName: 'inventory.json',
  example: `{
  "environments": [
    {
      "name": "production",
      "hosts": [
        {
          "name": "app01",
          "os": { "id": "debian", "version": "12" },
          "collectedAt": "2026-01-31T06:00:00Z",
          "packages": [{ "name": "libpq5", "version": "15.8-0+deb12u1", "type": "deb" }],
          "units": [{ "name": "nginx.service", "state": "enabled" }],
          "config": { "server.port": 8443 }
        }
      ],
      "databases": [{ "name": "main", "engine": "postgresql", "version": "15.8" }]
    }
  ],
  "services": [{ "name": "web", "tier": 1, "owner": "platform team", "units": ["nginx.service"] }]
}
`,
};

/** JSON, right or wrong; a word in brackets is what other programs begin with. */
const beginning = /^\s*(?:\{|\/[/*]|\[(?:\s*[\]{["/\d-]|\s*$))/;

/** Our own inventory JSON (shape: CONTRACT in the docs). A record that lacks its name is a problem; the others count. */
export const json: Importer = { id: 'json', help, looksLike: ({ text }) => beginning.test(text), read };
