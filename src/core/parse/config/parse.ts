import { checkedEdits } from './checked';
import type { ConfigFile } from './config';
import { languageOf, type ConfigFormat } from './languages';

/** Never throws: what cannot be read is a fault, and the rest is still listed. */
export function parseConfig(text: string, format: ConfigFormat): ConfigFile {
  const { read, typed } = languageOf(format);
  const contents = read(text);
  return {
    format,
    entries: contents.entries,
    sections: contents.sections,
    faults: contents.faults,
    ...checkedEdits(text, contents, typed, read),
    reread: (source) => parseConfig(source, format),
  };
}
