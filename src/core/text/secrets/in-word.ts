import { span, type Span } from '../span';

/** How an option or an argument holds the secret. `unnamed`: itself, or behind `token=`; `password`: one of several options of a mount. */
export type Form = 'whole' | 'after-colon' | 'after-percent' | 'after-comma' | 'after-slash' | 'pass' | 'unnamed' | 'password';

const marks: Readonly<Record<Exclude<Form, 'whole' | 'pass' | 'unnamed' | 'password'>, string>> = {
  'after-colon': ':',
  'after-percent': '%',
  'after-comma': ',',
  'after-slash': '/',
};

/** What a word holds of a secret: itself, or what stands for it. */
export function formed(text: string, { start, end }: Span, form: Form): Span[] {
  if (form === 'whole') return [span(start, end)];
  const own = text.slice(start, end);
  if (form === 'unnamed') {
    const name = /^\w+=/.exec(own)?.[0];
    return name === undefined ? [span(start, end)] : name === 'token=' ? [span(start + name.length, end)] : [];
  }
  if (form === 'password') {
    const [, before = '', value] = /^((?:[^,]*,)*?pass(?:word)?=)([^,]+)/.exec(own) ?? [];
    return value === undefined ? [] : [span(start + before.length, start + before.length + value.length)];
  }
  if (form === 'pass') return own.startsWith('pass:') ? [span(start + 5, end)] : [];
  const at = own.indexOf(marks[form]);
  if (at < 0) return [];
  const last = form === 'after-slash' && own.includes('@') ? start + own.lastIndexOf('@') : end;
  return [span(start + at + 1, Math.max(start + at + 1, last))];
}
