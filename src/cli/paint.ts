import type { Paint } from '../core/report/code-frame';

const codes: Readonly<Record<Parameters<Paint>[0], string>> = {
  blocker: '1;31',
  error: '31',
  warning: '33',
  info: '36',
  strong: '1',
  faint: '2',
};

export const ansi: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;
