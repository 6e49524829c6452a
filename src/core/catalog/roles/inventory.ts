import { importInventory } from '../../inventory/import';
import { mergeInventories } from '../../inventory/merge';
import type { SiteRole } from './role';

export const inventory: SiteRole = {
  id: 'inventory',
  endings: [
    'json',
    'txt',
    'ndjson',
    'jsonl',
    'yaml',
    'yml',
    'csv',
    'tsv',
    'list',
    'out',
    'log',
    'status',
    'conf',
    'cnf',
    'ini',
    'sql',
    'gz',
  ],
  tells: 'what runs now',
  read(files) {
    const imported = files.map(({ path, text }) => importInventory(path, text));
    return {
      inventory: mergeInventories(imported.map((file) => file.inventory)),
      problems: imported.flatMap(({ problems }) => problems),
    };
  },
};
