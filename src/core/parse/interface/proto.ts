import { span, type Span } from '../../text/span';
import { FormMaker, type InterfaceForm } from './interface';

interface Token {
  readonly text: string;
  readonly at: Span;
}

/** What is open while a file is read. `inside`: words of settings, which say nothing of what is offered. */
interface Scope {
  readonly kind: 'message' | 'oneof' | 'enum' | 'service' | 'inside';
  readonly name: string;
}

/** Nesting of which nobody writes so much. */
const maxDepth = 100;

const token = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[\w.]+|[^\s\w.]/g;

const noFields = /^(?:option|reserved|extensions|import|package|syntax|edition)$/;

/** Reads messages, enumerations and services of a `.proto` file by their statements. Never throws. */
export function protoForm(text: string): InterfaceForm | undefined {
  const form = new FormMaker();
  const scopes: Scope[] = [];
  let statement: Token[] = [];
  let brackets = 0;
  let service = '';
  for (const { 0: word, index } of text.matchAll(token)) {
    if (word.startsWith('//') || word.startsWith('/*')) continue;
    if (word === '[') brackets++;
    else if (word === ']') brackets = Math.max(0, brackets - 1);
    if (brackets > 0 || !/^[;{}]$/.test(word)) {
      statement.push({ text: word, at: span(index, index + word.length) });
      continue;
    }
    const scope = scopes.at(-1);
    if (word !== '}') {
      if (statement[0]?.text === 'package') service = `${statement[1]?.text ?? ''}.`;
      else if (scope?.kind === 'service') addCall(form, scope.name, service, statement);
      else if (word === ';' && scope && scope.kind !== 'inside') addField(form, scope, statement);
    }
    if (word === '{') {
      if (scopes.length === maxDepth) return undefined;
      scopes.push(opened(form, scope, statement));
    } else if (word === '}') scopes.pop();
    statement = [];
  }
  // What is not closed has an end that nobody sees.
  return scopes.length === 0 ? form : undefined;
}

function opened(form: FormMaker, scope: Scope | undefined, [first, second]: readonly Token[]): Scope {
  const kind = first?.text;
  if (scope?.kind === 'inside' || !second) return { kind: 'inside', name: '' };
  if (kind === 'oneof') return { kind, name: scope?.name ?? '' };
  if (kind !== 'message' && kind !== 'enum' && kind !== 'service') return { kind: 'inside', name: '' };
  const name = [scope?.name, second.text].filter(Boolean).join('.');
  form.hold(name, second.at);
  return { kind, name };
}

function addCall(form: FormMaker, holder: string, prefix: string, statement: readonly Token[]): void {
  const [first, second, ...rest] = statement;
  if (first?.text !== 'rpc' || !second) return;
  const name = `${holder}.${second.text}`;
  const type = rest
    .map(({ text }) => text)
    .join(' ')
    .replace(/\( /g, '(')
    .replace(/ \)/g, ')');
  form.add({ kind: 'operation', name, holder, span: second.at, type }, `${prefix}${name}`);
}

/** `repeated string names = 4 [deprecated = true]`, `ROOM_BUSY = 2`. Whether a field is optional is nothing that is sent. */
function addField(form: FormMaker, { name: holder }: Scope, statement: readonly Token[]): void {
  const sign = statement.findIndex(({ text }) => text === '=');
  const [own, number] = [statement[sign - 1], statement[sign + 1]];
  if (!own || !number || noFields.test(statement[0]?.text ?? '')) return;
  const type = statement
    .slice(0, sign - 1)
    .flatMap(({ text }) => (text === 'optional' || text === 'required' ? [] : [text]))
    .join(' ');
  const isDeprecated = statement.some(({ text }, at) => text === 'deprecated' && statement[at + 2]?.text === 'true');
  // What was written for the old field takes the new one for it.
  if (type !== '')
    form.add({
      kind: 'field',
      name: `number ${number.text} of ${holder}`,
      holder,
      span: own.at,
      type,
      standsFor: own.text,
    });
  form.add({
    kind: 'field',
    name: `${holder}.${own.text}`,
    holder,
    span: own.at,
    type: `${type} ${number.text}`.trim(),
    ...(isDeprecated && { deprecated: true }),
  });
}
