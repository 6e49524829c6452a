import { entryOf } from '../../../src/core/text/groups';

/** A program that the script has started itself. */
export interface Started {
  readonly argv: readonly string[];
}

/** What the calls of one run tell. */
export interface Trace {
  /** Programs that the script itself has started, in order. */
  readonly started: readonly Started[];
  /** Paths that were written, changed, made or removed, and by whose work: a program of the script's, or the script itself. */
  readonly touched: ReadonlyMap<string, Started | undefined>;
  /** The program that has changed something by `/proc/self/fd`. */
  readonly throughOpenFile: Started | undefined;
}

interface Process {
  folder: string;
  /** The program of the script's that it works for. */
  owner: Started | undefined;
  isScript: boolean;
}

const line = /^(\d+)\s+(.*)$/;

/** Reads what `strace -f` wrote. `script`: the path that was run; what counts begins there. */
export function readTrace(text: string, script: string): Trace {
  const processes = new Map<number, Process>();
  const started: Started[] = [];
  const touched = new Map<string, Started | undefined>();
  const forking: number[] = [];
  let throughOpenFile: Started | undefined;
  // A child may be heard of before the call that made it has returned.
  const heir = (): Process => ({ ...(processes.get(forking.at(-1) ?? -1) ?? { folder: '/', owner: undefined, isScript: false }) });
  for (const [id, call, args, result] of callsOf(text)) {
    const process = entryOf(processes, id, heir);
    if (isFork.test(call)) {
      const child = Number.parseInt(result);
      if (result === '') forking.push(id);
      else if (forking.includes(id)) forking.splice(forking.lastIndexOf(id), 1);
      if (child > 0 && !processes.has(child)) processes.set(child, { ...process });
    } else if (result.startsWith('-')) continue;
    else if (call === 'chdir') process.folder = resolve(stringsIn(args)[0] ?? '/', process.folder);
    else if (call === 'execve') {
      const argv = argvOf(args);
      const path = stringsIn(args)[0] ?? '';
      if (path === script || argv[1] === script) Object.assign(process, { isScript: true, owner: undefined });
      else if (process.isScript && !process.owner) {
        process.owner = { argv };
        started.push(process.owner);
      }
    } else if (call !== 'openat' || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(args)) {
      if (!isWithin(process)) continue;
      for (const path of pathsIn(args, process.folder)) {
        touched.set(path, process.owner);
        if (path.startsWith('/proc/self/fd/')) throughOpenFile = process.owner;
      }
    }
  }
  return { started, touched, throughOpenFile };
}

const isFork = /^(clone|clone3|fork|vfork)$/;

const isWithin = ({ isScript, owner }: Process): boolean => isScript || owner !== undefined;

/** Calls as `[process, name, arguments, result]`; those that another process interrupted are put together again. A fork that has only begun has no result. */
function* callsOf(text: string): Generator<readonly [number, string, string, string]> {
  const unfinished = new Map<string, string>();
  for (const one of text.split('\n')) {
    const [, id = '', rest = ''] = line.exec(one) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      unfinished.set(id, rest.slice(0, -'<unfinished ...>'.length));
      const call = /^\w+/.exec(rest)?.[0] ?? '';
      if (isFork.test(call)) yield [Number(id), call, '', ''];
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const whole = resumed ? `${unfinished.get(id) ?? ''}${resumed[1] ?? ''}` : rest;
    const [, call, args, result] = /^(\w+)\((.*)\)\s+= (.*)$/.exec(whole) ?? [];
    if (call !== undefined) yield [Number(id), call, args ?? '', result ?? ''];
  }
}

const stringsIn = (args: string): readonly string[] => [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => unescaped(text));

/** Paths in the arguments of a call; those after an open folder lie in it, and its name is one of the host's. */
function pathsIn(args: string, folder: string): readonly string[] {
  return [...args.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"|^\d+<([^>]*)>/g)].map(([, at, text = '', open]) =>
    resolve(open === undefined ? unescaped(text) : inRoot(open), at === undefined ? folder : inRoot(at)),
  );
}

const inRoot = (path: string): string => path.replace(/^.*\/work\/root(?=\/|$)/, '') || '/';

function argvOf(args: string): readonly string[] {
  const list = /^"(?:[^"\\]|\\.)*", \[(.*)\], /.exec(args)?.[1];
  return list === undefined ? [] : stringsIn(list);
}

/** Bytes above ASCII stand there one by one, as octal numbers. */
const unescaped = (text: string): string =>
  text.replace(/(?:\\[0-7]{1,3})+|\\(.)/g, (bytes, sign: string | undefined) =>
    sign === undefined
      ? Buffer.from(
          bytes
            .split('\\')
            .slice(1)
            .map((byte) => parseInt(byte, 8)),
        ).toString('utf8')
      : sign === 'n'
        ? '\n'
        : sign === 't'
          ? '\t'
          : sign,
  );

function resolve(path: string, folder: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return merged(`/${names.join('/')}`);
}

/** Where files of the old folders lie today. */
export const merged = (path: string): string => path.replace(/^\/(bin|sbin|lib|lib64)(?=\/|$)/, '/usr/$1');
