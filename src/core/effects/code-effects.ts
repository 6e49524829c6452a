import type { CodeArgument, CodeCall, CodeFile } from '../parse/code/code-file';
import { fileSpan, MappedTextBuilder, type MappedText } from '../parse/mapped-text';
import { parseShell } from '../parse/shell';
import { hole, literal, unknown, type Template } from '../parse/shell-template';
import type { EffectKind, ScriptEffects, Step } from './effect';
import { effectsOf } from './interpret';
import { windowsEffects } from './windows-effects';

const restOf = 'what the rest of this program in ';

/** Whether what nobody can say is the program as a whole, but for its literals. */
export const isRestOfProgram = (why: string): boolean => why.startsWith(restOf);

/** Calls that are given a command line for a shell, or words. */
const runs =
  /^(os\.(system|popen)|subprocess\.(run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|check_call|check_output|Popen|getoutput|system|exec|qx)$/;

/** What calls do to files and other hosts, and which argument says to which. */
const onTargets: readonly (readonly [calls: RegExp, kind: EffectKind, target: number | 'each'])[] = [
  [/^(os\.(remove|unlink|rmdir)|shutil\.rmtree)$/, 'file.delete', 0],
  [/^(unlink|rmdir|rmtree|remove_tree)$/, 'file.delete', 'each'],
  [/^os\.(makedirs|mkdir)$/, 'dir.create', 0],
  [/^mkdir$/, 'dir.create', 0],
  [/^(make_path|mkpath)$/, 'dir.create', 'each'],
  [/^(os\.(rename|replace)|shutil\.move|rename|move)$/, 'file.move', 1],
  [/^(shutil\.copy\w*|copy)$/, 'file.write', 1],
  [/^(os\.symlink|symlink)$/, 'file.link', 1],
  [/^Path\.(unlink|rmdir)$/, 'file.delete', 0],
  [/^Path\.mkdir$/, 'dir.create', 0],
  [/^Path\.write_(text|bytes)$/, 'file.write', 0],
  [/^Path\.symlink_to$/, 'file.link', 0],
  [/^Path\.chmod$/, 'file.mode', 0],
  [/^shutil\.unpack_archive$/, 'archive.extract', 1],
  [/^os\.chmod$/, 'file.mode', 0],
  [/^chmod$/, 'file.mode', 1],
  [/^(os|shutil)\.chown$/, 'file.owner', 0],
  [/^(requests|httpx)\.(get|head)$|(^|\.)(urlopen|urlretrieve)$/, 'network.fetch', 0],
  [/^(requests|httpx)\.(post|put|patch|delete)$/, 'network.send', 0],
];

/** What a program in another language does, as far as its literals tell; the rest of it is one step that nobody knows. Never throws. */
export function codeEffects({ language, calls, constants, names = new Map(), windows }: CodeFile): ScriptEffects {
  if (windows && (language === 'PowerShell' || language === 'Windows batch')) return windowsEffects(windows, language);
  const [steps, conditions]: [Step[], ScriptEffects['conditions'][number][]] = [[], []];
  let commands = 1;
  for (const call of calls.flatMap((one) => eachGiven(one, names))) {
    const isRun = runs.test(call.name);
    const found = isRun ? commandOf(call) : undefined;
    if (found) {
      const inner = effectsOf(parseShell(found.text), found);
      const from = conditions.length;
      conditions.push(...inner.conditions.map((one) => ({ ...one, parent: one.parent < 0 ? -1 : one.parent + from })));
      steps.push(
        ...inner.steps.map((step) => inCode({ ...step, condition: step.condition < 0 ? -1 : step.condition + from }, call, language)),
      );
      commands += inner.commands;
    } else if (isRun) {
      steps.push(inCode(stepOf(call, 'unknown', '', call.span, { why: `what ${call.name} starts` }), call, language));
      commands++;
    } else {
      const own = targetSteps(call);
      steps.push(...own.map((step) => inCode(step, call, language)));
      if (own.length > 0) commands++;
    }
  }
  const rest = { start: 0, end: 0 };
  steps.push({
    kind: 'unknown',
    target: '',
    span: rest,
    command: rest,
    by: language,
    options: [],
    condition: -1,
    onError: 'stops',
    isCode: true,
    why: `${restOf}${language} does`,
  });
  const variables = [
    ...[...constants].map(([name, value]) => ({ name, values: [literal(value)], isEach: false })),
    ...[...names].map(([name, given]) => ({
      name,
      values: [...new Set(given.map(({ text }) => (text ? (templateOf(text.text) ?? unknown) : unknown)))],
      isEach: true,
    })),
  ];
  return { steps, functions: [], conditions, variables, sets: [], commands, stopsOnError: false };
}

/** `run(cmd)` in a function that is handed the command: once for each that it is handed. */
function eachGiven(call: CodeCall, names: NonNullable<CodeFile['names']>, depth = 0): readonly CodeCall[] {
  const [first, ...others] = call.args;
  const given = first?.name === undefined ? undefined : names.get(first.name);
  if (!given || !runs.test(call.name) || depth > 3) return [call];
  return given.flatMap((one) => eachGiven({ ...call, args: [one, ...others] }, names, depth + 1));
}

const stepOf = ({ name, span }: CodeCall, kind: EffectKind, target: string, at: Step['span'], more: Partial<Step> = {}): Step => ({
  kind,
  target,
  span: at,
  command: span,
  by: name,
  options: [],
  condition: -1,
  onError: 'goes-on',
  ...more,
});

/** Python raises what goes wrong with files, and with commands where it is told to check; Perl goes on unless it is told to die. */
function inCode(step: Step, call: CodeCall, language: CodeFile['language']): Step {
  const isChecked = /check/.test(call.name) || call.named.get('check')?.written === 'True';
  const stops = call.isFatal || (language === 'Python' && (runs.test(call.name) ? isChecked : true));
  return {
    ...step,
    isCode: true,
    onError: stops && step.onError !== 'ignored' ? 'stops' : step.onError,
    ...(!call.isSure && { isOneOf: true as const }),
  };
}

/** The command line that a call hands over; `undefined`: nobody knows its program. */
function commandOf({ name, args, named }: CodeCall): MappedText | undefined {
  const [first = named.get('args')] = args;
  if (!first) return undefined;
  const isLine = /^(os\.|getoutput|subprocess\.get|qx$)/.test(name) || named.get('shell')?.written === 'True' || first.text !== undefined;
  if (first.text && isLine && args.length === 1) return first.text;
  if (first.text && /^subprocess\.|^check_|^Popen$|^os\./.test(name)) return first.text;
  const words = first.items ?? args;
  const program = words[0]?.text?.text;
  return program === undefined || program === '' || program.startsWith('$') ? undefined : lineOf(words);
}

/** Words as a shell would be given them. */
function lineOf(words: readonly CodeArgument[]): MappedText {
  const builder = new MappedTextBuilder();
  for (const { span, text } of words) {
    if (text && /^[\w\s./:=,@%+*?~^{}()<>|&;!#[\]$-]*$/.test(text.text)) {
      const quote = text.text.includes('$') ? '"' : "'";
      const inside = text.text === '' ? span : fileSpan(text, { start: 0, end: text.text.length });
      builder.escape(quote, inside.start, 0);
      for (let at = 0; at < text.text.length; at++) {
        const { start, end } = fileSpan(text, { start: at, end: at + 1 });
        builder.escape(text.text[at] ?? '', start, end - start);
      }
      builder.escape(quote, inside.end, 0);
    } else {
      builder.escape('"', span.start, span.end - span.start);
      for (const char of '${_}"') builder.escape(char, span.end, 0);
    }
    builder.escape(' ', span.end, 0);
  }
  return builder.build(undefined);
}

/** The path that an argument says; `undefined`: nothing of it is known. */
const known = ({ text }: CodeArgument): Template | undefined => (text ? templateOf(text.text) : undefined);

/** What a call of Python that nobody can mistake for another one works on, whatever that is. */
const surelyOnFiles = /^(?:os|shutil|Path)\./;

function templateOf(text: string): Template | undefined {
  const template = literal(text).replace(/\$\{?(\w+)\}?/g, (_, name: string) => (name === '_' ? unknown : hole(name)));
  return template.replaceAll(unknown, '') === '' ? undefined : template;
}

/** What takes a folder with all that is in it. */
const wholeTree = /rmtree|remove_tree/;

function targetSteps(call: CodeCall): readonly Step[] {
  const { name, args } = call;
  if (name === 'open') return opened(call);
  if (name === 'input' || name === 'getpass.getpass') return [stepOf(call, 'prompt', '', call.span)];
  if (name === 'time.sleep') return [stepOf(call, 'wait', args[0]?.written.slice(0, 20) ?? '', call.span)];
  const [, kind, target] = onTargets.find(([calls]) => calls.test(name)) ?? [];
  if (kind === undefined || target === undefined) return [];
  const meant = target === 'each' ? args : args.slice(target, target + 1);
  const [first] = args;
  return meant.flatMap((argument): Step[] => {
    const value = known(argument) ?? (surelyOnFiles.test(name) ? unknown : undefined);
    if (value === undefined) return [];
    const from = target === 1 && kind !== 'file.mode' && first ? known(first) : undefined;
    const mode = kind === 'file.mode' ? args[target === 0 ? 1 : 0] : undefined;
    return [
      stepOf(call, kind, value, argument.span, {
        ...(from !== undefined && { from }),
        ...(mode && { mode: { value: mode.written.replace(/^0o?(?=[0-7]{3,4}$)/i, ''), span: mode.span } }),
        ...(wholeTree.test(name) && { options: ['recursive'] }),
      }),
    ];
  });
}

/** `open('/etc/x', 'w')` of Python; `open(my $f, '>', '/etc/x')` and `open(F, '>>/etc/x')` of Perl. */
function opened(call: CodeCall): readonly Step[] {
  const { args, named } = call;
  const [first, second, third] = args;
  const mode = (second ?? named.get('mode'))?.text?.text ?? '';
  if (first && /^[wax]/.test(mode)) {
    const value = known(first) ?? unknown;
    return [stepOf(call, mode.startsWith('a') ? 'file.append' : 'file.write', value, first.span)];
  }
  const arrow = /^(>>?)(.*)$/s.exec(second?.text?.text.trim() ?? '');
  const target = third ? known(third) : templateOf(arrow?.[2]?.trim() ?? '');
  if (!arrow || !second || target === undefined) return [];
  return [stepOf(call, arrow[1] === '>>' ? 'file.append' : 'file.write', target, (third ?? second).span)];
}
