import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { siteRoles } from '../../src/core/catalog/roles/index';
import { importers } from '../../src/core/inventory/importers/index';
import * as signs from '../../src/core/archive/container-signs';
import { reportFormats } from '../../src/core/report/formats/index';
import { compressions } from '../../src/node/containers/compressions/index';
import { containers } from '../../src/node/containers/kinds/index';

const root = join(__dirname, '../../src');

interface Family {
  /** Below src. */
  readonly folder: string;
  /** What a member is: in its folder beside the members and `index.ts`, the list. */
  readonly type: string;
  readonly members: readonly { readonly id: string }[];
}

const families: readonly Family[] = [
  { folder: 'node/containers/compressions', type: 'compression.ts', members: compressions },
  { folder: 'node/containers/kinds', type: 'container.ts', members: containers },
  { folder: 'core/catalog/roles', type: 'role.ts', members: siteRoles },
  { folder: 'core/inventory/importers', type: 'importer.ts', members: importers },
  { folder: 'core/report/formats', type: 'format.ts', members: reportFormats },
];

describe('families', () => {
  for (const { folder, type, members } of families) {
    it(`in ${folder} have all members in their list, each in the file of its name`, () => {
      const expected = [...members.map(({ id }) => `${id}.ts`), 'index.ts', type];
      const files = readdirSync(join(root, folder)).filter((name) => !name.endsWith('.d.ts'));
      assert.deepEqual(files.sort(), expected.sort());
    });
  }

  it('of containers and compressions are what signs are looked for', () => {
    const idsOf = (members: readonly { readonly id: string }[]) => [...new Set(members.map(({ id }) => id))].sort();
    assert.deepEqual([idsOf(containers), idsOf(compressions)], [idsOf(signs.containers), idsOf(signs.compressions)]);
  });
});
