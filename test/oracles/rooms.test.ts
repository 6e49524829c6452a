import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { misplaced } from '../../scripts/lint-rules.mjs';
import { rooms } from '../../scripts/rooms.mjs';
import { rules } from '../../src/core/rules/index';

const root = join(__dirname, '../..');

/** The files that a source file names: in imports and exports of values and types. */
const importedBy = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && !name.endsWith('.json'))
    .map((name) => join(dirname(file), `${name}.ts`));

describe('rooms', () => {
  it('are the folders under src', () => {
    const folders = (path: string) =>
      readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    const onDisk = [...folders('src/core').map((name) => `core/${name}`), ...folders('src').filter((name) => name !== 'core')];
    assert.deepEqual(onDisk.sort(), [...rooms].sort());
  });

  it('are described in ARCHITECTURE.md, in their order', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    let from = 0;
    for (const room of rooms) {
      const at = text.indexOf(`| \`src/${room}\` |`, from);
      assert.notEqual(at, -1, `${room} is missing after position ${from}`);
      from = at;
    }
  });

  it('of the rules hold one rule a file, under its id, and what belongs to one', () => {
    assert.deepEqual(misplaced(rules.map(({ id }) => id)), []);
  });

  it('have no circles of imports in them, types included', () => {
    const sources = join(root, 'src');
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const imports = new Map(files.map((name) => [join(sources, name), importedBy(join(sources, name))]));
    assert.ok(imports.get(join(sources, 'cli/run.ts'))?.includes(join(sources, 'cli/fix.ts')));
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, above: readonly string[]): void => {
      if (above.includes(file))
        circles.push([...above.slice(above.indexOf(file)), file].map((name) => relative(sources, name)).join(' -> '));
      if (above.includes(file) || done.has(file)) return;
      for (const next of imports.get(file) ?? []) follow(next, [...above, file]);
      done.add(file);
    };
    for (const file of imports.keys()) follow(file, []);
    assert.deepEqual(circles, []);
  });

  const grouping = (statements: string): string =>
    `export function add(groups: Map<string, string[]>, item: string, known?: string[]): void { ${statements} }`;
  const refused: readonly (readonly [string, string, string])[] = [
    ['src/core/text/span.ts', "import { rules } from '../rules/index';", 'core/text comes before core/rules'],
    ['src/core/rules/rule.ts', "export * from '../review/review';", 'core/rules comes before core/review'],
    ['src/core/report/evidence.ts', "export const later = () => import('../../node/inflate');", 'core/report comes before node'],
    ['src/core/fix/plan.ts', "export type Uri = import('vscode').Uri;", 'only extension imports vscode'],
    ['src/cli/run.ts', "import * as vscode from 'vscode';", 'only extension imports vscode'],
    ['src/cli/run.ts', "import { loadEngine } from '../extension/load-engine';", 'know nothing of each other'],
    ['src/extension/log.ts', "import { run } from '../cli/run';", 'know nothing of each other'],
    ['src/core/text/span.ts', "import { readFileSync } from 'node:fs';", 'no Node modules'],
    ['src/core/text/span.ts', "import { readFileSync } from 'fs';", 'no Node modules'],
    ['src/core/text/span.ts', "import { helper } from '../../../test/support/random';", 'in no room'],
    ['src/core/rules/systemd/syntax.ts', "import { shellSyntax } from '../shell/syntax';", 'takes nothing from shell/syntax'],
    ['src/core/rules/systemd/syntax.ts', "import { growth } from '../config/changed-default/value-kind';", 'takes nothing from'],
    ['src/core/rules/configure.ts', "import { shellSyntax } from './shell/syntax';", 'the framework knows no rule'],
    ['src/core/review/verdict.ts', "import { shellSyntax } from '../rules/shell/syntax';", 'only the rules'],
    ['src/core/navigate/links.ts', "export * from '../rules/script/assumes-sudo/privilege';", 'only the rules'],
    ['src/core/text/span.ts', 'export const now = Date.now();', 'core runs anywhere'],
    ['src/core/text/span.ts', 'export const now = new Date();', 'core runs anywhere'],
    ['src/core/text/span.ts', "export const bytes = Buffer.from('');", 'core runs anywhere'],
    ['src/core/text/span.ts', "console.log('');", 'core runs anywhere'],
    ['src/core/text/span.ts', 'export const steering = /[\\u0000-\\u001f\\u202e]/;', 'text/visible.ts'],
    ['src/core/text/span.ts', 'export const at = (table: Record<string, number>, key: string) => table[key];', 'Text as a key'],
    ['src/cli/run.ts', 'export const text = (error: unknown) => (error instanceof Error ? error.message : String(error));', 'errorText()'],
    ['src/node/inflate.ts', 'export const known = new WeakMap<object, string>();', 'memo()'],
    ['src/cli/run.ts', grouping('if (known) known.push(item); else groups.set(item, [item]);'), 'groupBy()'],
    ['src/cli/run.ts', grouping('groups.set(item, [...(groups.get(item) ?? []), item]);'), 'groupBy()'],
    ['src/cli/run.ts', grouping('const own = groups.get(item) ?? []; groups.set(item, own); own.push(item);'), 'entryOf()'],
    ['src/cli/run.ts', "export const at = (all: { environments: { name: string }[] }) => all.environments.find(({ name }) => name === 'p');", 'environmentOf()'], // prettier-ignore
    ['src/cli/run.ts', "export const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);", 'baseName()'],
    ['src/cli/run.ts', "export const name = (path: string) => path.replace(/^.*\\//, '');", 'baseName()'],
    ['src/cli/run.ts', 'export const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);', 'compareText()'],
    [
      'src/core/text/span.ts',
      'export const at = (table: { readonly [key: string]: number } | undefined, key: string) => table?.[key];',
      'Text as a key',
    ],
    ['src/core/text/span.ts', 'export const put = (table: Record<string, number>, key: string) => void (table[key] = 1);', 'Text as a key'],
    ['src/core/text/span.ts', 'export const has = (table: object, key: string) => key in table;', '`in` finds'],
  ];
  const allowed: readonly (readonly [string, string])[] = [
    ['src/core/review/review.ts', "import { rules } from '../rules/index';"],
    ['src/cli/run.ts', "import { readFileSync } from 'node:fs';"],
    ['src/cli/run.ts', "import { version } from '../../package.json';"],
    ['src/extension/log.ts', "import * as vscode from 'vscode';"],
    ['src/core/text/span.ts', 'export const at = (items: readonly string[], index: number) => items[index];'],
    ['src/core/text/span.ts', "export const at = (table: Record<'a' | 'b', number>, key: 'a' | 'b') => table[key];"],
    ['src/core/text/span.ts', "export const at = (table: Record<string, number>) => [table['a'], 'a' in table];"],
    ['src/core/text/span.ts', 'export const at = (table: ReadonlyMap<string, number>, key: string) => table.get(key);'],
    ['src/core/text/memo.ts', 'export const known = new WeakMap<object, string>();'],
    ['src/cli/run.ts', 'export const at = (groups: Map<string, string[]>, item: string) => groups.get(item) ?? [];'],
    ['src/cli/run.ts', grouping('const own = groups.get(item) ?? []; own.push(item);')],
  ];
  const ours = [
    'rooms/order',
    'rooms/rules',
    'no-restricted-globals',
    'no-restricted-properties',
    'no-restricted-syntax',
    'text/one-home',
    'text/own-lookups',
  ];
  const lint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => ours.includes(ruleId) });
  const messages = async (file: string, text: string) => {
    assert.ok(existsSync(join(root, file)), `${file} must exist: the linter asks TypeScript about it`);
    const [result] = await lint.lintText(text, { filePath: join(root, file) });
    return (result?.messages ?? []).map(({ message }) => message);
  };

  for (const [file, text, why] of refused) {
    it(`refuse ${text} in ${file}`, async () => {
      const found = await messages(file, text);
      assert.ok(
        found.some((message) => message.includes(why)),
        `${why}: ${JSON.stringify(found)}`,
      );
    });
  }
  for (const [file, text] of allowed) {
    it(`allow ${text} in ${file}`, async () => {
      assert.deepEqual(await messages(file, text), []);
    });
  }
});
