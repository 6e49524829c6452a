import type { EffectKind } from './effect';
import type { Template } from '../parse/shell-template';

/** What one call in a program says: what it does to what, or a command that it runs, as words. */
export type CodeLiteral =
  | { readonly kind: EffectKind; readonly target: Template }
  | { readonly command: readonly Template[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** Longer programs are no one-liners; what stands further on is not read. */
const maxCode = 4000;

/** Calls of Python, Perl, PHP, Ruby, Lua and Node that run a command or change files, and how they begin. */
const doing =
  /\b(?:os\.system|os\.popen|os\.execute|io\.popen|runpy\.run_\w+|subprocess\.\w+|check_call|check_output|system|exec|shell_exec|passthru|popen|execSync|spawnSync|execFileSync|os\.(?:remove|unlink|rename|makedirs|mkdir|rmdir|chmod|chown|symlink)|shutil\.\w+|unlink|rmtree|rename|file_put_contents|write_text|writeFileSync|open)\b\s*\(?\s*/g;

const removes = /^(os\.remove|os\.unlink|os\.rmdir|unlink|rmtree|shutil\.rmtree)$/;
const makes = /^(os\.makedirs|os\.mkdir)$/;
const moves = /^(os\.rename|rename|shutil\.move)$/;
const writes = /^(file_put_contents|writeFileSync|write_text)$/;
const runs =
  /^(os\.system|os\.popen|os\.execute|io\.popen|subprocess\.\w+|check_call|check_output|system|exec|shell_exec|passthru|popen|execSync|spawnSync|execFileSync)$/;

/** What the calls of a short program say, as far as their arguments are literals. Programs that only count and print say nothing. */
export function literalsIn(code: Template): readonly CodeLiteral[] {
  const text = code.slice(0, maxCode);
  const found: CodeLiteral[] = [];
  for (const match of text.matchAll(doing)) {
    const call = /^[\w.]+/.exec(match[0])?.[0] ?? '';
    const behind = text.slice(match.index + match[0].length);
    found.push(...literalsOf(call, behind));
  }
  if (changesData.test(text)) found.push({ kind: 'unknown', why: 'what a program in the command line changes in a database' });
  for (const [, command = ''] of text.matchAll(/`([^`\n]{1,200})`/g)) found.push({ command: words(command) });
  return found;
}

function literalsOf(call: string, behind: string): readonly CodeLiteral[] {
  const [first, second] = stringsAt(behind);
  if (call.startsWith('runpy.')) return [notLiteral];
  if (call === 'open') return opened(first, second, behind);
  if (first === undefined) return runs.test(call) || removes.test(call) || writes.test(call) ? [notLiteral] : [];
  if (runs.test(call)) {
    const list = /^\s*\[/.test(behind) || /^["'][^"']*["']\s*,\s*["']/.test(behind);
    return [{ command: list ? stringsAt(behind.replace(/^\s*\[/, '')) : words(first) }];
  }
  if (removes.test(call)) return [{ kind: 'file.delete', target: first }];
  if (makes.test(call)) return [{ kind: 'dir.create', target: first }];
  if (moves.test(call)) return [{ kind: 'file.move', target: second ?? first }];
  if (writes.test(call)) return [{ kind: 'file.write', target: first }];
  if (/^shutil\.copy/.test(call)) return [{ kind: 'file.write', target: second ?? first }];
  if (call === 'os.chmod') return [{ kind: 'file.mode', target: first }];
  return [];
}

/** A literal of SQL that does more than ask. */
const changesData =
  /["'`]\s*(?:alter\s+(?:table|type|sequence|view|index)|create\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|index|view|type|schema|function|trigger)|drop\s+(?:table|index|view|type|schema|column)|truncate\s+\w|(?:insert\s+into|delete\s+from)\s+[\w"]|update\s+\S{1,80}\s+set\b)/i;

const notLiteral: CodeLiteral = { kind: 'unknown', why: 'what a program in the command line runs' };

/** `open('x', 'w')` of Python, `open(F, '>x')` of Perl. */
function opened(first: string | undefined, second: string | undefined, behind: string): readonly CodeLiteral[] {
  const arrow = /^[^,)]{0,40},\s*["'](>>?)(?:["']\s*,\s*["'])?([^"']{1,400})["']/.exec(behind);
  if (arrow) return [{ kind: arrow[1] === '>>' ? 'file.append' : 'file.write', target: (arrow[2] ?? '').trim() }];
  if (first === undefined || second === undefined || !/^[wax]/.test(second)) return [];
  return [{ kind: second.startsWith('a') ? 'file.append' : 'file.write', target: first }];
}

/** The string literals that a list of arguments begins with. */
function stringsAt(text: string): readonly string[] {
  const found: string[] = [];
  let rest = text.replace(/^\s*[[(]?\s*/, '');
  for (let literal = next(rest); literal; literal = next(rest)) {
    found.push(literal[2] ?? '');
    rest = rest.slice(literal[0].length);
  }
  return found;
}

const next = (text: string): RegExpExecArray | null => /^(["'])((?:(?!\1)[^\\\n]){0,400})\1\s*,?\s*/.exec(text);

const words = (command: string): readonly Template[] => command.trim().split(/\s+/);
