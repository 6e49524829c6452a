import { hasOption, optionOf, type CommandLine } from '../command-line';
import { closed } from '../../parse/shell-template';
import { baseName } from '../../text/path';
import { changesNothing, type Family, type Said } from './form';
import { pipModule } from './languages';
import { fromFile, programIn, shown } from './unread';

/** `perl -pi -e '…' file`: the files are edited. */
const inPlace = (line: CommandLine): readonly Said[] =>
  line.operands.slice(hasOption(line, 'e', 'E') ? 0 : 1).map((target) => ({ kind: 'file.edit', target }));

/** A file, or what is piped in; what the file does is told by nobody here. */
function runsProgram(line: CommandLine): readonly Said[] {
  if (hasOption(line, 'c', 'e', 'E', 'r', 'p', 'V', 'v', 'version', 'help', 'l', 'i', 'm')) return [];
  const [file] = line.operands;
  return [file && file.value !== '-' ? programIn(file) : { kind: 'unknown', why: `what is handed to ${line.program}` }];
}

/** Modules of Python that are programs. */
function moduleSaid(line: CommandLine): readonly Said[] {
  const [first] = line.operands;
  switch (optionOf(line, 'm')?.value) {
    case 'venv':
    case 'virtualenv':
      return first ? [{ kind: 'dir.create', target: first }] : [];
    case 'compileall':
      return [{ kind: 'file.edit' }];
    case 'pip':
      return pipModule(line.operands);
    case 'json.tool':
    case 'site':
    case 'sysconfig':
      return [];
    default:
      return hasOption(line, 'm') ? [{ kind: 'unknown', why: 'what a module of Python does' }] : runsProgram(line);
  }
}

/** Interpreters: what the literals of one-liners say; a program in a file is not known. */
export const interpreters: Family = {
  'python python2 python3 python3.9 python3.10 python3.11 python3.12 pypy3': {
    valued: '-c -m -W -X',
    stopsAtOperand: true,
    code: 'c',
    language: 'Python',
    says: moduleSaid,
  },
  perl: { valued: '-e -E -I -M -m -x', code: 'e E', language: 'Perl', with: [['i', { says: inPlace }]], says: runsProgram },
  'php php8.1 php8.2 php8.3': { valued: '-r -d -c -f -B -R -E', stopsAtOperand: true, code: 'r B R E', language: 'PHP', says: runsProgram },
  ruby: {
    valued: '-e -r -I -C -E -x',
    stopsAtOperand: true,
    code: 'e',
    language: 'Ruby',
    with: [['i', { says: inPlace }]],
    says: runsProgram,
  },
  'node nodejs': {
    valued: '-e --eval -r --require --import --input-type',
    stopsAtOperand: true,
    code: 'e eval',
    codeOperand: { unless: 'e eval', only: 'p print' },
    language: 'JavaScript',
    says: runsProgram,
  },
  'lua luajit': { valued: '-e -l', stopsAtOperand: true, code: 'e', language: 'Lua', says: runsProgram },
  'awk gawk mawk nawk': {
    valued: '-f --file -F --field-separator -v --assign -i --include -l --load -e --source -E --exec',
    stopsAtOperand: true,
    code: 'e source',
    codeOperand: { unless: 'f file E exec' },
    language: 'awk',
    says: fromFile('f file E exec'),
  },
  java: {
    singleDash: true,
    valued: '-jar -cp -classpath --class-path -p --module-path -m --module',
    with: [['version fullversion help h', changesNothing]],
    says: ({ options, operands: [main] }) => {
      const jar = options.find(({ name }) => name === 'jar')?.value;
      if (jar) return [{ kind: 'unknown', target: jar, why: `what ${baseName(closed(jar.value)).replace(/[^\w.*@+-]/g, '*')} does` }];
      return [{ kind: 'unknown', why: `what ${main ? shown(main.value) : 'a program in Java'} does` }];
    },
  },
  javac: changesNothing,
};
