import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigLanguage } from './language';
import { lineEditor } from './line-edit';
import { lineFormat } from './line-format';
import type { LineFormat } from './line-values';
import { readLines, type ConfigLine } from './lines';

/**
 * INI, properties and environment files: a line, an entry. Values are texts. These formats have no syntax errors:
 * lines that say nothing are passed over.
 */
function readLineConfig(text: string, format: LineFormat): ConfigContents {
  const lines = readLines(text, format);
  const byEntry = new Map<ConfigEntry, ConfigLine>();
  for (const line of lines) {
    const { key, keySpan, value, valueSpan } = line;
    if (line.kind === 'entry') byEntry.set({ key, keySpan, value, valueSpan, ...(format === 'env' && { variable: key }) }, line);
  }
  return {
    entries: [...byEntry.keys()],
    sections: lines.filter(({ kind }) => kind === 'section').map(({ key, keySpan }) => ({ key, keySpan })),
    faults: [],
    ...lineEditor(text, format, lines, (entry) => byEntry.get(entry)),
  };
}

export const propertiesLanguage = {
  id: 'properties',
  name: 'properties file',
  path: /\.properties$/i,
  comment: /^[ \t]*[#!]/,
  typed: false,
  read: (text) => readLineConfig(text, 'properties'),
} as const satisfies ConfigLanguage;

/** `KEY=value` lines as systemd's EnvironmentFile= and dotenv read them. */
export const envLanguage = {
  id: 'env',
  name: 'environment file',
  path: /(^|\/)\.env(\.[\w-]+)?$|\.env$|(^|\/)(etc\/(default|conf\.d)|sysconfig)\/[^/.]+$|(^|\/)etc\/environment$/i,
  isCertain: (text) => lineFormat(text) === 'env',
  comment: /^[ \t]*[#;]/,
  variables: 'all',
  typed: false,
  read: (text) => readLineConfig(text, 'env'),
} as const satisfies ConfigLanguage;

export const iniLanguage = {
  id: 'ini',
  name: 'INI file',
  isCertain: (text) => lineFormat(text) === 'ini',
  comment: /^[ \t]*[#;]/,
  // Windows writes it so, and its readers take it.
  marks: true,
  typed: false,
  read: (text) => readLineConfig(text, 'ini'),
} as const satisfies ConfigLanguage;
