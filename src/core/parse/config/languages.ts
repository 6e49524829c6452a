import { apacheLanguage } from './apache';
import { composeLanguage } from './compose';
import { dockerfileLanguage } from './dockerfile';
import { hoconLanguage } from './hocon';
import { jsonLanguage } from './json';
import { keywordsLanguage } from './keywords';
import type { ConfigLanguage } from './language';
import { envLanguage, iniLanguage, propertiesLanguage } from './line-config';
import { nginxLanguage } from './nginx';
import { tomlLanguage } from './toml';
import { unitLanguage } from './unit-environment';
import { xmlLanguage } from './xml';
import { yamlLanguage } from './yaml';

/** Every language of configuration. Of several that take a file, the first reads it. */
export const configLanguages = [
  jsonLanguage,
  composeLanguage,
  yamlLanguage,
  propertiesLanguage,
  envLanguage,
  iniLanguage,
  tomlLanguage,
  xmlLanguage,
  hoconLanguage,
  unitLanguage,
  dockerfileLanguage,
  nginxLanguage,
  apacheLanguage,
  keywordsLanguage,
] as const satisfies readonly ConfigLanguage[];

export type ConfigFormat = (typeof configLanguages)[number]['id'];

const byId: ReadonlyMap<string, ConfigLanguage> = new Map(configLanguages.map((language) => [language.id, language]));

/** @throws Error for a format that is not in the list: a mistake of the caller. */
export function languageOf(format: ConfigFormat): ConfigLanguage {
  const found = byId.get(format);
  if (!found) throw new Error(`no configuration language ${format}`);
  return found;
}

/**
 * The format of a configuration file: by its path, else by a content that no other format has. `undefined`: a format
 * of its own, such as BIND's or keepalived's; nothing is guessed.
 */
export function configFormat(path: string, text: string): ConfigFormat | undefined {
  const all: readonly (ConfigLanguage & { readonly id: ConfigFormat })[] = configLanguages;
  return (all.find((language) => language.path?.test(path)) ?? all.find((language) => language.isCertain?.(text)))?.id;
}
