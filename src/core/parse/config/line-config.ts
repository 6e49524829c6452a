import type { ConfigEntry, ConfigFile } from './config';
import { lineEditor } from './line-edit';
import type { LineFormat } from './line-values';
import { readLines, type ConfigLine } from './lines';

/**
 * INI, properties and environment files: a line, an entry. Values are texts. These formats have no syntax errors:
 * lines that say nothing are passed over.
 */
export function parseLineConfig(text: string, format: LineFormat): ConfigFile {
  const lines = readLines(text, format);
  const byEntry = new Map<ConfigEntry, ConfigLine>();
  for (const line of lines) {
    const { key, keySpan, value, valueSpan } = line;
    if (line.kind === 'entry') byEntry.set({ key, keySpan, value, valueSpan }, line);
  }
  return {
    format,
    entries: [...byEntry.keys()],
    sections: lines.filter(({ kind }) => kind === 'section').map(({ key, keySpan }) => ({ key, keySpan })),
    faults: [],
    ...lineEditor(text, format, lines, (entry) => byEntry.get(entry)),
  };
}
