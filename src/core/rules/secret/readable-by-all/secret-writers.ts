import type { ShellCommand } from '../../../parse/shell';
import { tellsOfSecret } from '../../../parse/secrets/judge';
import type { Span } from '../../../text/span';

/** A name, and the value of a variable behind it: `password=$DB_PASSWORD`, `PASSWORD '$DB_PASSWORD'`. */
const given = /([A-Za-z_][\w.-]{0,60})["']?\s{0,8}(?:=|:|\s)\s{0,8}\\?["']?\$\{?\w/g;

/** Files that a script writes a secret to, as it names them. `known`: secrets that stand in the script. */
export function writesSecret({ heredocs, redirects, words, name }: ShellCommand, text: string, known: readonly Span[]): readonly string[] {
  const said = [
    ...heredocs.map(({ span }) => span),
    ...(name === 'echo' || name === 'printf' ? words.slice(1).map(({ span }) => span) : []),
  ];
  const holds = said.some(
    ({ start, end }) =>
      known.some((secret) => secret.start >= start && secret.end <= end) ||
      [...text.slice(start, end).matchAll(given)].some(({ 1: own = '' }) => tellsOfSecret(own)),
  );
  if (!holds) return [];
  const written = redirects
    .filter(({ operator }) => operator === '>' || operator === '>>' || operator === '>|')
    .map(({ target }) => target.text);
  return [...written, ...(name === 'tee' ? words.slice(1).map((word) => word.text) : [])];
}
