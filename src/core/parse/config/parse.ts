import { checkedConfig } from './checked';
import type { ConfigFile, ConfigFormat } from './config';
import { parseJsonConfig } from './json';
import { parseLineConfig } from './line-config';
import { parseYamlConfig } from './yaml';

/** Never throws: what cannot be read is a fault, and the rest is still listed. */
export function parseConfig(text: string, format: ConfigFormat): ConfigFile {
  const parse = (source: string): ConfigFile => {
    switch (format) {
      case 'json':
        return parseJsonConfig(source);
      case 'yaml':
        return parseYamlConfig(source);
      default:
        return parseLineConfig(source, format);
    }
  };
  return checkedConfig(text, parse(text), parse);
}
