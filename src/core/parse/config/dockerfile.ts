import { span } from '../../text/span';
import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigLanguage } from './language';

/**
 * What a Dockerfile is built from: `stages.0.image` for each `FROM`, `stages.0.name` for its `AS`, and `args.NAME` for each `ARG` with a default
 * before the first of them (Dockerfile reference, "Understand how ARG and FROM interact"); and the variables that `ENV` sets. Nothing else of it is
 * configuration.
 */
function readDockerfile(text: string): ConfigContents {
  const entries: ConfigEntry[] = [];
  let stages = 0;
  for (const { index, 0: line, groups = {} } of text.matchAll(instruction)) {
    const { word = '', flags = '', value = '', behind = '' } = groups;
    const start = index + line.indexOf(value, line.indexOf(word) + word.length + flags.length);
    if (/^from$/i.test(word)) {
      const name = /^\s+as\s+([\w.-]+)/i.exec(behind)?.[1];
      const at = span(start, start + value.length);
      entries.push({ key: `stages.${stages}.image`, keySpan: at, value, valueSpan: at });
      if (name !== undefined) entries.push({ key: `stages.${stages}.name`, keySpan: at, value: name, valueSpan: at });
      stages++;
    } else if (stages === 0) {
      const [, name = '', quote = '', given] = /^(\w+)=(["']?)(.*)\2$/.exec(value) ?? [];
      if (given === undefined) continue;
      const from = start + name.length + 1 + quote.length;
      entries.push({
        key: `args.${name}`,
        keySpan: span(start, start + name.length),
        value: given,
        valueSpan: span(from, from + given.length),
      });
    }
  }
  entries.push(...variablesIn(text));
  return { entries, sections: [], faults: [], insert: none, remove: none, rename: none, replace: none };
}

const instruction = /^[ \t]*(?<word>FROM|ARG)(?<flags>(?:[ \t]+--[\w-]+=\S+)*)[ \t]+(?<value>\S+)(?<behind>[^\r\n]*)/gim;
const none = (): [] => [];

/** `ENV NAME=value OTHER="a value"`, and the old form `ENV NAME value`; lines that go on are part of it. */
function variablesIn(text: string): ConfigEntry[] {
  return Array.from(text.matchAll(/^[ \t]*ENV[ \t]+((?:[^\r\n\\]|\\(?:\r\n|[^]))*)/gim)).flatMap(({ 0: line, 1: rest = '', index }) => {
    const from = index + line.length - rest.length;
    const old = /^(\w+)[ \t]+(\S.*)$/.exec(rest);
    const pairs = old ? [old] : rest.matchAll(/(?<=^|[\s\\])(\w+)=("(?:[^"\\]|\\[^])*"|'[^']*'|(?:[^\s"'\\]|\\[^\r\n])*)/g);
    return Array.from(pairs, ({ 0: whole, 1: name = '', 2: given = '', index: at }) => ({
      key: `env.${name}`,
      keySpan: span(from + at, from + at + name.length),
      value: given.replace(/^(["'])(.*)\1$/s, '$2'),
      valueSpan: span(from + at + whole.length - given.length, from + at + whole.length),
      variable: name,
    }));
  });
}

/** Only by its nature: see `dockerfileSubjects`. */
export const dockerfileLanguage = {
  id: 'dockerfile',
  name: 'Dockerfile',
  comment: /^[ \t]*#/,
  typed: false,
  read: readDockerfile,
} as const satisfies ConfigLanguage;
