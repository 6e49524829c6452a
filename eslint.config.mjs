import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import typescript from 'typescript-eslint';
import { oneHome } from './scripts/lint-homes.mjs';
import { ownLookups } from './scripts/lint-lookups.mjs';
import { roomOrder } from './scripts/lint-rooms.mjs';
import { noShellWalks, ruleFolders } from './scripts/lint-rules.mjs';

const outsideCore = 'core runs anywhere: hand it in from a host.';
const forbiddenInCore = [
  ...['Buffer', 'process', 'console', 'require', 'module', '__dirname', '__filename', 'global', 'setImmediate'],
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'fetch', 'XMLHttpRequest', 'performance'],
];

const scripts = new URL('scripts/', import.meta.url);
const sourcesOfRules = readdirSync(scripts).filter((name) => /^(lint-.*|rooms)\.mjs$/.test(name));
const version = sourcesOfRules
  .reduce((hash, name) => hash.update(readFileSync(new URL(name, scripts))), createHash('sha256'))
  .digest('hex');

/** Rules of our own; the version has the cache forget what they said before they were changed. */
const plugin = (name, rules) => ({ meta: { name, version }, rules });

export default defineConfig(
  globalIgnores(['build/', 'dist/', 'test/fixtures/', 'test/rules/']),
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.ts'],
    plugins: { text: plugin('text', { 'one-home': oneHome, 'own-lookups': ownLookups }) },
    rules: { 'text/one-home': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp, rooms: plugin('rooms', { order: roomOrder, rules: ruleFolders, 'no-shell-walks': noShellWalks }) },
    rules: {
      'rooms/order': 'error',
      'rooms/rules': 'error',
      'rooms/no-shell-walks': 'error',
      'no-console': 'error',
      'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain' }],
      'regexp/optimal-quantifier-concatenation': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'text/own-lookups': 'error',
      'no-restricted-globals': ['error', ...forbiddenInCore.map((name) => ({ name, message: outsideCore }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: outsideCore },
        { object: 'Math', property: 'random', message: outsideCore },
      ],
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: outsideCore }],
    },
  },
  {
    files: ['src/core/text/own.ts'],
    rules: { 'text/own-lookups': 'off' },
  },
  {
    // describe and it take promises; assertions on unknown shapes are what tests are for.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/unit/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:child_process', '**/support/programs', '**/support/openssl', '**/support/postgres', '**/oracles/**'],
              message: 'unit tests start no other program: compare with it in test/oracles.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', eqeqeq: 'error' },
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'URLSearchParams', 'fetch', 'setTimeout', 'clearTimeout', 'AbortSignal', 'Buffer'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
