import { baseName } from '../../core/text/path';

/**
 * URIs of mounted packages: `upgrade-package://<authority>/<file name of the archive>/<path inside>`. The authority is the archive's own URI with
 * every character but lower-case letters, digits, `.` and `-` written as `_` and two hex digits per UTF-8 byte: editors
 * compare authorities without regard to case, and a mount must be restorable from its URI alone. The file name is for
 * people: editors name a folder by the end of its path.
 */
export const mountScheme = 'upgrade-package';

export function mountAuthority(archiveUri: string): string {
  let authority = '';
  for (const byte of new TextEncoder().encode(archiveUri)) {
    const character = String.fromCharCode(byte);
    authority += /[a-z0-9.-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
  }
  return authority;
}

/** The archive's URI, or `undefined` for an authority that `mountAuthority` cannot have made. */
export function archiveUriOf(authority: string): string | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < authority.length; at++) {
    const character = authority[at] ?? '';
    if (character === '_') {
      const code = authority.slice(at + 1, at + 3);
      if (!/^[0-9a-f]{2}$/.test(code)) return undefined;
      bytes.push(parseInt(code, 16));
      at += 2;
    } else if (/[a-z0-9.-]/.test(character)) bytes.push(character.charCodeAt(0));
    else return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}

/** Root URI of the mount of an archive or directory, whose URI is percent-encoded. */
export function mountUri(archiveUri: string): string {
  const name = baseName(archiveUri.replace(/(?<!\/)\/+$/, ''));
  return `${mountScheme}://${mountAuthority(archiveUri)}/${name}`;
}
