/**
 * The rooms under src/, in order: a room imports only itself and rooms before it. Lint, the tests and the check of
 * ARCHITECTURE.md read this one list.
 */
export const rooms = [
  'core/text',
  'core/search',
  'core/package',
  'core/archive',
  'core/parse',
  'core/effects',
  'core/patch',
  'core/inventory',
  'core/catalog',
  'core/subject',
  'core/plan',
  'core/facts',
  'core/rehearse',
  'core/compare',
  'core/rules',
  'core/review',
  'core/navigate',
  'core/fix',
  'core/report',
  'node',
  'cli',
  'extension',
];

/** Hosts: each may use every room but the other one. */
export const hosts = ['cli', 'extension'];
