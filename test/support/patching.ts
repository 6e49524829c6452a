import type { PackageSource } from '../../src/core/package/source';
import { overlaidSource, type Overlay } from '../../src/core/patch/overlay';
import type { Files } from './cli';
import { memorySource } from './memory-source';

export const source = (files: Files, modes: Readonly<Record<string, number>> = {}): PackageSource => {
  const made = memorySource('p', files);
  return { ...made, entries: made.entries.map((entry) => ({ ...entry, mode: modes[entry.path] ?? 0o644 })) };
};
export const bytes = (text: string) => Buffer.from(text, 'latin1');
export const text = async (base: PackageSource, overlay: Overlay, path: string) =>
  Buffer.from(await overlaidSource(base, overlay).read(path)).toString('latin1');
export const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`);
export const script = numbered(40);
export const edited = (edits: Readonly<Record<number, string>>, lines = script) => lines.map((line, at) => edits[at + 1] ?? line).join('');
