import { parseSeverities } from '../parse-severities';
import type { SiteRole } from './role';

export const severities: SiteRole = {
  id: 'severities',
  endings: ['json'],
  tells: 'how severe rules are here, by rule and file',
  needsTrust: true,
  read(files) {
    const parsed = files.map(({ path, text }) => parseSeverities(path, text));
    return { ruleLayers: parsed.flatMap(({ layers }) => layers), problems: parsed.flatMap(({ problems }) => problems) };
  },
};
