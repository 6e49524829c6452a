import { parseWaivers } from '../parse-waivers';
import type { SiteRole } from './role';

export const waivers: SiteRole = {
  id: 'waivers',
  endings: ['json'],
  tells: 'which findings are accepted, by whom and until when',
  needsTrust: true,
  read(files) {
    const parsed = files.map(({ path, text }) => parseWaivers(path, text));
    return { waivers: parsed.flatMap((file) => file.waivers), problems: parsed.flatMap(({ problems }) => problems) };
  },
};
