import { builtInCatalog } from '../built-in';
import { mergeCatalogs } from '../merge';
import { parseCatalog } from '../parse-catalog';
import { isOsv, parseOsv } from '../parse-osv';
import type { SiteRole } from './role';

export const catalog: SiteRole = {
  id: 'catalog',
  endings: ['json'],
  tells: 'what is known of products, and advisories on their holes',
  read(files) {
    const parsed = files.map(({ path, text }) => (isOsv(text) ? parseOsv(path, text) : parseCatalog(path, text)));
    return {
      catalog: mergeCatalogs([builtInCatalog, ...parsed.map((file) => file.catalog)]),
      problems: parsed.flatMap(({ problems }) => problems),
    };
  },
};
