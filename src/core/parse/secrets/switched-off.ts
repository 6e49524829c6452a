import { lineEnd } from '../../text/secrets/value';
import type { FoundLiteral } from './found';

/** Characters before and behind a secret among which the switch of its function stands. */
const reach = 800;

/** `<EnablePPPoE>0</…`, `"enabled": false`, `xsup.disabled = yes`. */
const switchLine =
  /^\s*(?:[-<]\s{0,4})?["']?([\w.-]{0,60}?)(en|dis)abled?([\w.-]{0,60})["']?\s{0,8}(?:=>|[:=>])\s{0,8}["']?(0|1|false|true|no|yes|off|on)\b/i;

/** Whether the function that a secret is for is off, as a setting beside it says: one of its own name, or a bare one of the same block. */
export function isSwitchedOff(text: string, { span, name }: FoundLiteral): boolean {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const own = indentOf(text.slice(start, span.start));
  const before = text
    .slice(Math.max(0, start - reach), start)
    .split('\n')
    .slice(1)
    .reverse();
  const behind = text
    .slice(lineEnd(text, span.start, reach), span.end + reach)
    .split('\n')
    .slice(1);
  return [before, behind].some((lines) => ofBlock(lines, own).some((line) => switchesOff(line, own, plain(name))));
}

/** The lines up to the one that opens or ends the block. */
function ofBlock(lines: readonly string[], own: number): readonly string[] {
  const end = lines.findIndex((line) => line.trim() !== '' && (indentOf(line) < own || /^\s*\[/.test(line)));
  return end < 0 ? lines : lines.slice(0, end);
}

function switchesOff(line: string, indent: number, name: string): boolean {
  const [, before = '', way = '', behind = '', value = ''] = switchLine.exec(line) ?? [];
  const isOff = way.toLowerCase() === 'en' ? /^(?:0|false|no|off)$/i.test(value) : /^(?:1|true|yes|on)$/i.test(value);
  const stem = plain(before + behind);
  return isOff && (stem === '' ? indentOf(line) === indent : name.startsWith(stem));
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

const plain = (name: string): string => name.replace(/[^a-z\d]/gi, '').toLowerCase();
