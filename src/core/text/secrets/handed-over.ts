import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { formed } from './in-word';
import { signs } from './signs';
import { wordsOf, type Word } from './words';

/** Commands that read secrets from what is piped or handed to them. */
export const readsSecret =
  /\b(?:passwd\b(?!.*\s-[a-zA-Z]*[lduSe])|sudo\b.*\s-\w*S|su\s|smbpasswd\b.*-\w*s|cryptsetup|kinit)|(?:^|\s)(?:--pass(?:word|phrase)?-(?:stdin|fd)|-pass(?:in|out)?\s+stdin|--with-token)/;

/** `echo x | sudo -S` and `echo u:x | chpasswd`. */
export function pipedSecrets(text: string, words: readonly Word[], piped: readonly Word[]): Span[] {
  const from = piped.findIndex((word) => /^(?:echo|printf|\/bin\/echo)$/.test(word.text));
  if (from < 0) return [];
  const line = words.map((word) => word.text).join(' ');
  const said = piped.slice(from + 1).filter((word) => !/^-[neE]+$/.test(word.text) && !/^(?:%s|\\n|\s)+$/.test(word.text));
  if (/\bchpasswd\b/.test(line)) return said.flatMap((word) => formed(text, word, 'after-colon'));
  return readsSecret.test(line) ? said.flatMap((word) => secretIn(text, word)) : [];
}

const prints = signs('echo|printf');

/** What is printed with a line break inside its quotes, and read on the line where these end. */
export function brokenQuotes(text: string): Span[] {
  if (!prints(text)) return [];
  const found: Span[] = [];
  for (const { 0: lead, 1: quote = '', index } of text.matchAll(/\b(?:echo|printf)[ \t][^\n"'|;&]{0,80}(["'])/g)) {
    const start = index + lead.length;
    const length = text.slice(start, start + furthestQuote).indexOf(quote);
    const said = text.slice(start, start + Math.max(0, length));
    if (!said.includes('\n')) continue;
    const end = text.indexOf('\n', start + length);
    const words = [...wordsOf(text, span(start + length + 1, end < 0 ? text.length : end))];
    const pipe = words.findIndex(({ before }) => before === '|');
    // The first word begins a command of its own, as far as its line tells.
    if (pipe < 0 || words.slice(1, pipe).some(({ before }) => before !== '')) continue;
    const lines = [...said.matchAll(/[^\r\n]+/g)].map(({ 0: line, index: at }) => wordOf(line, start + at));
    found.push(...pipedSecrets(text, words.slice(pipe), [wordOf('printf', index), ...lines, ...words.slice(0, pipe)]));
  }
  return found;
}

/** Characters that a quote may be away from its end. */
const furthestQuote = 1024;

const wordOf = (text: string, start: number): Word => ({ text, start, end: start + text.length, before: '', quoted: true });

const changesPasswords = signs('chpasswd');

/** Lines of a text that a script hands to `chpasswd`. */
export function handedOver(text: string): Span[] {
  if (!changesPasswords(text)) return [];
  const found: Span[] = [];
  let done = 0;
  for (const { 0: lead, 1: mark = '', index } of text.matchAll(chpasswdReads)) {
    if (index < done) continue;
    const start = index + lead.length;
    const rest = text.slice(start, start + 16_384);
    const length = rest.search(new RegExp(`^[ \\t]*${mark}[ \\t]*\\r?$`, 'm'));
    const body = length < 0 ? rest : rest.slice(0, length);
    for (const { 0: all, 1: own = '', index: at } of body.matchAll(/^[^\s:]{1,64}:([^\r\n]{3,256})/gm)) {
      const end = start + at + all.length;
      found.push(...secretIn(text, span(end - own.length, end)));
    }
    done = start + body.length;
  }
  return found;
}

const chpasswdReads = /\bchpasswd\b[^\n<]{0,200}<<-?[ \t]*["'\\]?(\w{1,40})["']?[^\n]{0,200}\n/g;
