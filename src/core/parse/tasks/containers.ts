import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { span } from '../../text/span';
import type { ConfigFile } from '../config/config';
import type { ConfigEntry } from '../config/contents';
import { documentsOf } from '../config/documents';
import type { MappedText } from '../mapped-text';
import type { Task } from './task';
import { clientOf } from '../sql/client';
import { commandOf, itemsIn, type Piece, type Written } from './written';

const ofContainer =
  /^(.*?\b(?:initC|c)ontainers\.\d+)\.(command|args|name|lifecycle\.(?:postStart|preStop)\.exec\.command|(?:liveness|readiness|startup)Probe\.exec\.command)$/;

/**
 * What containers of Kubernetes have a shell do: `command` and `args` together are what the process is started with (Kubernetes, "Define a
 * Command and Arguments for a Container"), and hooks of their lifecycle run beside it, as do probes. What starts a program alone is that program.
 */
export function kubernetesTasks({ format, entries }: ConfigFile, text: string): readonly Task[] {
  if (format !== 'yaml' && format !== 'json') return [];
  return documentsOf(entries).flatMap((document) => {
    const kind = document.find(({ key }) => key === 'kind')?.value;
    const own = document.filter(({ key, inherited }) => !inherited && ofContainer.test(key));
    return [...groupBy(own, ({ key }) => ofContainer.exec(key)?.[1] ?? '')].flatMap(([key, container]): Task[] => {
      const find = (name: string): ConfigEntry | undefined => container.find((entry) => entry.key === `${key}.${name}`);
      const process = [find('command') ?? [], find('args') ?? []].flat();
      const hooks = container.filter(({ key: at }) => at.includes('.lifecycle.'));
      const probes = container.filter(({ key: at }) => at.endsWith('Probe.exec.command'));
      const name = find('name')?.value;
      const task = (words: readonly ConfigEntry[], when: Task['when']): Task[] => {
        const source = find('command') || words !== process ? shellScript(words.flatMap((entry) => itemsIn(text, entry))) : undefined;
        return source ? [{ source, when, container: typeof name === 'string' ? name : '' }] : [];
      };
      return [
        ...task(process, whenOf(kind, key)),
        ...hooks.flatMap((hook) => task([hook], 'deployed')),
        ...probes.flatMap((probe) => task([probe], 'kept')),
      ];
    });
  });
}

const whenOf = (kind: unknown, container: string): Task['when'] => {
  if (kind === 'CronJob') return 'scheduled';
  return kind === 'Job' || /initContainers\.\d+$/.test(container) ? 'deployed' : 'kept';
};

/** What services of compose have a shell do: `entrypoint` and `command` together. */
export function composeTasks({ format, entries }: ConfigFile, text: string): readonly Task[] {
  if (format !== 'compose') return [];
  const own = entries.filter(({ key, inherited }) => !inherited && /^services\.[^.]+\.(command|entrypoint)$/.test(key));
  return [...groupBy(own, ({ key }) => key.split('.')[1] ?? '')].flatMap(([container, both]): Task[] => {
    const inOrder = [...both].sort((a, b) => Number(a.key.endsWith('.command')) - Number(b.key.endsWith('.command')));
    const words = inOrder.flatMap((entry) => itemsIn(text, entry)).map(undoubled);
    const [line] = words;
    const source =
      words.length === 1 && line && (startsShell.test(line.text) || startsClient(line.text)) ? commandOf([line]) : shellScript(words);
    return source ? [{ source, when: 'kept', container }] : [];
  });
}

const startsShell = /^\s*(\/(usr\/)?bin\/)?(ba|da|a|k|z)?sh\s+-\w*c\b/;

/** `psql -c "DROP TABLE x"`: compose splits a text as a shell does. */
const startsClient = (text: string): boolean => clientOf(baseName(/^\s*(\S+)\s/.exec(text)?.[1] ?? '')) !== undefined;

/** The script of `sh -c script`, as a list of words; the client of a database in its place, whose SQL stands there as well. */
function shellScript(words: readonly Written[]): MappedText | undefined {
  const [shell, ...others] = words;
  if (shell && (clientOf(baseName(shell.text)) || reachesOut.test(baseName(shell.text)))) return commandOf(words.flatMap(quotedWord));
  if (!shell || !/^(ba|da|a|k|z)?sh$/.test(baseName(shell.text))) return undefined;
  const at = others.findIndex(({ text }) => /^-\w*c$/.test(text));
  const script = at < 0 ? undefined : others[at + 1];
  return script && commandOf([script]);
}

/** Programs that leave their container, or change what lies outside of it. */
const reachesOut = /^(?:nsenter|chroot|kubectl|helm|rm)$/;

/** A word as a shell would have to be told it. */
export function quotedWord(word: Written): readonly Piece[] {
  const sign = (text: string, at: number): Piece => ({ text, for: word.placeOf(span(at, at)) });
  if (/^[\w./:=@-]+$/.test(word.text)) return [word, sign(' ', word.text.length)];
  const parts = [...word.text.matchAll(/'|[^']+/g)].map(({ 0: part, index }): Piece =>
    part === "'"
      ? { text: "'\\''", for: word.placeOf(span(index, index + 1)) }
      : { text: part, placeOf: (at) => word.placeOf(span(index + at.start, index + at.end)) },
  );
  return [sign("'", 0), ...parts, sign("' ", word.text.length)];
}

/** Compose writes a dollar sign twice. */
function undoubled({ text, placeOf }: Written): Written {
  if (!text.includes('$$')) return { text, placeOf };
  const starts = [...text.matchAll(/\$\$|[^]/g)].map(({ index }) => index);
  const at = (place: number): number => starts[place] ?? text.length;
  return { text: text.replaceAll('$$', '$'), placeOf: ({ start, end }) => placeOf(span(at(start), at(end))) };
}
