import { memoEach } from '../../text/memo';

/** Characters that are looked at to tell line formats from the many others that share their suffixes. */
const headLength = 64 * 1024;

const comment = /^\s*([#;]|$)/;
const section = /^\s*\[[^[\]\r\n]+\]\s*([#;].*)?$/;
const assignment = /^\s*[\w.$@*/+\-[\]]+(?: [\w.$@*/+-]+){0,4}\s*[=:](?!=)/;
const variable = /^\s*(?:export\s+)?[A-Z_][A-Z0-9_]*=/;
const bareKey = /^[\w.-]+\s*([#;].*)?$/;
/** Opens a block of its own, as in unbound.conf. */
const block = /^[\w-]+:\s*$/;
/** cloud.cfg and others are YAML whatever their name says. */
const yamlItem = /^\s*-\s+\S/;
/** Values that go on over lines in a way of their own: TOML's lists and long texts, blocks in braces. */
const opened = /=\s*("""|'''|\[[^\]]*$)|[{(]\s*$|;\s*$/;

/**
 * `.ini`, `.cfg`, `.cnf` and `.conf` say little: only a file that consists of sections and `key = value` lines is read.
 * Lines of capital names alone are environment variables. Each of its answers is asked for in turn: it is found once.
 */
export const lineFormat = memoEach((text: string) => formatOf(text), 1);

function formatOf(text: string): 'ini' | 'env' | undefined {
  const head = text.slice(0, headLength);
  const lines = (text.length > headLength ? head.slice(0, head.lastIndexOf('\n')) : head).split(/\r\n|\r|\n/);
  const telling = lines.filter((line) => !comment.test(line));
  if (telling.some((line) => opened.test(line) || yamlItem.test(line))) return undefined;
  const sections = telling.filter((line) => section.test(line)).length;
  // Nothing is set, whatever program reads it.
  if (sections === telling.length && text.length <= headLength) return 'ini';
  if (sections === 0 && telling.some((line) => block.test(line))) return undefined;
  const assignments = telling.filter((line) => !section.test(line) && assignment.test(line));
  if (assignments.length === 0) return undefined;
  const others = telling.filter((line) => !section.test(line) && !assignment.test(line));
  const allowed = others.every((line) => /^\s/.test(line) || (sections > 0 && bareKey.test(line)) || /^![a-z]/.test(line));
  if (!allowed || /^\s/.test(telling[0] ?? '')) return undefined;
  return sections === 0 && assignments.every((line) => variable.test(line)) ? 'env' : 'ini';
}
