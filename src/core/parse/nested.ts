import { own } from '../text/own';
import { baseName } from '../text/path';
import { cut, fileSpan, MappedTextBuilder, through, type MappedText } from './mapped-text';
import type { ShellCommand, ShellScript, ShellWord } from './shell-script';
import { decodeHeredoc, decodeWord, type Expansions } from './shell-text';
import { fedFiles, producerOf } from './fed';
import { clientEscapes } from './client-escapes';
import { handedOver, type HandedOver } from './handed-over';
import { producerIn } from './substituted';

/** What a command has another one do: a command line, or a script for a shell. */
export interface Nested {
  readonly words?: readonly ShellWord[];
  readonly script?: MappedText;
  /** Whom it runs as, if that changes: `su - postgres`. */
  readonly as?: ShellWord | 'root';
  /** The other host: `ssh`. */
  readonly host?: ShellWord;
  /** The container or virtual machine. */
  readonly container?: ShellWord;
  /** The script is what the command reads: it has nothing left to read itself. */
  readonly isInput?: true;
  /** It gets more arguments than stand there: `xargs`, `find -exec`. */
  readonly getsMore?: true;
  /** Only where it is known what the program does. */
  readonly ifKnown?: true;
}

/** Programs that are given a command, and how to find it among their words. */
interface Carrier {
  /** Options with a value. */
  readonly valued?: string;
  /** Words before the command, by what they say. */
  readonly operands?: readonly ('as' | 'host' | 'container' | 'other')[];
  /** The option that holds a script: `-c`. */
  readonly script?: string;
  /** The words are put together and given to a shell. */
  readonly joins?: true;
  /** Without a command its standard input is a script. */
  readonly readsScript?: true;
  /** Options that say where. */
  readonly options?: Readonly<Record<string, 'as' | 'host' | 'container'>>;
  /** Subcommands that run something; the words before count as options. */
  readonly verbs?: Readonly<Record<string, Carrier>>;
  /** The command stands behind this word only. */
  readonly behind?: string;
  readonly getsMore?: true;
  /** Without an operand that says whom: root. */
  readonly asRoot?: true;
}

const shellCarrier: Carrier = { script: 'c', valued: '-o -O --rcfile --init-file', readsScript: true };
const inContainer: Carrier = {
  valued: '-u --user -e --env -w --workdir --env-file --index --detach-keys',
  operands: ['container'],
};
const ofCompose: Carrier = {
  valued: '-f --file -p --project-name --profile --env-file --project-directory -H --host -c --context --log-level',
  verbs: {
    exec: inContainer,
    run: { ...inContainer, valued: '-u --user -e --env -w --workdir -v --volume -p --publish --name --entrypoint -l --label --pull' },
  },
};
/** Options of docker-run(1) and docker-create(1) that have a value, but for `-a`, which other commands of docker have without one. */
export const newContainerValued =
  '--add-host --blkio-weight -c --cpu-shares --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpus --cpuset-cpus --cpuset-mems --device --dns --dns-opt --dns-search -e --env --env-file --entrypoint --expose --gpus --group-add -h --hostname --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout --ip --ip6 --ipc --isolation -l --label --label-file --link --log-driver --log-opt -m --memory --memory-swap --mac-address --mount --name --network --net --network-alias --oom-score-adj -p --publish --pid --pids-limit --platform --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs -u --user --ulimit --userns --uts -v --volume --volume-driver --volumes-from -w --workdir';
/** docker-run(1): the image stands for the container that is made of it. */
const inNewContainer: Carrier = {
  valued: `-a --attach ${newContainerValued}`,
  operands: ['container'],
};
const ofDocker: Carrier = {
  valued: '-H --host -c --context --config -l --log-level --connection --url -n --namespace',
  verbs: { exec: inContainer, run: inNewContainer, compose: ofCompose, container: { verbs: { exec: inContainer, run: inNewContainer } } },
};
/** Commands of tmux(1) that are given a command line. */
const ofTmux = ['new-session', 'new', 'new-window', 'neww', 'split-window', 'splitw', 'respawn-pane', 'respawn-window', 'run-shell', 'run'];
const inTerminal: Carrier = { valued: '-s -n -c -t -x -y -e -F -l -p', joins: true };
const ofKubernetes: Carrier = {
  valued: '-n --namespace --context --kubeconfig -s --server --cluster --user',
  verbs: {
    exec: { valued: '-c --container -n --namespace', operands: ['container'], behind: '--' },
    rsh: { valued: '-c --container -n --namespace --shell', operands: ['container'] },
  },
};

const carriers: ReadonlyMap<string, Carrier> = new Map(
  Object.entries<Carrier>({
    'sh bash dash ash ksh ksh93 mksh zsh rbash': shellCarrier,
    su: {
      script: 'c',
      valued: '-c --command -s --shell -g --group -G --supp-group -w --whitelist-environment',
      operands: ['as'],
      asRoot: true,
      readsScript: true,
    },
    runuser: {
      script: 'c',
      valued: '-c --command -s --shell -g --group -G -u --user -w',
      operands: ['as'],
      asRoot: true,
      readsScript: true,
    },
    'sudo doas': {
      valued: '-u --user -g --group -h --host -p --prompt -C -D -R -T -U -r -t',
      options: { u: 'as', user: 'as' },
      asRoot: true,
      readsScript: true,
    },
    eval: { joins: true },
    'ssh autossh dropbear dbclient plink': {
      valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w -B -y',
      operands: ['host'],
      joins: true,
      readsScript: true,
    },
    'pdsh clush mussh dsh': {
      valued: '-w -g -x -h -l -f -t -u -p -o -e -m -R',
      joins: true,
      options: { w: 'host', h: 'host', g: 'host', m: 'host' },
    },
    'pssh parallel-ssh': {
      valued: '-h --hosts -H --host -l --user -p --par -o --outdir -e --errdir -t --timeout -O --option -x --extra-args -X --extra-arg',
      joins: true,
      options: { H: 'host', host: 'host', h: 'host', hosts: 'host' },
    },
    knife: { verbs: { ssh: { valued: '-x --ssh-user -a --attribute -C --concurrency -G -i -p -P -E', operands: ['host'], joins: true } } },
    tmux: { valued: '-f -L -S -T -c', verbs: Object.fromEntries(ofTmux.map((verb) => [verb, inTerminal])) },
    xargs: {
      valued: '-I --replace -n --max-args -L --max-lines -P --max-procs -d --delimiter -a --arg-file -s --max-chars -E',
      getsMore: true,
    },
    parallel: {
      valued:
        '-I --replace -n --max-args -L --max-lines -P --max-procs -d --delimiter -a --arg-file -s --max-chars -E -j --jobs -N --colsep --joblog --results --tmpdir --timeout --retries --delay',
      joins: true,
      getsMore: true,
    },
    ip: { valued: '-n -netns -f -family', verbs: { netns: { verbs: { exec: { operands: ['other'] } } } } },
    'docker podman nerdctl': ofDocker,
    'docker-compose podman-compose': ofCompose,
    'kubectl oc microk8s.kubectl k3s-kubectl': ofKubernetes,
    lxc: { verbs: { exec: { valued: '--env --cwd --user --group', operands: ['container'] } } },
    'lxc-attach': { valued: '-n --name -u -g -P -v --set-var', options: { n: 'container', name: 'container' } },
    pct: { verbs: { exec: { operands: ['container'] } } },
    machinectl: { verbs: { shell: { valued: '-M -E --setenv --uid', operands: ['container'] } } },
    'virsh qm vagrant': { verbs: { ssh: { valued: '-c --command', script: 'c', operands: ['container'] } } },
    watch: { valued: '-n --interval -d', joins: true },
    'at batch': { valued: '-f -q -t', readsScript: true, operands: ['other', 'other', 'other', 'other', 'other', 'other'] },
    'sg newgrp': { script: 'c', valued: '-c --command', operands: ['other'], readsScript: true },
    capsh: { script: 'c', valued: '--user --uid --gid --drop --caps --inh' },
    script: { valued: '-c --command -O --log-out -T -t -m -E', script: 'c' },
    screen: { valued: '-S -c -e -h -p -t -T -x -X -L -Logfile' },
    flock: { valued: '-w --timeout -E --conflict-exit-code -c --command', script: 'c', operands: ['other'] },
  }).flatMap(([names, carrier]) => names.split(' ').map((name) => [name, carrier] as const)),
);

/** Whether a program of this name may run another command. */
export const isCarrier = (name: string): boolean => carriers.has(name);

/**
 * Commands inside a command: `su -c`, `ssh host '…'`, `bash <<EOF`, `find -exec`, `xargs`, `docker exec` …; wrappers such as `sudo` were
 * taken off by the parser. `text`: what the command's places are in, which is what `script` was read from; `expansions`: what becomes
 * of those of the outer shell in the inner script.
 */
export function nested(
  command: ShellCommand,
  script: Pick<ShellScript, 'commands'>,
  text: MappedText,
  expansions: Expansions,
): readonly Nested[] {
  const { name, words } = command;
  if (name === undefined) return [];
  if (name === 'find') return executedBy(words);
  const source: Source = { ...text, expansions, script };
  if (name === 'trap') return words.length > 2 ? scriptsIn(source, words.slice(1, 2)) : [];
  if (name === '.' || name === 'source') return words[1] ? readAsFile(words[1], command, source, {}) : [];
  const carrier = carriers.get(name);
  const decoded = (word: ShellWord): string => decodeWord(word.text, 0, expansions).text;
  const handed = handedOver(name, words, decoded).flatMap((one) => runOf(one, source));
  const scripts = clientEscapes(name, () => [
    ...words.slice(1).flatMap((word) => scriptsIn(source, [word]).flatMap(({ script }) => script ?? [])),
    ...inputOf(command, source),
  ]);
  return [...handed, ...scripts.map((script) => ({ script })), ...(carrier ? carried(carrier, command, words.slice(1), source, {}) : [])];
}

/** A command among the options of another one. */
function runOf({ words, script, ifKnown }: HandedOver, source: Source): readonly Nested[] {
  if (words) return [{ words, ...(ifKnown && { ifKnown }) }];
  if (!script) return [];
  const { word, from = 0, host } = script;
  return scriptsIn(source, [word]).map((found) => ({
    ...found,
    ...(found.script && { script: cut(found.script, from) }),
    ...(host && { host }),
  }));
}

/** The text around, what becomes of its expansions, and the commands in it. */
type Source = MappedText & { readonly expansions: Expansions; readonly script: Pick<ShellScript, 'commands'> };

type Where = Pick<Nested, 'as' | 'host' | 'container'>;

function carried(carrier: Carrier, command: ShellCommand, words: readonly ShellWord[], source: Source, around: Where): readonly Nested[] {
  const valued = namesOf(carrier.valued ?? '');
  let where: Where = around;
  const given = [...(carrier.operands ?? [])];
  let script: ShellWord | undefined;
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    const value = word.value ?? word.text;
    if (value === '--') {
      if (carrier.behind === undefined) at++;
      break;
    }
    // `su - postgres`.
    if (value === '-' && carrier.script) continue;
    if (/^[-+]./.test(value)) {
      const { name, inline, takes } = optionIn(value, valued);
      const next = takes && !inline ? words[at + 1] : word;
      const says = own(carrier.options, name);
      if (says && next) where = { ...where, [says]: next };
      if ((name === 'u' || name === 'user') && next && carrier !== shellCarrier && carrier.script) where = { ...where, as: next };
      if (carrier.script !== undefined && (isCluster(value, carrier.script) || name === 'command')) {
        // `bash -lc '…'`, `su -c '…' user`.
        script = words[at + 1];
        at++;
        if (carrier === shellCarrier) break;
        continue;
      }
      if (takes && !inline) at++;
      continue;
    }
    const operand = given.shift();
    if (!operand) break;
    if (operand !== 'other') where = { ...where, [operand]: word };
  }
  if (carrier.asRoot && !where.as) where = { ...where, as: 'root' };
  if (script) return scriptsIn(source, [script]).map((found) => ({ ...found, ...where }));
  const rest = words.slice(at);
  if (carrier.verbs) {
    const [verb, ...behind] = rest;
    const inner = own(carrier.verbs, verb?.value ?? '');
    return inner ? carried(inner, command, behind, source, where) : [];
  }
  if (carrier.behind !== undefined) {
    const start = rest.findIndex(({ value }) => value === carrier.behind);
    return start >= 0 && rest.length > start + 1 ? [{ words: rest.slice(start + 1), ...where }] : [];
  }
  if (carrier === shellCarrier) {
    const [file] = rest;
    if (file && file.value !== '-' && !words.some(({ value }) => value === '-s')) return readAsFile(file, command, source, where);
  } else if (rest.length > 0) {
    const fed = !carrier.getsMore && isFedShell(rest) ? fedTo(command, source, where) : [];
    if (fed.length > 0) return fed;
    // GNU parallel: what stands behind `:::` is handed to it, one by one; a shell gets it together with the command.
    if (carrier.joins && carrier.getsMore) {
      const end = rest.findIndex(({ text }) => /^:{3,4}\+?$/.test(text));
      const given = end < 0 ? rest : rest.slice(0, end);
      if (given.length === 1) return scriptsIn(source, given).map((found) => ({ ...found, ...where }));
      return [{ words: rest.filter((_, index) => index !== end), ...where, getsMore: true as const }];
    }
    if (carrier.joins) return scriptsIn(source, rest).map((found) => ({ ...found, ...where }));
    return [{ words: rest, ...where, ...(carrier.getsMore && { getsMore: true as const }) }];
  }
  return carrier.readsScript ? fedTo(command, source, where) : [];
}

/** What a shell reads as a file that is none: its standard input, or the output of a command. What a real one does is told by itself. */
function readAsFile(file: ShellWord, command: ShellCommand, source: Source, where: Where): readonly Nested[] {
  if (/^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/0)$/.test(file.value ?? '')) return fedTo(command, source, where);
  const producer = file.text.startsWith('<(') ? producerIn(file, source.script) : undefined;
  return producer ? outputOf(producer, source).map((script) => ({ script, ...where })) : [];
}

/** What a shell reads that a command starts: text at hand, or files, which it is taken to be called with. */
function fedTo(command: ShellCommand, source: Source, where: Where): readonly Nested[] {
  const texts = inputOf(command, source);
  if (texts.length > 0) return texts.map((text) => ({ script: text, isInput: true as const, ...where }));
  return fedFiles(command).map((file) => ({ words: [{ text: 'sh', value: 'sh', span: file.span }, file], ...where }));
}

/** `bash -s`, `sudo sh`: a shell that reads what the command around it is given. */
function isFedShell(words: readonly ShellWord[]): boolean {
  const said = words.flatMap(({ value, text }) => (value ?? text).trim().split(/\s+/));
  const at = said.findIndex(
    (word, index) => !/^(sudo|doas|env|exec|-.*|\w+=.*)$/.test(word) && !/^(-u|--user)$/.test(said[index - 1] ?? ''),
  );
  const rest = said.slice(at + 1);
  if (carriers.get(baseName(said[at] ?? '')) !== shellCarrier || rest.some((word) => isCluster(word, 'c'))) return false;
  return rest.includes('-s') || rest.every((word) => word.startsWith('-'));
}

/** `-lc` holds `c` as its last letter. */
const isCluster = (value: string, letter: string): boolean => /^-[a-zA-Z]+$/.test(value) && value.endsWith(letter);

function optionIn(value: string, valued: ReadonlySet<string>): { name: string; inline: boolean; takes: boolean } {
  const long = /^--([^=]*)(=?)/.exec(value);
  if (long) return { name: long[1] ?? '', inline: long[2] === '=', takes: valued.has(long[1] ?? '') };
  const letters = value.slice(1);
  const first = Array.from(letters).findIndex((letter) => valued.has(letter));
  const name = first < 0 ? letters : (letters[first] ?? '');
  return { name, inline: first >= 0 && first < letters.length - 1, takes: first >= 0 };
}

const namesOf = (list: string): ReadonlySet<string> => new Set(list.split(' ').map((name) => name.replace(/^--?/, '')));

/** What stands behind `-exec`, up to `;` or `+`. */
function executedBy(words: readonly ShellWord[]): readonly Nested[] {
  const found: Nested[] = [];
  for (let at = 1; at < words.length; at++) {
    if (!/^-(exec|execdir|ok|okdir)$/.test(words[at]?.text ?? '')) continue;
    const end = words.findIndex(({ text }, index) => index > at && /^(\\;|';'|";"|;|\+)$/.test(text));
    const inner = words.slice(at + 1, end < 0 ? undefined : end);
    if (inner.length > 0) found.push({ words: inner, getsMore: true });
    at += inner.length;
  }
  return found;
}

/** Words as the script that they become, joined by blanks. */
function scriptsIn(source: Source, words: readonly ShellWord[]): readonly Nested[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  const producer = first === last ? producerIn(first, source.script) : undefined;
  const printed = producer ? outputOf(producer, source) : [];
  if (printed.length > 0) return printed.map((script) => ({ script }));
  const text = source.text.slice(first.span.start, last.span.end);
  // What stands inside escaped backticks has no places of its own.
  if (!text.startsWith(first.text) || !text.endsWith(last.text)) return [];
  return [{ script: through(source, decodeWord(text, first.span.start, source.expansions)) }];
}

/** A word as the script that it is for another program: the value of `GIT_SSH_COMMAND`. */
export const scriptIn = (word: ShellWord, text: MappedText): MappedText | undefined =>
  scriptsIn({ ...text, expansions: 'kept', script: { commands: [] } }, [word])[0]?.script;

/** Text that a command reads: a here-document, a here-string, or what `echo` pipes to it. */
function inputOf(command: ShellCommand, source: Source): readonly MappedText[] {
  const heredoc = command.heredocs.at(-1);
  if (heredoc) {
    const body = source.text.slice(heredoc.span.start, heredoc.span.end);
    return [through(source, decodeHeredoc(body, heredoc.span.start, heredoc.expands, source.expansions))];
  }
  const string = command.redirects.findLast(({ operator }) => operator === '<<<');
  if (string) return scriptsIn(source, [string.target]).flatMap(({ script }) => script ?? []);
  const producer = producerOf(command);
  return producer ? outputOf(producer, source) : [];
}

/** What `echo`, `printf` and `cat` of a here-document print. */
function outputOf(producer: ShellCommand, source: Source): readonly MappedText[] {
  if (producer.name === 'cat' && producer.heredocs.length > 0) return inputOf({ ...producer, pipeline: [producer] }, source);
  if (producer.name !== 'echo' && producer.name !== 'printf') return [];
  const isEscaped = producer.name === 'printf' || producer.words.some(({ text }) => /^-[nE]*e[nE]*$/.test(text));
  const given = producer.words
    .slice(1)
    .filter(({ text }, index, all) => !/^-[neE]+$/.test(text) || all.slice(0, index).some((one) => !/^-/.test(one.text)));
  // `printf '%s\n' 'x' 'y'`: what stands behind the form, line by line.
  const isForm = producer.name === 'printf' && /^["']?%[sb](?:\\n)?["']?$/.test(given[0]?.text ?? '');
  if (isForm) return given.slice(1).flatMap((word) => scriptsIn(source, [word]).flatMap(({ script }) => script ?? []));
  return scriptsIn(source, given).flatMap(({ script }) => (script ? [isEscaped ? withLines(script) : script] : []));
}

/** With the line ends that `printf` and `echo -e` make of `\n`. */
function withLines(text: MappedText): MappedText {
  if (!text.text.includes('\\')) return text;
  const builder = new MappedTextBuilder();
  for (let at = 0; at < text.text.length; at++) {
    const made = text.text[at] === '\\' ? escaped.get(text.text[at + 1] ?? '') : undefined;
    const { start, end } = fileSpan(text, { start: at, end: at + (made === undefined ? 1 : 2) });
    builder.escape(made ?? text.text[at] ?? '', start, end - start);
    if (made !== undefined) at++;
  }
  return { ...builder.build(text.quoting), computed: text.computed };
}

const escaped: ReadonlyMap<string, string> = new Map(Object.entries({ n: '\n', r: '\n', t: '\t', '\\': '\\' }));
