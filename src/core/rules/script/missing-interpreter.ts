import { storedAs } from '../../facts/stored-as';
import { hostsIn } from '../../inventory/inventory';
import { isForWindows } from '../../package/for-windows';
import { isTestMaterial } from '../../package/test-material';
import { isBuilding, isWorkshop } from '../../package/workshop';
import { baseName, folderWithSlash } from '../../text/path';
import type { Fix, Related } from '../finding';
import { defineRule } from '../rule';

export const missingInterpreter = defineRule({
  id: 'script/missing-interpreter',
  target: 'shell',
  reads: ['text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['half-done'],
  fixable: true,
  summary: 'The first line of a script names an interpreter that the host does not have',
  rationale: `The kernel takes what stands behind \`#!\` to the end of the line: a path, and at most one argument. If there is no such file, the script does not run at
all, and the message speaks of the script ("not found", "bad interpreter"), not of the interpreter.

The rule reports interpreters that no list of commands of a host has, where the inventory has such a list; \`#!/usr/bin/env bash -e\`, where env looks for
a program with a blank in its name, as Linux hands it everything behind \`env\` as one argument; a relative path; and a line that ends with a carriage return,
which becomes a part of the name; and scripts without such a line whose lines end so; scripts that are stored as UTF-16; and such a line that is not what the file begins with (a byte order mark or a blank stands before it): a shell then starts
the script as one of its own, and whatever is none (systemd, sudo, a program) cannot start it. It is silent about interpreters of which the inventory says nothing, and files that only developers run.

The fix splits the arguments (\`env -S\`), or names the interpreter where hosts have it.`,
  references: [
    'https://man7.org/linux/man-pages/man2/execve.2.html',
    'https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html',
  ],
  messages: {
    wide: () => 'This is stored as UTF-16, which neither the kernel nor a shell reads: the script does not run.',
    behind: (d: { what: string; interpreter: string }) =>
      `${d.what} stands before #!, and the kernel does not see the line: ${d.interpreter} runs this only if it is told to, and what is no shell cannot start it.`,
    absent: (d: { interpreter: string; host: string }) => `${d.host} has no ${d.interpreter}: the script does not run there.`,
    arguments: (d: { argument: string }) =>
      `env looks for a program that is called "${d.argument}": Linux hands it all of the line as one argument, and the script does not run.`,
    relative: (d: { interpreter: string }) => `${d.interpreter} is no absolute path: the script runs only in the folder where that is.`,
    carriageReturn: (d: { interpreter: string }) =>
      `The line ends with a carriage return, and the kernel looks for "${d.interpreter}\\r": the script does not run.`,
    carriageReturns: (d: { word: string }) =>
      `The lines end with carriage returns, which a shell takes for a part of the last word of each: it looks for "${d.word}\\r".`,
  },
  check({ path, text }, { report, inventory, environment, package: reviewed }) {
    const [line = ''] = /^#![^\n]{0,255}/.exec(text) ?? [];
    if (isTestMaterial(path) || isWorkshop(path) || isBuilding(path)) return;
    const stored = storedAs(reviewed).get(path);
    if (stored === 'wide') {
      report({ start: 0, end: firstLine(text) }, 'wide', { data: undefined, ...(isForWindows(path) && { confidence: 'possible' }) });
      return;
    }
    const late = stored === 'marked' ? /^#!\s{0,8}(\/[^\s]{1,200})/.exec(text) : /^\s{1,200}#![ \t]{0,8}(\/[^\s]{1,200})/.exec(text);
    if (late)
      report({ start: late[0].indexOf('#!'), end: late[0].length }, 'behind', {
        data: { what: stored === 'marked' ? 'A byte order mark' : 'A blank', interpreter: late[1] ?? '' },
        confidence: 'likely',
        atMost: 'warning',
      });
    if (line === '') {
      const first = firstReturn(text);
      const word = text.slice(0, first).split('\n').at(-1)?.split(/\s/).at(-1) ?? '';
      if (first !== undefined)
        report({ start: first - word.length, end: first }, 'carriageReturns', {
          data: { word },
          confidence: isForWindows(path) ? 'possible' : 'likely',
        });
      return;
    }
    const words = line
      .slice(2)
      .trim()
      .split(/[ \t]+/);
    const [interpreter = ''] = words;
    if (interpreter === '' || /[@%{<$]/.test(interpreter)) return;
    const span = { start: 0, end: line.replace(/\r$/, '').length };
    const isEnv = baseName(interpreter) === 'env';
    if (line.endsWith('\r')) {
      // With an argument the carriage return is a part of that.
      if (words.length === 1 || isEnv)
        report(span, 'carriageReturn', {
          data: { interpreter: words.at(-1) ?? '' },
          ...(isForWindows(path) && { confidence: 'possible' }),
        });
      return;
    }
    if (isEnv && words.length > 2 && !/^-[A-Za-z]*S|^--split-string/.test(words[1] ?? '')) {
      const argument = words.slice(1).join(' ');
      report(span, 'arguments', {
        data: { argument },
        fix: edit(path, span.start, interpreter, `${interpreter} -S`, 'Split the arguments (env -S)'),
      });
      return;
    }
    if (!interpreter.startsWith('/')) {
      report(span, 'relative', { data: { interpreter }, confidence: 'likely' });
      return;
    }
    const program = isEnv ? (words.slice(1).find((word) => !word.startsWith('-') && !/^\w+=/.test(word)) ?? '') : interpreter;
    const name = baseName(program);
    const hosts = hostsIn(inventory, environment).filter(({ commands }) => commands !== undefined);
    const lacking = hosts.find(({ commands = [] }) => !commands.some((command) => baseName(command) === name));
    if (name === '' || !lacking) return;
    const instead = replacement(name, lacking.commands ?? []);
    const related: Related[] = lacking.origin ? [{ at: 'site', origin: lacking.origin, message: `${lacking.name} has no ${name}` }] : [];
    report(span, 'absent', {
      data: { interpreter: name, host: lacking.name },
      related,
      fix:
        instead === undefined
          ? undefined
          : edit(path, line.lastIndexOf(program), program, `${folderWithSlash(program)}${instead}`, `Run it with ${instead}`),
    });
  },
});

const firstLine = (text: string): number => (text.includes('\n') ? text.indexOf('\n') : text.length);

/** Of a script without a first line for the kernel, most of whose lines end as those of Windows do: the end of the first command. */
function firstReturn(text: string): number | undefined {
  const lines = text.split('\n').slice(0, maxLines);
  const ended = lines.filter((line) => line.endsWith('\r'));
  const said = ended.find((line) => /^[^#\s]/.test(line));
  return said !== undefined && ended.length * 2 > lines.length ? text.indexOf(said) + said.length - 1 : undefined;
}

/** Lines by which the others are judged. */
const maxLines = 200;

function edit(path: string, from: number, old: string, text: string, title: string): Fix {
  const start = from === 0 ? 2 : from;
  return { title, edits: [{ path, span: { start, end: start + old.length }, text }], applies: 'after-review' };
}

/** A shell that understands all that the other one does. */
function replacement(name: string, commands: readonly string[]): string | undefined {
  const has = (wanted: string): boolean => commands.some((command) => baseName(command) === wanted);
  if (/^(dash|ash|posh)$/.test(name)) return has('sh') ? 'sh' : undefined;
  return /^(rbash)$/.test(name) && has('bash') ? 'bash' : undefined;
}
