import type { ShellCommand, ShellWord } from './shell-script';

type InPipe = Pick<ShellCommand, 'pipeline' | 'span'>;

/** The command before it in a pipe; found by its place, as what stands for a command in another one (`xargs`) has that. */
export const producerOf = ({ pipeline, span }: InPipe): ShellCommand | undefined =>
  pipeline[pipeline.findIndex((one) => one.span.start === span.start) - 1];

/** The files that a command reads from its standard input: `< a`, `cat a b |`. */
export function fedFiles({ redirects, pipeline, span }: InPipe & Pick<ShellCommand, 'redirects'>): readonly ShellWord[] {
  const read = redirects.findLast(({ operator }) => operator === '<')?.target;
  if (read) return [read];
  const producer = producerOf({ pipeline, span });
  return producer?.name === 'cat' ? producer.words.slice(1).filter(({ text }) => !text.startsWith('-')) : [];
}
