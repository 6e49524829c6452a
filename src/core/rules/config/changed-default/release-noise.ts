import type { DefaultChange } from '../../../compare/defaults';
import { isSecretName, shownValue } from '../../../text/redact';

/** Words that name the content instead of steering it: versions of parts, digests, days of building. */
const label = /^(versions?|appversion|revision|release|build|commit|sha\d*|md5|digest|checksum|integrity|hash|date|timestamp)$/;
/** Words that say nothing by themselves. */
const counting = /^(number|id|no|time|tag|branch|host|user)$/i;
/** Versions that are agreed on with others, such as that of TLS. */
const agreed = /^(min|max|minimum|maximum|tls|ssl|http|protocol|api)$/;

/** Whether a value is another one with every release, whatever the release does. */
export function changesWithRelease({ key, before, after }: DefaultChange): boolean {
  const [old, own] = [before.entry.value, after.entry.value];
  const name = key.slice(key.lastIndexOf('.') + 1);
  // What editors check the file by.
  if (name === '$schema') return true;
  // `build.number`: the word before says what is counted.
  const words = wordsOf(counting.test(name) ? key.split('.').slice(-2).join('.') : name);
  if (words.some((word) => label.test(word)) && !words.some((word) => agreed.test(word))) return true;
  return typeof old === 'string' && typeof own === 'string' && isRelease(old.trim(), own.trim(), words);
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);

const digest = /^(sha\d{1,3}[:-])?([0-9a-f]{32,128}|[A-Za-z0-9+/]{43,88}={0,2})$/;
const version = /^v?\d{1,6}\.\d{1,6}\.\d{1,6}([-+][\w.+-]{1,60})?$/;

const isRelease = (old: string, own: string, words: readonly string[]): boolean =>
  [digest, version].some((form) => form.test(old) && form.test(own)) ||
  isSameRelease(old, own) ||
  isSameDownload(old, own) ||
  isSameLine(old, own, words);

/** `hub-5.1.0`, as a chart is called in the labels of what it makes. */
function isSameRelease(old: string, own: string): boolean {
  const [before, after] = [old, own].map(
    (text) => /^([a-z][\w.]*(?:-[a-z][\w.]*)*-)v?\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][\w.+-]{1,60})?$/i.exec(text)?.[1],
  );
  return before !== undefined && before === after;
}

/** `https://host/v1.2.3/tool-1.2.3.tgz`: the same file of the same host, of another version. */
function isSameDownload(old: string, own: string): boolean {
  const [before, after] = [downloadOf(old), downloadOf(own)];
  return before !== undefined && before === after;
}

function downloadOf(address: string): string | undefined {
  const [, host, file] = /^(https?:\/\/[^/]+)(\/.*\.[a-z]\w{1,5})$/i.exec(address) ?? [];
  return host === undefined ? undefined : `${host}${file?.replace(/\d{1,9}(?:\.\d{1,9}){1,3}/g, '*')}`;
}

/** `registry/name:5.1@sha256:…`: the same image, and not another major version of it. */
function isSameLine(old: string, own: string, words: readonly string[]): boolean {
  const [before, after] = [imageOf(old), imageOf(own)];
  if (before?.tag === undefined || after?.tag === undefined || before.name !== after.name) return false;
  return words.includes('image') && majorOf(before.tag) === majorOf(after.tag);
}

function imageOf(text: string): { name: string; tag: string | undefined } | undefined {
  const found = /^([\w./-]+(?::\d+\/[\w./-]+)?)(?::([\w.-]+))?(?:@sha\d+:[0-9a-f]+)?$/.exec(text);
  return found ? { name: found[1] ?? '', tag: found[2] ?? (text.includes('@') ? '' : undefined) } : undefined;
}

const majorOf = (tag: string): string => /^v?(\d+)/.exec(tag)?.[1] ?? '';

/** Elements that are named; more are counted. */
const named = 3;

/** Both values for people; of lists, what differs. */
export function shownChange(key: string, before: unknown, after: unknown): { before: string; after: string } {
  if (isSecretName(key) || !Array.isArray(before) || !Array.isArray(after))
    return { before: shownValue(key, before), after: shownValue(key, after) };
  const [old, own] = [before.map((value) => shownValue(key, value)), after.map((value) => shownValue(key, value))];
  const [had, has] = [new Set(old), new Set(own)];
  const gone = [...had].filter((value) => !has.has(value));
  const come = [...has].filter((value) => !had.has(value));
  const parts = [come.length > 0 ? `with ${shortList(come)}` : '', gone.length > 0 ? `without ${shortList(gone)}` : ''].filter(Boolean);
  return { before: `a list of ${old.length}`, after: `one of ${own.length} (${parts.join(', ') || 'in another order'})` };
}

const shortList = (values: readonly string[]): string =>
  [...values.slice(0, named), ...(values.length > named ? [`${values.length - named} more`] : [])].join(', ');
