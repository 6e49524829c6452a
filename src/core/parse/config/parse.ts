import type { ConfigFile, ConfigFormat } from './config';
import { parseJsonConfig } from './json';
import { parseLineConfig } from './line-config';
import { parseYamlConfig } from './yaml';

/** Never throws: what cannot be read is a fault, and the rest is still listed. */
export function parseConfig(text: string, format: ConfigFormat): ConfigFile {
  switch (format) {
    case 'json':
      return parseJsonConfig(text);
    case 'yaml':
      return parseYamlConfig(text);
    default:
      return parseLineConfig(text, format);
  }
}
