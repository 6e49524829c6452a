import type { FoundLiteral } from '../../parse/secrets/secrets';
import { isReplaced } from '../../facts/scripts/replaced-values';
import type { PackageView, Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { baseName, folderOf } from '../../text/path';
import type { Related } from '../finding';

/** A secret where it stands. */
export interface PlacedSecret {
  readonly file: Subject<'text'>;
  readonly secret: FoundLiteral;
}

/** One secret, and the same one in files of the same name or folder. */
export interface CopiedSecret extends PlacedSecret {
  readonly copies: readonly PlacedSecret[];
}

/** A template is kept for each version, and settings for each of several connections: one fault, which stands in many files. */
export function copiedSecrets(files: readonly Subject<'text'>[], wanted: (secret: FoundLiteral) => boolean): CopiedSecret[] {
  const all = files.flatMap((file) => {
    const literals = file.syntax.secrets.filter((secret): secret is FoundLiteral => secret.kind === 'literal' && wanted(secret));
    const own = groupBy(literals, (secret) => keyOf(file, secret));
    return [...own].flatMap(([key, alike]) => alike.map((secret, index) => ({ file, secret, key: `${key}\n${index}` })));
  });
  const byName = [...groupBy(all, ({ file, key }) => `${baseName(file.path)}\n${key}`).values()];
  const alone = byName.filter((alike) => alike.length === 1).flat();
  const byFolder = groupBy(alone, ({ file: { path }, key }) => `${folderOf(path)}\n${/\.\w*$/.exec(path)?.[0] ?? ''}\n${key}`);
  const copies = new Map([...byName, ...byFolder.values()].map(([first, ...others]) => [first, others]));
  const told = new Set([...copies.values()].flat());
  return all.flatMap((one) => (told.has(one) ? [] : [{ ...one, copies: copies.get(one) ?? [] }]));
}

/** What an image is made of: whoever starts a container of it may set all of its variables, and mostly has to. */
export const isOfImage = (path: string): boolean => /(?:^|\/)(?:[\w-]+\.)?(?:docker|container)file(?:[-.][\w.-]+|[a-z]*\d+)?$/i.test(path);

/** Whether a script of the package fills the file in on the host: what stands in it never counts. */
export const isOnlyForm = (reviewed: PackageView<'shell'>, { path, text }: Subject<'text'>, { name, value }: FoundLiteral): boolean =>
  isReplaced(reviewed)(path, name, text.slice(value.start, value.end));

/** As it is written, with what names it. */
const keyOf = ({ text }: Subject<'text'>, { name, span, sure, user = '' }: FoundLiteral): string =>
  [name, user, sure, text.slice(span.start, span.end)].join('\n');

/** Places that are named with a finding. */
const most = 20;

export const alsoIn = (copies: readonly PlacedSecret[]): Related[] =>
  copies.slice(0, most).map(({ file: { path }, secret: { span } }) => ({ at: 'package', path, span, message: 'the same stands here' }));

/** For the end of a sentence. */
export const saidOf = (copies: readonly PlacedSecret[]): string =>
  copies.length === 0 ? '' : copies.length === 1 ? ' One more file has the same.' : ` ${copies.length} more files have the same.`;
