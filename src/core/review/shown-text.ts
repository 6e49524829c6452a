import type { ParsedFile } from '../subject/parse-file';
import type { Subject } from '../subject/subject';
import { lineStarts } from '../text/lines';
import { memo, memoEach } from '../text/memo';
import { firstBehind, mask, redact, secretSpans } from '../text/redact';
import { knownSecrets } from '../text/secrets/known';
import { joinedSpans } from '../text/secrets/secret-spans';
import type { Span } from '../text/span';

export const linesOf = memo(({ text }: ParsedFile) => lineStarts(text));

/** What the form of the text tells, and what was found in it by what it means. */
export const secretsOf = memo(({ text, subjects }: ParsedFile) =>
  joinedSpans([...secretSpans(text), ...subjects.flatMap((each) => (each.target === 'text' ? textSecrets(each as Subject<'text'>) : []))]),
);

const textSecrets = ({ syntax }: Subject<'text'>): readonly Span[] => syntax.secrets.map(({ value }) => value);
const knownOf = memo((file: ParsedFile) => knownSecrets(file.text, secretsOf(file)));

/** What every text passes that is told of files: secrets by their form, and secrets of the files at hand wherever they are quoted. */
export const gate =
  (files: readonly ParsedFile[]) =>
  (text: string): string =>
    redactedOnce(files.reduce((left, file) => knownOf(file)(left), text));

/** Texts that are remembered: rules say the same again at every review. */
const mostTexts = 20_000;
const redactedOnce = memoEach((text: string) => redact(text), mostTexts);

/** Of a word of a secret, less is too plain to tell of it. */
const telling = 4;

/** What secrets are called: as a secret it is no secret. */
const noun = /^(?:passw(?:or)?[dt]|secret|token)$/i;

/** A text that was worked out from a place of a file, without the secrets that lie there: also the parts that are cut out of them. */
export function maskedAt(file: ParsedFile, place: Span, said: string): string {
  const secrets = secretsOf(file);
  let shown = said;
  for (let at = firstBehind(secrets, place.start); at < secrets.length; at++) {
    const secret = secrets[at];
    if (!secret || secret.start >= place.end) break;
    const text = file.text.slice(secret.start, secret.end);
    if (shown.length >= telling && text.includes(shown) && !noun.test(shown)) return mask;
    for (const word of text.split(/[\s'"]+/)) if (word.length >= telling && !noun.test(word)) shown = shown.replaceAll(word, mask);
  }
  return shown;
}
