import { lineEndOf } from '../../text/lines';
import type { FileEdit } from '../finding';

/** Where a script's own work begins: after the comment at its head, and the `set` lines that follow it. */
export function headEnd(text: string): number {
  let end = 0;
  let inHead = true;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trim();
    const isSetting = /^(set|shopt|umask)\s[^;&|\\<]*$/.test(line);
    if (line !== '' && !line.startsWith('#') && !isSetting) break;
    if (line === '') inHead = false;
    else if (isSetting || inHead) end = next;
    at = next;
  }
  return end;
}

/** A setting of the shell as a line of its own at the head of a script; `undefined` where the line ends are not the shell's. */
export function settingAtHead({ path, text }: { readonly path: string; readonly text: string }, line: string): FileEdit | undefined {
  if (lineEndOf(text) === '\r\n') return undefined;
  const at = headEnd(text);
  return { path, span: { start: at, end: at }, text: `${at > 0 && text[at - 1] !== '\n' ? '\n' : ''}${line}\n` };
}
