import { hash } from '../text/hash';
import { memo } from '../text/memo';

/** Of a file's text: another one makes what was rehearsed stale. The same in an editor, which may show other line ends. */
export const stampOf = (text: string): string => hash(text.replace(/\r\n?/g, '\n'));

interface SqlText {
  readonly path: string;
  readonly text: string;
}

const stamp = memo(({ text }: SqlText) => stampOf(text));

/** Whether a file is as it was when it was rehearsed. */
export const isAsRehearsed = (file: { readonly path: string; readonly stamp: string }, subjects: readonly SqlText[]): boolean =>
  subjects.some((subject) => subject.path === file.path && stamp(subject) === file.stamp);
