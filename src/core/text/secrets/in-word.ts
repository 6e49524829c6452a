import { span, type Span } from '../span';

/** How an option or an argument holds the secret. */
export type Form = 'whole' | 'after-colon' | 'after-percent' | 'after-comma' | 'after-slash' | 'pass';

const marks: Readonly<Record<Exclude<Form, 'whole' | 'pass'>, string>> = {
  'after-colon': ':',
  'after-percent': '%',
  'after-comma': ',',
  'after-slash': '/',
};

/** What a word holds of a secret: itself, or what stands for it. */
export function formed(text: string, { start, end }: Span, form: Form): Span[] {
  if (form === 'whole') return [span(start, end)];
  const own = text.slice(start, end);
  if (form === 'pass') return own.startsWith('pass:') ? [span(start + 5, end)] : [];
  const at = own.indexOf(marks[form]);
  if (at < 0) return [];
  const last = form === 'after-slash' && own.includes('@') ? start + own.lastIndexOf('@') : end;
  return [span(start + at + 1, Math.max(start + at + 1, last))];
}
