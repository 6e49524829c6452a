import { applyEdits, type TextEdit } from '../../text/edit';
import { span } from '../../text/span';
import type { ConfigFile } from './config';
import type { ConfigEditor, ConfigEntry } from './contents';
import { innerText, type InnerText } from './inner-text';
import { configFormat } from './languages';
import { difference } from './move';
import { parseConfig } from './parse';
import { triesOf } from './tries';

/** The configurations of a file: its own first, then those that its values are, as in a Kubernetes ConfigMap. */
export function configsIn(path: string, text: string): readonly ConfigFile[] {
  const format = configFormat(path, text);
  if (!format) return [];
  const outer = parseConfig(text, format);
  return [outer, ...embeddedIn(text, outer)];
}

/** Keys that are names of files which hold configuration. */
const fileName = /^[\w.-]*\.(json|ya?ml|toml|xml|hocon|ini|cfg|cnf|conf|properties|env)$/i;

function embeddedIn(text: string, outer: ConfigFile): ConfigFile[] {
  if (outer.format !== 'json' && outer.format !== 'yaml') return [];
  const mayTry = triesOf(text);
  return outer.entries.flatMap((entry) => {
    const name = text.slice(entry.keySpan.start, entry.keySpan.end).replace(/["']/g, '');
    if (typeof entry.value !== 'string' || entry.inherited || !fileName.test(name)) return [];
    const inner = innerText(text, entry.valueSpan, entry.value);
    // A word under such a name, or the range of a version, says something about the file.
    const format = /[\n{<=:]|\[\s{0,8}["[{]/.test(inner.text) ? configFormat(name, inner.text) : undefined;
    return format ? [embedded({ text, outer, mayTry }, entry, name, inner, parseConfig(inner.text, format))] : [];
  });
}

/** The file that holds others. */
interface Outer {
  readonly text: string;
  readonly outer: ConfigFile;
  readonly mayTry: () => boolean;
}

function embedded({ text, outer, mayTry }: Outer, entry: ConfigEntry, name: string, inner: InnerText, file: ConfigFile): ConfigFile {
  const own = new Map<ConfigEntry, ConfigEntry>();
  for (const each of file.entries)
    own.set({ ...each, keySpan: inner.placeOf(each.keySpan), valueSpan: inner.placeOf(each.valueSpan) }, each);
  const reread = (source: string): ConfigFile => {
    const again = embeddedIn(source, outer.reread(source)).find(({ within }) => within?.key === entry.key);
    return again ?? parseConfig('', file.format);
  };
  const outside = (edits: readonly TextEdit[]): readonly TextEdit[] => {
    const found = edits.length === 0 || !mayTry() ? [] : inOuter(text, inner, edits);
    const wanted = found.length > 0 && parseConfig(applyEdits(inner.text, edits), file.format).entries;
    return wanted && sameEntries(wanted, reread(applyEdits(text, found)).entries) ? found : [];
  };
  const ownEdits = (each: ConfigEntry, edits: (each: ConfigEntry) => readonly TextEdit[]): readonly TextEdit[] => {
    const found = own.get(each);
    return found ? outside(edits(found)) : [];
  };
  const editor: ConfigEditor = {
    insert: (key, value) => outside(file.insert(key, value)),
    remove: (each) => ownEdits(each, (found) => file.remove(found)),
    rename: (each, key) => ownEdits(each, (found) => file.rename(found, key)),
    replace: (each, value) => ownEdits(each, (found) => file.replace(found, value)),
  };
  return {
    format: file.format,
    entries: [...own.keys()],
    sections: file.sections.map(({ key, keySpan }) => ({ key, keySpan: inner.placeOf(keySpan) })),
    faults: file.faults.map((fault) => ({ ...fault, span: inner.placeOf(fault.span) })),
    ...editor,
    within: entry,
    name,
    reread,
  };
}

const sameEntries = (a: readonly ConfigEntry[], b: readonly ConfigEntry[]): boolean =>
  a.length === b.length &&
  a.every(({ key, value }, index) => b[index]?.key === key && JSON.stringify(b[index].value) === JSON.stringify(value));

/** Edits of the inner text, on the lines of the outer one; none where that is not written as it reads. */
function inOuter(text: string, inner: InnerText, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { write } = inner;
  if (!write) return [];
  const small = edits.map((edit) => direct(inner, edit));
  if (small.every((edit) => edit !== undefined)) return small;
  const { span: at, text: written } = write(applyEdits(inner.text, edits));
  return difference(text, text.slice(0, at.start) + written + text.slice(at.end));
}

/** Within a line, and whole lines that go. */
function direct(inner: InnerText, { span: at, text: by }: TextEdit): TextEdit | undefined {
  const old = inner.text.slice(at.start, at.end);
  if (!/[\r\n]/.test(old + by)) return { span: inner.placeOf(at), text: by };
  const starts = (offset: number): boolean => offset === 0 || inner.text[offset - 1] === '\n';
  if (by !== '' || !starts(at.start) || !starts(at.end) || at.end >= inner.text.length) return undefined;
  const [from, to] = [inner.lineOf(at.start), inner.lineOf(at.end)];
  return { span: span(from, to), text: '' };
}
