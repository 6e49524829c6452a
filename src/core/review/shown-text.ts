import type { ParsedFile } from '../subject/parse-file';
import type { Subject } from '../subject/subject';
import { lineStarts } from '../text/lines';
import { memo, memoEach } from '../text/memo';
import { redact, secretSpans } from '../text/redact';
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
