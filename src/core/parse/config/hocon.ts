import { scanHocon } from './hocon-scan';
import type { ConfigLanguage } from './language';
import { memberContents } from './member-edit';

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const words = {
  key: (key: string) => (/^[\w-]+(\.[\w-]+)*$/.test(key) ? key : undefined),
  value: (value: unknown) => (isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? JSON.stringify(value) : undefined),
  sign: ' = ',
  comma: ',',
  tail: /^[ \t]*(,[ \t]*)?((#|\/\/).*)?$/,
};

export const hoconLanguage = {
  id: 'hocon',
  name: 'HOCON',
  path: /\.hocon$/i,
  // Blocks in braces are common. Nothing may be left over, and there must be more than lines, which INI has as well.
  isCertain(text) {
    const { odd, faults, members, sections } = scanHocon(text);
    return !odd && faults.length === 0 && members.size > 0 && sections.length > 0;
  },
  comment: /^[ \t]*(#|\/\/)/,
  marks: true,
  typed: true,
  read: (text) => memberContents(text, scanHocon, words),
} as const satisfies ConfigLanguage;
