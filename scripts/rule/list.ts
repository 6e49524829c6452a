/** `some-name` as `someName`. */
const camel = (name: string): string => name.replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase());

const line = /^import \{ (\w+) \} from '\.\/([a-z0-9-]+\/[a-z0-9-]+)';$/gm;

/** The rule's name in code; with its group where another rule, or a word of the language, has the short one. */
export function variableOf(index: string, id: string): string {
  const [group = '', name = ''] = id.split('/');
  const taken = new Set([...index.matchAll(line)].map(([, variable]) => variable));
  return name === 'syntax' || !name.includes('-') || taken.has(camel(name)) ? camel(`${group}-${name}`) : camel(name);
}

/** The list of rules with one more, at its place in the alphabet. */
export function withRule(index: string, id: string, variable: string): string {
  const known = [...index.matchAll(line)].map(([text, name = '', path = '']) => ({ text, name, path }));
  const next = known.find(({ path }) => path > id);
  const imported = `import { ${variable} } from './${id}';\n`;
  if (next) return index.replace(next.text, `${imported}${next.text}`).replace(`\n  ${next.name},`, `\n  ${variable},\n  ${next.name},`);
  return index
    .replace("import type { Rule } from './rule';", `${imported}import type { Rule } from './rule';`)
    .replace('\n];', `\n  ${variable},\n];`);
}
