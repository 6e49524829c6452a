import { isKnown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { memo } from '../text/memo';
import { literalsIn, type CodeLiteral } from './code-literals';
import { awkLiterals, sedLiterals } from './filter-literals';
import { hasOption, optionNames, readCommandLine, type Argument, type CommandLine } from './command-line';
import { forms } from './commands';
import { saidBy, type Form, type Said } from './commands/form';
import type { Step } from './effect';

/** Options as steps tell them: `r`, `mode=0644`. */
export const optionTexts = ({ options }: CommandLine): readonly string[] =>
  options.map(({ name, value }) => (value ? `${name}=${value.value}` : name));

/** What the literals of a program in the command line say: `python3 -c 'os.system("reboot")'`. */
export function saidByCode({ code = '', codeOperand, language }: Form, line: CommandLine): readonly Said[] {
  if (language === undefined) return [];
  const names = code.split(' ');
  const given = line.options.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
  const [first] = line.operands;
  const isOperand =
    codeOperand &&
    first &&
    given.length === 0 &&
    !hasOption(line, ...codeOperand.unless.split(' ')) &&
    (codeOperand.only === undefined || hasOption(line, ...codeOperand.only.split(' ')));
  const read = (text: Template): readonly CodeLiteral[] =>
    language === 'awk' ? awkLiterals(text) : language === 'sed' ? sedLiterals(text) : literalsIn(text, language);
  return [...given, ...(isOperand ? [first] : [])].flatMap((value) =>
    read(value.value).flatMap((literal) => saidByLiteral(literal, value)),
  );
}

function saidByLiteral(literal: CodeLiteral, { word, isOneOf }: Argument): readonly Said[] {
  const at = (value: Template): Argument => ({ value, word, isOneOf });
  if (!('command' in literal)) return ['target' in literal ? { kind: literal.kind, target: at(literal.target) } : literal];
  const [program = '', ...words] = literal.command;
  const form = formOfPath(program) ?? forms.get(program);
  if (!form) return [{ kind: 'unknown', why: `what ${program} does` }];
  return saidBy(form, readCommandLine(baseName(program), words.map(at), styleOf(form)));
}

/**
 * What a command says of which only the words are known, as of `run systemctl stop x` where `run` calls its arguments. `like`: the step
 * that stands for it. `undefined`: nobody knows the program.
 */
export function stepsOfWords([program = '', ...words]: readonly Template[], like: Step): readonly Step[] | undefined {
  const form = program.includes('/') ? formOfPath(program) : forms.get(program);
  if (!form) return undefined;
  const word = { text: '', value: undefined, span: like.span };
  const line = readCommandLine(
    baseName(program),
    words.map((value) => ({ value, word, isOneOf: false })),
    styleOf(form),
  );
  const verb = form.verbs ? (line.operands[0]?.value ?? '') : '';
  const by = verb !== '' && isKnown(verb) ? `${baseName(program)} ${verb}` : baseName(program);
  return saidBy(form, line).map((said) => ({
    ...like,
    kind: said.kind,
    target: said.name ?? said.target?.value ?? '',
    by,
    options: optionTexts(line),
    ...(said.from !== undefined && { from: said.from }),
    ...(said.isInto && { isInto: true as const }),
    ...(said.erases && { erases: true as const }),
    ...(said.mode && { mode: { value: said.mode.value, span: like.span } }),
    ...(said.why !== undefined && { why: said.why }),
  }));
}

export const styleOf = memo((form: Form) => ({
  valued: optionNames(form.valued ?? ''),
  ...(form.singleDash && { singleDash: true }),
  ...(form.stopsAtOperand && { stopsAtOperand: true }),
}));

/** Programs that are installed into folders of their own, for each version or environment, and do the same there. */
const sameAnywhere =
  /^(pip3?|pipx|python3?|perl|ruby|node|npm|yarn|pnpm|gem|bundle|composer|php|java|psql|pg_\w+|createdb|dropdb|createuser|dropuser|initdb|vacuumdb|reindexdb|mysql\w*|mariadb[\w-]*|sqlite3|sqlcmd|bcp|sqlplus|mongosh?|cqlsh|clickhouse-client|kcadm\.sh|redis-cli|openssl|curl|wget|rsync|systemctl)$/;

/** What lies where the system keeps its programs is known by its name, and so are an init script and what is the same wherever it lies. */
export function formOfPath(path: Template): Form | undefined {
  const beside = forms.get(path);
  if (beside) return beside;
  if (/^\/(usr\/(local\/)?)?s?bin\/[^/]+$/.test(path)) return forms.get(baseName(path));
  if (/\/s?bin\/[\w.+-]+$/.test(path) && sameAnywhere.test(baseName(path))) return forms.get(baseName(path));
  const unit = /^\/etc\/(?:rc\.d\/)?init\.d\/([\w.@-]+)$/.exec(path)?.[1];
  const service = forms.get('service');
  if (unit === undefined || !service?.says) return undefined;
  const { says } = service;
  return {
    says: (line) => {
      const [verb] = line.operands;
      return verb ? says({ ...line, operands: [{ ...verb, value: unit }, verb] }) : [];
    },
  };
}
