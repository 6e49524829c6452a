import type { ConfigEntry, ConfigSection } from '../../parse/config/contents';
import { configFormat, languageOf, type ConfigFormat } from '../../parse/config/languages';
import { openValue } from '../../parse/settings/settings';
import { planned } from '../../plan/planned';
import type { PlanEffect } from '../../plan/plan';
import { fact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { scriptTexts, upgradeEffects } from '../scripts/upgrade-effects';
import { readOnlySource, type ConfigSource } from './config-source';
import { settingsOfCommand, unquotedIn, type WrittenKey } from './written-keys';

/** Files that scripts of one package write; nobody reads more. */
const maxWritten = 500;

/**
 * What scripts of the upgrade write into files of settings: here-documents, `echo`, and the keys that `sed -i`, `crudini`, `yq`, `jq` and
 * `augtool` set. Nothing of it is edited: how a script writes a file is its own affair. What takes the upgrade back writes what was right before.
 */
export const writtenConfigs = fact(planned, (reviewed): readonly ConfigSource[] => {
  const texts = scriptTexts(reviewed);
  const found: ConfigSource[] = [];
  for (const { effect, phase } of upgradeEffects(reviewed)) {
    const text = texts.get(effect.path);
    if (text === undefined || phase === 'rollback' || found.length >= maxWritten) continue;
    const written = writtenBy(effect, text);
    if (written) found.push(sourceOf(effect.path, text, written));
  }
  return found;
});

interface Written {
  readonly to: string;
  readonly format: ConfigFormat;
  readonly entries: readonly ConfigEntry[];
  readonly sections: readonly ConfigSection[];
  /** The file has more than this. */
  readonly isPart: boolean;
}

function writtenBy(effect: PlanEffect, text: string): Written | undefined {
  const { kind, content, target } = effect;
  if (!/^file\.(write|append|edit)$/.test(kind)) return undefined;
  const set = settingsOfCommand(effect, text);
  if (set) return set.keys.length > 0 ? { to: set.to, ...formOf(set.keys, set.to), isPart: true } : undefined;
  if (!content || target.includes('*') || !isSettings.test(target)) return undefined;
  const inner = unquotedIn(text, content);
  const body = text.slice(inner.start, inner.end).replaceAll('\\n', ' \n');
  const format = configFormat(target, body);
  if (!format) return undefined;
  const { entries, sections, faults } = languageOf(format).read(body);
  if (faults.length > 0) return undefined;
  return {
    to: target,
    format,
    entries: entries.map((entry) => ({
      ...entry,
      keySpan: moved(entry.keySpan, inner.start),
      valueSpan: moved(entry.valueSpan, inner.start),
      value: isOpen.test(String(entry.value)) ? openValue : entry.value,
    })),
    sections: sections.map(({ key, keySpan }) => ({ key, keySpan: moved(keySpan, inner.start) })),
    isPart: kind !== 'file.write',
  };
}

/** By its name or place: texts for people have lines with `=` as well. */
const isSettings = /\.(conf|cfg|cnf|cf|config|ini|properties|env|ya?ml|json|json5|jsonc|toml|xml|hocon)$|^\/etc\/([^.]+|.*\.d\/[^/]+)$/i;

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** A value that the shell or `printf` fills in. */
const isOpen = /[$`]|%s/;

/** Of keys that commands set one by one; of a file whose name does not tell them, they are lines. */
const formOf = (keys: readonly WrittenKey[], to: string): Omit<Written, 'to' | 'isPart'> => ({
  format: configFormat(to, '') ?? 'ini',
  entries: keys.map(({ key, span, value, valueSpan }) => ({
    key,
    keySpan: span,
    value: isOpen.test(value) ? openValue : value,
    valueSpan,
    ...(/\.env$|\/etc\/(default|sysconfig)\//.test(to) && { variable: key }),
  })),
  sections: [],
});

const sourceOf = (path: string, text: string, { to, isPart, ...written }: Written): ConfigSource =>
  readOnlySource({ path, place: to.replace(/^\/+/, ''), installTo: to, text, ...written, ...(isPart && { isPart: true as const }) });
