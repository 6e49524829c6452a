import { hash } from '../text/hash';

/** Of a file's text: another one makes what was rehearsed stale. The same in an editor, which may show other line ends. */
export const stampOf = (text: string): string => hash(text.replace(/\r\n?/g, '\n'));
