import { span, type Span } from '../span';
import { secretIn } from './assignments';

/** How an option or an argument holds the secret. */
export type Form = 'whole' | 'after-colon' | 'after-percent' | 'after-comma' | 'after-slash' | 'pass';

const marks: Readonly<Record<Exclude<Form, 'whole' | 'pass'>, string>> = {
  'after-colon': ':',
  'after-percent': '%',
  'after-comma': ',',
  'after-slash': '/',
};

/** The secret that a word holds. */
export function formed(text: string, { start, end }: Span, form: Form): Span[] {
  if (form === 'whole') return secretIn(text, span(start, end));
  const own = text.slice(start, end);
  if (form === 'pass') return own.startsWith('pass:') ? secretIn(text, span(start + 5, end)) : [];
  const at = own.indexOf(marks[form]);
  if (at < 0) return [];
  const last = form === 'after-slash' && own.includes('@') ? start + own.lastIndexOf('@') : end;
  return secretIn(text, span(start + at + 1, Math.max(start + at + 1, last)));
}
