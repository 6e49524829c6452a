import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { unread } from '../../../src/core/review/unread-fields';

/** Fields that rules, facts or reports read; all others are told as not checked. Without those below another field of these lists. */
const read = [
  'manifest: name product version vendor released dependencies requires reboot units database migrations config downtimeMinutes upgradeFrom rollback files',
  'manifest.files: path sha256 size mode',
  'manifest.requires: os arch',
  'manifest.dependencies: name',
  'manifest.requires: name',
  'manifest.dependency: range version type optional',
  'manifest.units: name',
  'manifest.database: engine version',
  'manifest.migrations: directory runner',
  'manifest.config: path installTo',
  'inventory: environments services endpoints',
  'inventory.environments: name hosts databases window',
  'inventory.environments.window: start minutes',
  'inventory.host: name os arch collectedAt timezone packages units commands config files disks',
  'inventory.host.disks: mount freeMb',
  'inventory.host.os: id version',
  'inventory.package: name version type',
  'inventory.unit: name state',
  'inventory.database: name engine version sizeBytes tables schemaFile',
  'inventory.database.tables: name rows',
  'inventory.service: name tier owner units endpoints dependsOn path',
  'catalog: configKeys units endpoints signers upgradePaths conflicts endOfLife',
  'catalog.configKey: product key state since replacedBy requiredValue why source',
  'catalog.unit: from to since source',
  'catalog.endpoint: host state replacedBy since why',
  'catalog.signer: name sha256 contact',
  'catalog.upgradePath: product from via',
  'catalog.conflict: a b why',
  'catalog.endOfLife: product cycle date',
].flatMap((line) => {
  const [list = '', names = ''] = line.split(': ');
  return names.split(' ').map((name) => `${list}.${name}`);
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** `manifest.requires.os`; the fields of a definition are below its name. */
function fieldsOf(schema: Schema, path: string): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((part) =>
    fieldsOf(part, path),
  );
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [`${path}.${name}`, ...fieldsOf(part, `${path}.${name}`)]),
    ...inner,
  ];
}

function schemaFields(name: string): string[] {
  const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as Schema;
  const defined = Object.entries(schema.definitions ?? {}).flatMap(([definition, part]) =>
    // What has a list of its own is named after the list.
    fieldsOf(part, `${name}.${definition === 'environment' ? 'environments' : definition}`),
  );
  return [...new Set([...fieldsOf(schema, name), ...defined])];
}

describe('fields of schemas', () => {
  const told = unread.map(({ field }) => field);
  // The fields of a record that nothing reads are told with their list.
  const withRecords: Readonly<Record<string, string>> = {
    'catalog.upgradePath.': 'catalog.upgradePaths',
    'catalog.conflict.': 'catalog.conflicts',
    'catalog.endOfLife.': 'catalog.endOfLife',
  };
  const isToldAbove = (field: string) =>
    told.some((above) => field.startsWith(`${above}.`)) ||
    Object.entries(withRecords).some(([record, list]) => field.startsWith(record) && told.includes(list));

  it('are read, or told as not checked', () => {
    const fields = ['manifest', 'inventory', 'catalog'].flatMap(schemaFields);
    const known = new Set([...read, ...told]);
    assert.deepEqual(
      fields.filter((field) => !known.has(field) && !isToldAbove(field)),
      [],
    );
    assert.deepEqual(
      [...known].filter((field) => !fields.includes(field)),
      [],
      'no list names a field that no schema has',
    );
    assert.deepEqual(
      told.filter((field) => read.includes(field)),
      [],
    );
  });
});
