import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usageOf } from '../../../src/cli/usage';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { siteRoles } from '../../../src/core/catalog/roles/index';
import { readSite, roleOfName } from '../../../src/core/catalog/site';
import { checkSite, siteFilesOf } from '../../support/site-snapshot';

const root = join(__dirname, '../../site-roles');

interface Contributions {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, { readonly type?: string }>> } };
}
const extension = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as Contributions;

describe('site roles', () => {
  for (const { id } of siteRoles) {
    describe(id, () => {
      const folder = join(root, id);
      const cases = existsSync(folder) ? readdirSync(folder).sort() : [];
      it('has cases', () => assert.notEqual(cases.length, 0));
      for (const name of cases) it(name, () => checkCase(join(folder, name)));

      it('has its option, and a setting that only trusted workspaces may give', () => {
        assert.ok(new RegExp(`\\n  --${id} FILE\\|GLOB\\s`).test(usageOf(undefined)), id);
        const setting = `upgradeReview.${id}`;
        assert.equal(extension.contributes.configuration.properties[setting]?.type, 'array');
        assert.ok(extension.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(setting));
      });
    });
  }

  it('are told by the names of files', () => {
    const roles = [
      'inventory.json',
      'inventory.production.db01.txt',
      'catalog-vendor.json',
      'severities.json',
      'waivers.json',
      'catalog.txt',
      'my-inventory.json',
      'notes.md',
    ];
    assert.deepEqual(
      roles.map((name) => roleOfName(name)?.id),
      ['inventory', 'inventory', 'catalog', 'severities', 'waivers', undefined, undefined, undefined],
    );
  });
});

/** What a site's own files tell: the built-in knowledge is left out. */
function checkCase(folder: string): void {
  const files = siteFilesOf(folder);
  const { inventory, catalog, ruleLayers, waivers, notes, problems } = readSite(
    files.map((file) => ({ ...file, role: roleOfName(file.path)?.id ?? '' })),
  );
  const builtIn = new Set<object>(Object.values(builtInCatalog).flat());
  const own = Object.entries(catalog).map(([list, items]: [string, readonly object[]]) => [
    list,
    items.filter((item) => !builtIn.has(item)),
  ]);
  checkSite(
    folder,
    files,
    {
      inventory,
      catalog: Object.fromEntries(own) as object,
      ...(ruleLayers.length > 0 && { ruleLayers }),
      ...(waivers.length > 0 && { waivers }),
      ...(notes.length > 0 && { notes }),
    },
    problems,
  );
}
