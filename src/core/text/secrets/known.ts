import { span, type Span } from '../span';
import { mask } from './mask';
import { groupBy } from '../groups';
import { isSecretName } from './names';

/** Characters by which a secret is known again: of less than these, and of plain words, too much else consists. */
const enough = 6;

/** Secrets that begin alike and are told apart. */
const mostAlike = 8;

/** Too much else consists of such words and numbers. */
const plain = /^[A-Za-z]{1,12}$|^[\d.]+$/;

/** `DefaultPassword`: what programs call a secret that they take from elsewhere. */
const isName = (secret: string): boolean => /^(?:[A-Z][a-z]{1,20}){2,6}$/.test(secret) && isSecretName(secret);

/** What goes on otherwise is another word, and no secret that was cut short. */
const goesOn = /\w/;

/** Where a text quotes secrets of a file, without what makes them secrets, cut short as well. */
export function knownSpans(text: string, spans: readonly Span[]): (said: string) => readonly Span[] {
  const secrets = new Set(spans.map(({ start, end }) => text.slice(start, Math.min(end, start + 4096))));
  const telling = [...secrets].filter((secret) => secret.length >= enough && !plain.test(secret) && !isName(secret));
  const known = groupBy(telling, (secret) => secret.slice(0, enough));
  if (known.size === 0) return () => [];
  return (said) => {
    const found: Span[] = [];
    for (let at = 0; at + enough <= said.length; at++) {
      const alike = known.get(said.slice(at, at + enough));
      if (!alike) continue;
      const end = at + Math.max(...alike.slice(0, mostAlike).map((secret) => quotedLength(said, at, secret)));
      if (end === at) continue;
      found.push(span(at, end));
      at = end - 1;
    }
    return found;
  };
}

/** Hides secrets of a file in texts that quote the file. */
export function knownSecrets(text: string, spans: readonly Span[]): (said: string) => string {
  const quoted = knownSpans(text, spans);
  return (said) => {
    let shown = '';
    let done = 0;
    for (const { start, end } of quoted(said)) {
      shown += said.slice(done, start) + mask;
      done = end;
    }
    return shown + said.slice(done);
  };
}

/** Characters of the secret that stand there, all or as many as were left of it; 0: none. */
function quotedLength(said: string, at: number, secret: string): number {
  let length = enough;
  while (length < secret.length && said[at + length] === secret[length]) length++;
  if (length === secret.length) return length;
  return goesOn.test(said.charAt(at + length)) || plain.test(secret.slice(0, length)) ? 0 : length;
}
