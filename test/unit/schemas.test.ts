import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'jsonc-parser';
import { packageFolder, siteSourceFolder } from '../../scripts/sample/files';
import { products } from '../../src/core/catalog/products/index';
import { parseCatalog } from '../../src/core/catalog/parse-catalog';
import { roleOfName } from '../../src/core/catalog/site';
import { siteFolder } from '../../src/core/catalog/site-folder';
import { parseSeverities } from '../../src/core/catalog/parse-severities';
import { parseNotes } from '../../src/core/catalog/parse-notes';
import { parseWaivers } from '../../src/core/catalog/parse-waivers';
import { importInventory } from '../../src/core/inventory/import';
import { parseManifest } from '../../src/core/package/manifest';
import { JsonReader, type JsonMember } from '../../src/core/text/json';

const root = join(__dirname, '../..');
const kinds = ['manifest', 'inventory', 'catalog', 'severities', 'waivers', 'notes'] as const;
type Kind = (typeof kinds)[number];
type Json = Record<string, unknown>;

const schemas = Object.fromEntries(
  kinds.map((kind) => [kind, JSON.parse(readFileSync(join(root, `schemas/${kind}.schema.json`), 'utf8')) as Json]),
) as Record<Kind, Json>;

/** What VS Code's JSON language service understands on top of draft-07. */
const editorKeywords = ['markdownDescription', 'enumDescriptions', 'allowComments', 'allowTrailingCommas'];

const ajv = new Ajv({ allErrors: true, strictTypes: true }).addVocabulary(editorKeywords);
const validators = Object.fromEntries(kinds.map((kind) => [kind, ajv.compile(schemas[kind])])) as Record<Kind, ValidateFunction>;

const errorsOf = (kind: Kind, value: unknown): string[] => {
  validators[kind](value);
  return [...new Set((validators[kind].errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`))];
};

const readers: Record<Kind, (text: string) => { found: unknown; problems: readonly unknown[] }> = {
  manifest: (text) => ({ found: parseManifest(text), problems: parseManifest(text).faults }),
  inventory(text) {
    const { inventory, problems } = importInventory('inventory.json', text);
    return { found: inventory, problems };
  },
  catalog(text) {
    const { catalog, problems } = parseCatalog('catalog.json', text);
    return { found: catalog, problems };
  },
  severities(text) {
    const { layers, problems } = parseSeverities('severities.json', text);
    return { found: layers, problems };
  },
  waivers(text) {
    const { waivers, problems } = parseWaivers('waivers.json', text);
    return { found: waivers.map(({ origin: _, ...waiver }) => waiver), problems };
  },
  notes(text) {
    const { notes, problems } = parseNotes('notes.json', text);
    return { found: notes.map(({ origin: _, ...note }) => note), problems };
  },
};

const dependency = { name: 'nginx', range: '>=1.22 <1.29', type: 'deb', optional: true };

/** Documents that together use every field. */
const complete: Record<Kind, readonly Json[]> = {
  manifest: [
    {
      name: 'dten-platform',
      version: '5.2.0',
      vendor: 'Rooms',
      released: '2026-10-30',
      upgradeFrom: '>=5.0.0 <5.2.0',
      dependencies: [dependency, 'openssl >=3.0 <3.1', { name: 'jq', version: '~1.6' }],
      requires: { os: ['debian 12'], arch: ['amd64'], diskMb: 4096 },
      reboot: 'none',
      downtimeMinutes: 5,
      units: [{ name: 'dtend.service' }, 'dten-sync.timer'],
      database: { engine: 'postgresql', version: '15' },
      migrations: { directory: 'migrations', runner: 'psql' },
      config: [{ path: 'config/dten.yaml', installTo: '/etc/dten/dten.yaml' }],
      rollback: 'scripts/rollback.sh',
      files: [{ path: 'bin/dtend', sha256: '0'.repeat(64), size: 12, mode: '0755' }],
    },
    {
      product: 'dten-platform',
      dependencies: { openssl: '>=3.0 <3.1', nginx: { range: '>=1.22 <1.29' } },
      requires: [dependency, { name: 'jq', version: '~1.6' }],
      reboot: true,
    },
  ],
  inventory: [
    {
      environments: [
        {
          name: 'production',
          hosts: [
            {
              name: 'app01',
              os: { id: 'debian', version: '12' },
              arch: 'amd64',
              collectedAt: '2026-11-18T08:00:00Z',
              timezone: 'Europe/Berlin',
              packages: [{ name: 'openssl', version: '3.0.11-1~deb12u2', type: 'deb' }],
              units: [{ name: 'dtend.service', state: 'enabled' }],
              commands: ['bash'],
              config: { 'dten.hybrid.mode': 'auto' },
              files: ['/opt/dten/bin/dtend'],
              disks: [{ mount: '/', freeMb: 20480 }],
            },
          ],
          databases: [
            {
              name: 'dten',
              engine: 'postgresql',
              version: '15.8',
              sizeBytes: 412316860416,
              tables: [{ name: 'public.events', rows: 41000000 }],
              schemaFile: 'production.schema.sql',
            },
          ],
          window: { start: '2026-11-22T02:00:00Z', minutes: 60 },
        },
      ],
      services: [
        {
          name: 'meetings',
          tier: 1,
          owner: 'team-rooms',
          units: ['dtend.service'],
          endpoints: ['api.dten.example'],
          dependsOn: ['db'],
          path: 'login',
        },
      ],
      endpoints: ['mirror.dten.example', '*.debian.org'],
    },
  ],
  catalog: [
    {
      configKeys: [
        {
          product: 'dten',
          key: 'a.b',
          state: 'required',
          since: '5.0.0',
          replacedBy: 'a.c',
          requiredValue: true,
          why: 'because',
          source: 'ticket',
        },
      ],
      units: [{ from: 'a.service', to: 'b.service', since: '5.0.0', source: 'ticket' }],
      endpoints: [{ host: 'old.example', state: 'retired', replacedBy: 'new.example', since: '2025-12-31', why: 'closed' }],
      signers: [{ name: 'CA', sha256: 'ab'.repeat(32), contact: 'the number in the contract' }],
      upgradePaths: [{ product: 'dten', from: '<5.0.0', via: '5.0.3' }],
      conflicts: [{ a: 'libfoo <2', b: 'dten >=5.2.0', why: 'crash' }],
      endOfLife: [{ product: 'postgresql', cycle: '12', date: '2024-11-21' }],
    },
  ],
  severities: [
    {
      rules: { 'script/assumes-sudo': 'off', 'archive/*': 'warning' },
      overrides: [{ files: ['legacy/**'], rules: { 'script/*': 'info' } }],
    },
  ],
  waivers: [
    {
      waivers: [
        {
          rule: 'endpoint/unverified-tls',
          fingerprint: '0123456789abcdef',
          path: 'scripts/install.sh',
          line: 14,
          package: 'dten-platform',
          version: '5.2.0',
          reason: 'the host is on the same rack',
          owner: 'team-net',
          until: '2027-01-31',
          granted: '2026-11-20',
          authority: 'security',
        },
        { rule: 'script/assumes-sudo', reason: 'root runs it', owner: 'team-rooms', until: '2027-01-31' },
      ],
    },
  ],
  notes: [
    {
      notes: [{ path: 'scripts/install.sh', line: 14, of: '0123456789abcdef', text: 'Ask the vendor.', by: 'Kim', on: '2026-11-20' }],
    },
  ],
};

/** Fields of the contract that nothing reads yet. */
const unread: Record<Kind, readonly string[]> = {
  manifest: [],
  inventory: [],
  catalog: [],
  severities: [],
  waivers: [],
  notes: [],
};

/** Read in other vendors' manifests, and not for new ones to use. */
const tolerated: Record<Kind, readonly string[]> = {
  manifest:
    'upgrade_from upgradesFrom upgradableFrom supportedUpgradeFrom supportedFrom depends packages install installation upgrade rebootRequired requiresReboot reboot_required requires_reboot needsReboot rebootNeeded package id component artifact versionRange version_range versions constraint requirements prerequisites components supportedPlatforms platforms supportedOs architecture checksums digests file sha512 sha384 sha-256 digest checksum hash integrity sha1 md5'.split(
      ' ',
    ),
  inventory: [],
  catalog: [],
  severities: [],
  waivers: [],
  notes: [],
};

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const resolved = (schema: Json, top: Json): Json => {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? ((top['definitions'] as Json)[reference.replace('#/definitions/', '')] as Json) : schema;
};

const below = (schema: Json, top: Json): Json[] =>
  [schema['items'], schema['additionalProperties'], schema['anyOf'], schema['allOf']]
    .flat()
    .filter(isObject)
    .map((part) => resolved(part, top));

describe('schemas', () => {
  for (const kind of kinds) {
    describe(`of the ${kind}`, () => {
      const fields = [...new Set(fieldsOf(schemas[kind], schemas[kind]))].sort();

      it('describe every field', () => {
        assert.deepEqual(undescribed(schemas[kind]), []);
      });

      it('accept what the readers accept', () => {
        for (const value of complete[kind]) {
          assert.deepEqual([errorsOf(kind, value), readers[kind](JSON.stringify(value)).problems], [[], []]);
        }
      });

      it('name only fields that are read', () => {
        const read = fields.filter((field) => complete[kind].some((value) => matters(kind, value, field)));
        assert.deepEqual(
          fields.filter((field) => !read.includes(field)),
          [...unread[kind]].sort(),
        );
      });

      it('name all fields that are read', () => {
        const known = new Set([...fields.flatMap((field) => field.split('.')), ...tolerated[kind]]);
        const asked = complete[kind].flatMap((value) => [...keysAskedFor(() => readers[kind](JSON.stringify(value)))]);
        assert.ok(asked.length > Math.min(10, fields.length / 2));
        assert.deepEqual(
          [...new Set(asked)].filter((key) => !known.has(key)),
          [],
        );
      });
    });
  }

  it('accept the sample', () => {
    assert.deepEqual(errorsOf('manifest', parse(readFileSync(join(packageFolder, 'manifest.json'), 'utf8'))), []);
    const folder = join(siteSourceFolder, siteFolder);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    assert.ok(files.length >= 3);
    for (const name of files) {
      assert.deepEqual(
        errorsOf(kinds.find((kind) => kind === roleOfName(name)?.id) ?? assert.fail(name), parse(readFileSync(join(folder, name), 'utf8'))),
        [],
        name,
      );
    }
  });

  it('accept what is built in, each product in the file of its name and in the list', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schemas/product.schema.json'), 'utf8')) as Json;
    assert.deepEqual(undescribed(schema), []);
    const validate = ajv.compile(schema);
    for (const product of products) assert.ok(validate(product), JSON.stringify(validate.errors));
    assert.deepEqual(
      readdirSync(join(root, 'src/core/catalog/products')).sort(),
      [...products.map(({ product }) => `${product}.json`), 'index.ts'].sort(),
    );
    assert.equal(validate({ product: 'x', removedKeys: [{ key: 'y', since: '1' }], endOfLife: [] }), false, 'a record without its source');
  });

  const wrong: readonly (readonly [kind: Kind, value: unknown, error: string])[] = [
    ['manifest', [], ' type'],
    ['manifest', { version: 5 }, '/version type'],
    ['manifest', { reboot: 5 }, '/reboot anyOf'],
    ['manifest', { dependencies: 'openssl >=1.1' }, '/dependencies anyOf'],
    ['manifest', { dependencies: { openssl: 3 } }, '/dependencies/openssl anyOf'],
    ['manifest', { dependencies: [{ range: '>=1.1' }] }, '/dependencies/0 required'],
    ['manifest', { config: [{ installTo: '/etc/x' }] }, '/config/0 required'],
    ['manifest', { files: [{ path: 'x', sha256: 'abc' }] }, '/files/0/sha256 pattern'],
    ['inventory', {}, ' anyOf'],
    ['inventory', { hosts: [] }, ' anyOf'],
    ['inventory', { environments: [{ hosts: [] }] }, '/environments/0 required'],
    [
      'inventory',
      { environments: [{ name: 'p', hosts: [{ name: 'a', packages: [{ name: 'x' }] }] }] },
      '/environments/0/hosts/0/packages/0 required',
    ],
    ['inventory', { environments: [{ name: 'p', window: { start: 'x', minutes: 0 } }] }, '/environments/0/window/minutes exclusiveMinimum'],
    ['severities', {}, ' anyOf'],
    ['severities', { rules: { 'script/*': 'fatal' } }, '/rules/script~1* enum'],
    ['severities', { rules: { scripts: 'off' } }, '/rules pattern'],
    ['severities', { overrides: [{ rules: {} }] }, '/overrides/0 required'],
    ['waivers', {}, ' required'],
    ['waivers', { waivers: [{ rule: 'a/b', reason: 'x', owner: 'y' }] }, '/waivers/0 required'],
    ['waivers', { waivers: [{ rule: 'a/*', reason: 'x', owner: 'y', until: '2027-01-31' }] }, '/waivers/0/rule pattern'],
    ['waivers', { waivers: [{ rule: 'a/b', reason: 'x', owner: 'y', until: 'soon' }] }, '/waivers/0/until pattern'],
    ['waivers', { waivers: [{ rule: 'a/b', reason: 'x', owner: 'y', until: '2027-01-31', line: 3 }] }, '/waivers/0 dependencies'],
    ['notes', { notes: [{ path: 'a', line: 0, of: 'x', text: 'y' }] }, '/notes/0/line minimum'],
    ['catalog', { configKeys: [{ product: 'x', key: 'y', state: 'gone' }] }, '/configKeys/0/state enum'],
    ['catalog', { endpoints: [{ host: 'x' }] }, '/endpoints/0 required'],
    ['catalog', { signers: [{ name: 'x', sha256: 'AB:CD' }] }, '/signers/0/sha256 pattern'],
    ['catalog', { endOfLife: [{ product: 'x', cycle: '1', date: 'soon' }] }, '/endOfLife/0/date pattern'],
  ];
  for (const [kind, value, error] of wrong) {
    it(`refuse ${JSON.stringify(value)}`, () => {
      assert.ok(errorsOf(kind, value).includes(error), errorsOf(kind, value).join('\n'));
    });
  }

  it('are contributed for the files of a site and for manifests of packages under review, not for other manifests', () => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      contributes: {
        jsonValidation: { fileMatch: string | string[]; url: string }[];
        languages: { id: string; filenamePatterns?: string[] }[];
      };
    };
    const byUrl = new Map(contributes.jsonValidation.map(({ fileMatch, url }) => [url, [fileMatch].flat()]));
    assert.deepEqual([...byUrl.keys()].sort(), kinds.map((kind) => `./schemas/${kind}.schema.json`).sort());
    assert.ok(byUrl.get('./schemas/manifest.schema.json')?.every((match) => match.startsWith('upgrade-package://')));
    for (const kind of ['inventory', 'catalog', 'severities', 'waivers', 'notes'] as const) {
      // What is called after a host may be a tool's own form.
      const others = kind === 'inventory' ? [`!${siteFolder}/inventory.*.*.json`] : [];
      assert.deepEqual(byUrl.get(`./schemas/${kind}.schema.json`), [`${siteFolder}/${kind}*.json`, ...others]);
    }
    const commented = contributes.languages.filter(({ id }) => id === 'jsonc').flatMap(({ filenamePatterns }) => filenamePatterns ?? []);
    assert.deepEqual(commented, [`**/${siteFolder}/*.json`]);
  });
});

/** Paths of all fields: names joined by dots, lists and maps left out. */
function fieldsOf(schema: Json, top: Json): string[] {
  const own = Object.entries((schema['properties'] ?? {}) as Record<string, Json>).flatMap(([name, inner]) => [
    name,
    ...fieldsOf(resolved(inner, top), top).map((path) => `${name}.${path}`),
  ]);
  return [...own, ...below(schema, top).flatMap((part) => fieldsOf(part, top))];
}

function undescribed(schema: unknown, path = ''): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part, index) => undescribed(part, `${path}/${index}`));
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, inner]) => [
    ...(key === 'properties' && isObject(inner)
      ? Object.entries(inner).flatMap(([name, field]) =>
          isObject(field) && !field['$ref'] && !field['description'] ? [`${path}/${name}`] : [],
        )
      : []),
    ...undescribed(inner, `${path}/${key}`),
  ]);
}

/** Whether the reader finds something else when the field is not there. */
function matters(kind: Kind, value: Json, field: string): boolean {
  const facts = (document: unknown): string =>
    JSON.stringify(readers[kind](JSON.stringify(document)).found, (key, inner: unknown) =>
      /^(span|nameSpan|origin|faults)$/.test(key) ? undefined : inner,
    );
  return facts(value) !== facts(without(value, field.split('.')));
}

function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, [name ?? '', ...rest]));
  if (!isObject(value)) return value;
  const { [name ?? '']: inner, ...others } = value;
  if (inner !== undefined) return rest.length === 0 ? others : { ...others, [name ?? '']: without(inner, rest) };
  // A map, whose keys are names.
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, isObject(element) ? without(element, [name ?? '', ...rest]) : element]),
  );
}

/** Names of members that readers look up while `run` runs. */
function keysAskedFor(run: () => unknown): ReadonlySet<string> {
  const asked = new Set<string>();
  class Watched extends Map<string, JsonMember> {
    override get(key: string): JsonMember | undefined {
      asked.add(key);
      return super.get(key);
    }
  }
  const object = Reflect.get(JsonReader.prototype, 'object');
  JsonReader.prototype.object = function (...given) {
    const members = object.apply(this, given);
    return members && new Watched(members);
  };
  try {
    run();
  } finally {
    JsonReader.prototype.object = object;
  }
  return asked;
}
