import { fedFiles, producerOf } from '../parse/fed';
import { fileSpan, type MappedText } from '../parse/mapped-text';
import type { ShellCommand, ShellWord } from '../parse/shell-script';
import { literal, unknown, type Template } from '../parse/shell-template';
import type { Course, Reading } from './course';
import type { Step } from './effect';
import { linesOf, linesPrinted } from './lines';
import { single } from './questions';
import { wordsSpan } from './step-maker';

/** The file that a command writes on: `tee b < a`, `cat a | tee b`. */
export function pipedFile(command: ShellCommand, { variables }: Course): Template | undefined {
  const file = /^(tee|sponge)$/.test(command.name ?? '') ? fedFiles(command).at(-1) : undefined;
  return file && single(file, variables);
}

/** The folder whose files arrive as an archive: `tar -C files -cf - . | tar -C / -xf -`. */
export function pipedFolder(command: ShellCommand, { variables }: Course): Template | undefined {
  const producer = producerOf(command);
  if (!/^(?:g|bsd)?tar$/.test(producer?.name ?? '')) return undefined;
  const words = producer?.words ?? [];
  const at = words.findIndex(({ text }) => /^(?:-C|--directory)$/.test(text));
  const folder = at < 0 ? undefined : words[at + 1];
  return folder && single(folder, variables);
}

/** Of processes that a pipe finds: `ps ax | grep nginx | awk … | xargs kill`. */
export function pipedProcess({ pipeline }: ShellCommand): Template | undefined {
  for (const { name = '', words } of pipeline) {
    if (!/^([ef]?grep|pgrep|pidof)$/.test(name) || words.some(({ text }) => /^-\w*v/.test(text))) continue;
    const pattern = words.slice(1).find(({ text }) => !text.startsWith('-'))?.value;
    if (pattern !== undefined) return pattern;
  }
  return undefined;
}

/** Text that arrives through a pipe: `cat <<EOF | tee file`, `echo … | tee file`. */
export function pipedContent(command: ShellCommand, { source }: Reading): Step['content'] {
  const producer = command.pipeline[command.pipeline.indexOf(command) - 1];
  const from = command.heredocs.at(-1) ?? producer?.heredocs.at(-1);
  if (from) return fileSpan(source, from.span);
  const string = command.redirects.findLast(({ operator }) => operator === '<<<')?.target;
  if (string) return fileSpan(source, string.span);
  if (producer?.name !== 'echo' && producer?.name !== 'printf') return undefined;
  return wordsSpan(producer, source);
}

/** What `find` finds for a command that it runs or that reads its list, or `ls`: `find /var/lib/dten -name '*.tmp' -exec rm {} +`. */
export function foundBy(command: ShellCommand): readonly ShellWord[] | undefined {
  const finder = command.name === 'find' ? command : command.pipeline[0];
  if (!finder || (finder === command && command.name !== 'find')) return undefined;
  const { name, words } = finder;
  // Without a pattern `ls` tells names, and not where they lie.
  if (name === 'ls') return words.slice(1).filter(({ text }) => /^[^-].*\/\*/.test(text));
  if (name !== 'find') return undefined;
  const end = words.findIndex(({ text }, at) => at > 0 && /^(-[a-zA-Z]{2,}|[!(\\])/.test(text));
  const folders = words.slice(1, end < 0 ? undefined : end).filter(({ text }) => !text.startsWith('-'));
  const pattern = words[words.findIndex(({ text }) => /^-i?name$/.test(text)) + 1];
  const found = pattern === words[0] ? '*' : literal(pattern?.value ?? '*');
  return folders.map((folder) => {
    const place = folder.template ?? literal(folder.value ?? folder.text);
    return { ...folder, value: undefined, template: `${place.replace(/\/$/, '')}/${found}` };
  });
}

/** What `xargs` reads, where that stands there: `echo a b | xargs …`, `xargs … <<<"a b"`. */
export function handedOn(command: ShellCommand, like: ShellWord, course: Course, source: MappedText): readonly ShellWord[] {
  const string = command.redirects.findLast(({ operator }) => operator === '<<<')?.target;
  if (string) return [string];
  const producer = producerOf(command);
  const lines = linesOf(command.heredocs, source) ?? linesPrinted(producer, course.variables, source);
  // The words of `echo` have places of their own.
  const words =
    producer?.name === 'echo' && lines?.length === 1 ? producer.words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text)) : undefined;
  const said = words ?? lines?.map((line): ShellWord => ({ text: line, value: undefined, template: line, span: like.span })) ?? [];
  return said.length > 0 ? said : [{ text: '', value: undefined, template: unknown, span: like.span }];
}

/** What stands for each line in the command of `xargs -I{}`, or of `find`. */
export function placeFor({ name, words }: ShellCommand): string {
  if (name !== 'xargs') return '{}';
  for (const [at, { text, value = text }] of words.entries()) {
    const [, inline = ''] = /^(?:-I|-i|--replace=)(.*)$/s.exec(value) ?? [];
    if (inline !== '') return inline;
    if (value === '-I') return words[at + 1]?.value ?? '{}';
  }
  return '{}';
}

/** A word with a value in the place of what stands for it; a script in a word is read as it is written. */
export const filledIn = (word: ShellWord, place: string, by: readonly ShellWord[]): readonly ShellWord[] =>
  word.text === place
    ? by
    : !word.text.includes(place) || /\s/.test(word.text)
      ? [word]
      : by.map((one) => ({
          ...word,
          value: undefined,
          template: (word.template ?? literal(word.value ?? word.text)).split(place).join(one.template ?? literal(one.value ?? one.text)),
        }));
