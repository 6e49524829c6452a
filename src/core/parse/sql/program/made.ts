import type { Span } from '../../../text/span';
import type { Frame } from './frames';

/** Characters of the options of a model. */
const maxOptions = 20_000;

/** What stands before the name: `(new Table({ name: `, `(name=`. */
const named =
  /^\s*(?:<[^<>\n]{0,80}>\s*)?(?:\(\s*)?(?:new\s{1,4}Table\s?\(\s*\{\s*)?(?:name\s?[:=]\s*)?(?:["'`](\w{1,80})["'`]|:(\w{1,80}))/;

/** The table that a call of a framework makes, as the database knows it; `undefined`: nobody can tell. */
export function tableMade(path: string, text: string, call: Span, { name: framework }: Frame): string | undefined {
  const found = named.exec(text.slice(call.end, call.end + 400));
  const name = found?.[1] ?? found?.[2];
  if (name === undefined) return undefined;
  if (framework !== 'Django') return /[A-Z]/.test(name) ? `"${name}"` : name;
  const rest = text.slice(call.end, call.end + maxOptions);
  const own = /["']db_table["']\s*:\s*["'](\w{1,80})["']/.exec(modelOf(rest))?.[1];
  const label = appOf(path);
  return own ?? (label === undefined ? undefined : `${label}_${name}`.toLowerCase());
}

/** The folder that holds the migrations, or the one inside of that in which they are sorted by it. */
function appOf(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const at = folders.lastIndexOf('migrations');
  return at < 0 ? undefined : (folders[at + 1] ?? folders[at - 1]);
}

/** Up to the next operation. */
const modelOf = (rest: string): string => rest.split(/\bmigrations\.(?:[A-Z])/, 1)[0] ?? rest;
