import { groupBy } from '../../text/groups';
import type { Span } from '../../text/span';
import type { ConfigFile } from '../config/config';
import type { ConfigEntry } from '../config/contents';
import { ansibleModules, isNo, isYes } from './ansible-modules';
import type { MappedText } from '../mapped-text';
import type { Task } from './task';
import { commandOf, itemsIn, writtenIn, type Piece, type Written } from './written';

const ofPlay = /^(\d+\.(?:pre_tasks|tasks|post_tasks|handlers)\.\d+(?:\.(?:block|rescue|always)\.\d+)*)\.(.+)$/;
const ofList = /^(\d+(?:\.(?:block|rescue|always)\.\d+)*)\.(.+)$/;
/** Where roles have their tasks, and the lists of them that these include. */
export const isTaskList = (path: string): boolean => /(^|\/)(tasks|handlers)\/(?:[\w.-]+\/){0,4}[^/]+\.ya?ml$/i.test(path);

/** Whether a key tells what is done, and is no setting: one of a task of a role or of a play. */
export const isOfTask = (path: string, key: string): boolean => isTaskList(path) || ofPlay.test(key);

/** Keywords of tasks (Ansible, "Playbook Keywords"); the key that is none of them is the module. */
const keywords =
  /^(name|when|register|become\w*|vars|loop|loop_control|with_\w+|notify|tags|args|environment|ignore_\w+|changed_when|failed_when|delegate_\w+|run_once|until|retries|delay|no_log|check_mode|diff|async|poll|listen|any_errors_fatal|module_defaults|connection|throttle|timeout|port|remote_user|debugger|collections|local_action|action|block|rescue|always)$/;

/** What tasks of a playbook, or of a role, do: shells as they are written, other modules as the commands that do the same. */
export function ansibleTasks(config: ConfigFile, text: string, path: string): readonly Task[] {
  const { format, entries, within } = config;
  if (format !== 'yaml' || within) return [];
  const isPlaybook = entries.some(({ key }) => /^\d+\.hosts$/.test(key));
  if (!isPlaybook && !isTaskList(path)) return [];
  const place = isPlaybook ? ofPlay : ofList;
  const known = new Map(entries.flatMap(({ key, value }) => constantOf(key, value)));
  // A module opens its section before it has entries.
  const sections = config.sections.map(({ key, keySpan }): ConfigEntry => ({ key, keySpan, value: null, valueSpan: keySpan }));
  const inOrder = [...sections, ...entries].sort((a, b) => a.keySpan.start - b.keySpan.start);
  const own = groupBy(
    inOrder.filter(({ key }) => place.test(key)),
    ({ key }) => place.exec(key)?.[1] ?? '',
  );
  const around = settingsAround(entries);
  const lists = new Map(entries.flatMap((entry) => listOf(entry)));
  const asked = entries.filter(({ key }) => /^\d+\.vars_prompt\.\d+\.name$/.test(key)).map(askedFor);
  let reloads = false;
  const tasks = [...own].flatMap(([key, all]) => {
    const inside = all.map((entry) => ({ ...entry, key: place.exec(entry.key)?.[2] ?? '' }));
    if (inside.some((entry) => /^notify\b/.test(entry.key) && reloadsUnits.test(String(entry.value)))) reloads = true;
    const flush = inside.find((entry) => /(?:^|\.)meta$/.test(entry.key) && entry.value === 'flush_handlers');
    if (!flush || !reloads) return taskOf({ key, inside, text, known, around: around(key), lists });
    reloads = false;
    return [{ source: commandOf([{ text: 'systemctl daemon-reload', for: flush.valueSpan }]), when: 'deployed' as const }];
  });
  return [...asked, ...tasks];
}

/** A handler by its name: what was asked of it is done at `meta: flush_handlers`. */
const reloadsUnits = /systemd|daemon[ _-]?reload|reload[ _-](?:daemon|units?)/i;

/** `vars_prompt`: a play asks before it begins. */
const askedFor = ({ value, valueSpan }: ConfigEntry): Task => ({
  source: commandOf([{ text: `read ${/^\w+$/.test(String(value)) ? String(value) : 'answer'}`, for: valueSpan }]),
  when: 'deployed',
});

/** `{{ app_dir }}` is what a play says that it is, if it says it once. */
function constantOf(key: string, value: unknown): readonly (readonly [string, string])[] {
  const name = /^(?:\d+\.)?vars\.(\w+)$/.exec(key)?.[1];
  return name !== undefined && typeof value === 'string' && !value.includes('{{') ? [[name, value]] : [];
}

/** A list that a play gives a name to. */
function listOf(entry: ConfigEntry): readonly (readonly [string, ConfigEntry])[] {
  const name = /^(?:\d+\.)?vars\.(\w+)$/.exec(entry.key)?.[1];
  return name !== undefined && Array.isArray(entry.value) ? [[name, entry]] : [];
}

/** What the play, the blocks around it and a task itself say of how it runs; a block stands before or behind its tasks, and the last word counts. */
function settingsAround(entries: readonly ConfigEntry[]): (task: string) => ReadonlyMap<string, unknown> {
  const settings = entries.flatMap(({ key, value }, at) => {
    const [, of, name] = /^(.*)\.(become|become_user|when|ignore_errors|failed_when)$/.exec(key) ?? [];
    return of !== undefined && name !== undefined ? [{ of, name, value, at }] : [];
  });
  const byOwner = groupBy(settings, ({ of }) => of);
  return (task) => {
    const around = task.split('.').flatMap((_, index, names) => byOwner.get(names.slice(0, index + 1).join('.')) ?? []);
    return new Map(around.sort((a, b) => a.at - b.at).map(({ name, value }) => [name, value]));
  };
}

interface WrittenTask {
  readonly key: string;
  /** Its entries and sections, by their names below the task. */
  readonly inside: readonly ConfigEntry[];
  readonly text: string;
  readonly known: ReadonlyMap<string, string>;
  readonly around: ReadonlyMap<string, unknown>;
  /** Lists of the play, by their names. */
  readonly lists: ReadonlyMap<string, ConfigEntry>;
}

function taskOf({ key, inside, text, known, around, lists }: WrittenTask): readonly Task[] {
  const module = inside.map((entry) => moduleOf(entry)).find((found) => found !== undefined);
  const pieces = module && piecesOf(module, inside, text);
  if (!pieces || pieces.length === 0) return [];
  const isIgnored = isYes(around.get('ignore_errors')) || isNo(around.get('failed_when') ?? '');
  const ignored = isIgnored ? [{ text: ' || true', for: module.at }] : [];
  const user = around.get('become_user');
  return [
    {
      source: repeated([...pieces, ...ignored], itemsOf(pieces, inside, text, lists), known, module.at),
      when: 'deployed',
      ...(isYes(around.get('become')) && { as: typeof user === 'string' ? user : 'root' }),
      ...((around.has('when') || /\.(handlers|rescue)\./.test(key)) && { isConditional: true }),
    },
  ];
}

/** More turns of a loop than this say nothing new. */
const maxItems = 16;

/** What a task is done with, one after the other; none: once, or with what nobody here knows. */
function itemsOf(
  pieces: readonly Piece[],
  inside: readonly ConfigEntry[],
  text: string,
  lists: ReadonlyMap<string, ConfigEntry>,
): { readonly ref: string; readonly items: readonly Written[] } | undefined {
  const refs = new Set(
    pieces.flatMap((piece) => Array.from(piece.text.matchAll(/\{\{-?\s*(item(?:\.\w+)?)\s*-?\}\}/g), ([, ref = '']) => ref)),
  );
  const [ref] = refs;
  if (ref === undefined || refs.size > 1) return undefined;
  const loop = inside.find(({ key, value }) => /^(?:loop|with_(?:items|list|flattened))$/.test(key) && value !== null);
  const named = /^\s*\{\{\s*(\w+)\s*\}\}\s*$/.exec(typeof loop?.value === 'string' ? loop.value : '')?.[1];
  const list = named === undefined ? loop : lists.get(named);
  const part = ref.slice('item.'.length);
  const items =
    part === ''
      ? Array.isArray(list?.value)
        ? itemsIn(text, list)
        : []
      : inside.flatMap((entry) =>
          new RegExp(`^(?:loop|with_\\w+)\\.\\d+\\.${part}$`).test(entry.key) ? [writtenIn(text, entry) ?? []].flat() : [],
        );
  return items.length > 0 && items.length <= maxItems && items.every((item) => !item.text.includes('{{')) ? { ref, items } : undefined;
}

/** A task with its loop around it, as a shell would have that. */
function repeated(pieces: readonly Piece[], each: ReturnType<typeof itemsOf>, known: ReadonlyMap<string, string>, at: Span): MappedText {
  if (!each) return commandOf(pieces, known);
  const loop = [
    { text: 'for item in ', for: at },
    ...wordsOf(each.items),
    { text: '; do ', for: at },
    ...pieces,
    { text: '; done', for: at },
  ];
  return commandOf(loop, new Map([...known, [each.ref, '${item}']]));
}

interface FoundModule {
  /** Without its collection. */
  readonly name: string;
  /** As the task has it, and what its arguments begin with. */
  readonly key: string;
  readonly at: Span;
}

/** Of `ansible.builtin.file.path` that is `file`. */
function moduleOf({ key, keySpan }: ConfigEntry): FoundModule | undefined {
  const names = key.split('.');
  const [first = '', , third] = names;
  if (keywords.test(first)) return undefined;
  const length = third !== undefined && !ansibleModules.has(first) && !shells.test(first) ? 3 : 1;
  return { name: names[length - 1] ?? '', key: names.slice(0, length).join('.'), at: keySpan };
}

const shells = /^(shell|command|raw|script)$/;

/** What runs other tasks: those that lie in the package are read by themselves. */
const includes = /^(?:(?:include|import)_(?:tasks|role|playbook)|include)$/;
/** Nothing but what somebody sets elsewhere; facts of a host, and names before an ending, choose among files of the package. */
const isOpen = /^\{\{(?!\s*(?:ansible_|item\b|lookup\b|query\b))[^{}]*\}\}$/;

function piecesOf({ name, key, at }: FoundModule, inside: readonly ConfigEntry[], text: string): readonly Piece[] {
  const entryOf = (argument: string): ConfigEntry | undefined =>
    inside.find((entry) => entry.key === `${key}.${argument}`) ?? inside.find((entry) => entry.key === `args.${argument}`);
  const free = inside.find((entry) => entry.key === key && typeof entry.value === 'string');
  if (shells.test(name)) {
    const line = free ?? entryOf('cmd');
    if (line) return [writtenIn(text, line) ?? []].flat();
    const argv = entryOf('argv');
    return argv ? wordsOf(itemsIn(text, argv)) : [];
  }
  if (includes.test(name)) {
    const what = free ?? entryOf('name') ?? entryOf('file');
    return typeof what?.value === 'string' && isOpen.test(what.value) ? [{ text: '{{ included }}', for: at }] : [];
  }
  const short = free && shortArguments(String(free.value));
  const written = new Map<string, Written>();
  const given = (argument: string): readonly string[] | undefined => {
    const own = entryOf(argument);
    const items = own ? itemsIn(text, own) : [];
    for (const item of items) written.set(item.text, item);
    const value = short?.get(argument);
    return items.length > 0 ? items.map((item) => item.text) : value === undefined ? undefined : [value];
  };
  const module = ansibleModules.get(name);
  const commands = module ? module(given) : [[name]];
  return commands.flatMap((words, index) => [
    ...(index > 0 ? [{ text: ' && ', for: at }] : []),
    ...wordsOf(words.map((word) => written.get(word) ?? { text: word, for: at })),
  ]);
}

/** `path=/srv state=absent`. */
const shortArguments = (line: string): ReadonlyMap<string, string> =>
  new Map(
    [...line.matchAll(/(?<!\S)(\w+)=("[^"]*"|'[^']*'|(?:\{\{[^{}]*\}\}|\S)+)/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^(["'])(.*)\1$/, '$2'),
    ]),
  );

/** Words as a shell would have them. */
function wordsOf(words: readonly Piece[]): readonly Piece[] {
  return words.flatMap((word, index) => {
    const at = 'for' in word ? word.for : word.placeOf({ start: 0, end: word.text.length });
    const quote = /^[\w@%+=:,./-]+$/.test(word.text) ? '' : /'|\{\{/.test(word.text) ? '"' : "'";
    const around = quote === '' ? [] : [{ text: quote, for: at }];
    return [...(index > 0 ? [{ text: ' ', for: at }] : []), ...around, word, ...around];
  });
}
