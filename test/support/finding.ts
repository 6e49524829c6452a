import type { Finding } from '../../src/core/rules/finding';

/** A finding of which a test says only what it is about. */
export const findingWith = (said: Partial<Finding>): Finding => ({
  rule: 'a/b',
  severity: 'error',
  confidence: 'certain',
  hazards: [],
  path: 'a.sh',
  span: { start: 0, end: 1 },
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  message: 'x',
  data: {},
  related: [],
  excerpt: { firstLine: 0, lines: [] },
  fingerprint: '0',
  ...said,
});
