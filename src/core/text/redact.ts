import { mask } from './secrets/mask';
import { isSecretName } from './secrets/names';
import { secretSpans } from './secrets/secret-spans';
import type { Span } from './span';

export { isSecretName, mask, secretSpans };

/** What a window of a text shows when the secrets of the whole text are masked. `spans` as `secretSpans` gives them. */
export function redactedWindow(text: string, spans: readonly Span[], { start, end }: Span): string {
  let shown = '';
  let at = start;
  for (let next = firstBehind(spans, start); next < spans.length; next++) {
    const secret = spans[next];
    if (!secret || secret.start >= end) break;
    shown += text.slice(at, Math.max(at, secret.start)) + mask;
    at = secret.end;
  }
  return shown + text.slice(at, Math.max(at, end));
}

/** Index of the first span that ends behind a place. */
export function firstBehind(spans: readonly Span[], place: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A text with its secrets masked. Of a part of a longer text, use the spans of the whole. */
export const redact = (text: string): string =>
  plainWord.test(text) ? text : redactedWindow(text, secretSpans(text), { start: 0, end: text.length });

/** Too short and too plain to hold a secret and what tells of it: most of what is asked for. */
const plainWord = /^[\w.-]{0,12}$/;

/** A value as reports have it, with every text in it passed through `shown`; what is under a secret name is hidden. */
export function redactedValue(value: unknown, shown: (text: string) => string): unknown {
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return value.map((each) => redactedValue(each, shown));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, typeof own === 'string' && isSecretName(key) ? mask : redactedValue(own, shown)]),
  );
}

/** A configured value for people: secrets hidden, other than texts as JSON. */
export const shownValue = (key: string, value: unknown): string =>
  isSecretName(key) ? '(redacted)' : redact(typeof value === 'string' ? value : JSON.stringify(value ?? null));
