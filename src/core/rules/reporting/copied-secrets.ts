import type { FoundLiteral } from '../../parse/secrets/secrets';
import type { Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import type { Related } from '../finding';

/** A secret where it stands. */
export interface PlacedSecret {
  readonly file: Subject<'text'>;
  readonly secret: FoundLiteral;
}

/** One secret, and the same one in files of the same name. */
export interface CopiedSecret extends PlacedSecret {
  readonly copies: readonly PlacedSecret[];
}

/** A template is kept for each version: its secret is one fault, which stands in many folders. */
export function copiedSecrets(files: readonly Subject<'text'>[], wanted: (secret: FoundLiteral) => boolean): CopiedSecret[] {
  const all = files.flatMap((file) => {
    const literals = file.syntax.secrets.filter((secret): secret is FoundLiteral => secret.kind === 'literal' && wanted(secret));
    const own = groupBy(literals, (secret) => keyOf(file, secret));
    return [...own].flatMap(([key, alike]) => alike.map((secret, index) => ({ file, secret, key: `${key}\n${index}` })));
  });
  return [...groupBy(all, ({ key }) => key).values()].map(([first, ...copies]) => ({ ...first, copies }));
}

const keyOf = ({ path, text }: Subject<'text'>, { name, value, sure, user = '' }: FoundLiteral): string =>
  [baseName(path), name, user, sure, text.slice(value.start, value.end)].join('\n');

/** Places that are named with a finding. */
const most = 20;

export const alsoIn = (copies: readonly PlacedSecret[]): Related[] =>
  copies.slice(0, most).map(({ file: { path }, secret: { span } }) => ({ at: 'package', path, span, message: 'the same stands here' }));

/** For the end of a sentence. */
export const saidOf = (copies: readonly PlacedSecret[]): string =>
  copies.length === 0
    ? ''
    : ` ${copies.length === 1 ? 'One more file' : `${copies.length} more files`} called ${baseName(copies[0]?.file.path ?? '')} ${copies.length === 1 ? 'has' : 'have'} the same.`;
