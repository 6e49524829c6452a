import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin, SiteProblem } from '../../src/core/inventory/inventory';

const update = process.env['UPDATE_SNAPSHOTS'] === '1' && !process.env['CI'];
const snapshot = 'expected.json';

interface CaseFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a case that tell of a site, all but what is expected of them. */
export const siteFilesOf = (folder: string): CaseFile[] =>
  readdirSync(folder)
    .filter((name) => name !== snapshot)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));

/** Compares with `expected.json`, where each fact and problem has the text that it comes from. */
export function checkSite(folder: string, files: readonly CaseFile[], facts: object, problems: readonly SiteProblem[]): void {
  const shown = { ...facts, problems: problems.map(({ code, message, ...at }) => ({ code, at, message })) };
  const withPlaces = (key: string, value: unknown) => (key === 'origin' || key === 'at' ? placeText(value as Origin, files) : value);
  const text = `${JSON.stringify(shown, withPlaces, 2)}\n`;
  const path = join(folder, snapshot);
  if (update) writeFileSync(path, text);
  assert.ok(existsSync(path), `${path} is missing: look at the output, then run with UPDATE_SNAPSHOTS=1`);
  assert.equal(text, readFileSync(path, 'utf8'));
}

/** `inventory.production.db01.txt:2 bash`: long pieces are cut. */
function placeText({ path, line, span }: Origin, files: readonly CaseFile[]): string {
  const piece = files.find((file) => file.path === path)?.text.slice(span.start, span.end) ?? '';
  return `${path}:${line + 1} ${piece.slice(0, 60)}`.trimEnd();
}
