import { crc32 } from './crc32';
import { decodeCp437 } from './cp437';
import type { ExtraField } from './extra-field';
import { extra, viewOf } from './records';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface DecodedName {
  readonly name: string;
  /** Set if the archive does not say the encoding and another reader may choose another one. */
  readonly guessed?: 'UTF-8' | 'CP437' | 'its Unicode extra field';
  /** The Unicode path extra field was made for another name, or contradicts one that is declared as UTF-8. */
  readonly stale?: boolean;
  /** It is declared as UTF-8 and is not, and was read as CP437. */
  readonly wrong?: boolean;
}

/** For names with bytes above 0x7f. */
export function decodeName(bytes: Uint8Array, isUtf8: boolean, isUnix: boolean, fields: readonly ExtraField[]): DecodedName {
  const unicode = fields.find(({ kind, data }) => kind === extra.unicodePath && data.length > 5 && data[0] === 1);
  const stale = unicode !== undefined && viewOf(unicode.data).getUint32(1, true) !== crc32(bytes);
  const written = unicode && !stale ? utf8.decode(unicode.data.subarray(5)) : undefined;
  if (isUtf8) {
    const name = validUtf8(bytes);
    // Replacement characters would give two names the same path.
    if (name === undefined) return { name: decodeCp437(bytes), wrong: true, ...(stale && { stale }) };
    return { name, ...((stale || (written ?? name) !== name) && { stale: true }) };
  }
  // Some programs do not know the field.
  if (written !== undefined) return { name: written, ...(written !== decodeCp437(bytes) && { guessed: 'its Unicode extra field' }) };
  const flagged = stale ? { stale } : {};
  // Unix archivers write the names of the file system, which are UTF-8 today, and not all of them set the flag.
  const guess = isUnix ? validUtf8(bytes) : undefined;
  return guess === undefined ? { name: decodeCp437(bytes), guessed: 'CP437', ...flagged } : { name: guess, guessed: 'UTF-8', ...flagged };
}

function validUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Anything that must be looked at before a name may serve as a path inside the package. */
const suspicious = /[\\\0]|^\/|^[a-z]:|(?:^|\/)\.{0,2}(?:\/|$)/i;

export type PlacedName =
  { readonly path: string } | { readonly path?: undefined; readonly unsafe: 'absolute' | 'drive' | 'traversal' | 'nul' | 'empty' };

/**
 * The path under which an entry may be mounted, without the slash that marks directories. Backslashes become slashes,
 * as broken archivers of Windows mean them; empty and `.` segments go.
 */
export function placeName(name: string): PlacedName {
  const bare = name.endsWith('/') ? name.slice(0, -1) : name;
  if (!suspicious.test(bare)) return { path: bare };
  if (bare.includes('\0')) return { unsafe: 'nul' };
  const slashed = bare.replaceAll('\\', '/');
  if (slashed.startsWith('/')) return { unsafe: 'absolute' };
  if (/^[a-z]:/i.test(slashed)) return { unsafe: 'drive' };
  const segments = slashed.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return { unsafe: 'traversal' };
  return segments.length === 0 ? { unsafe: 'empty' } : { path: segments.join('/') };
}
