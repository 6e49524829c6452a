import { isTestMaterial } from '../../package/test-material';
import type { Certificate, PrivateKey } from '../../parse/certificate';
import type { Subject } from '../../subject/subject';
import type { Place } from '../../text/span';
import { baseName, folderOf } from '../../text/path';
import { entryOf } from '../../text/groups';
import { firstLine } from './signing-places';

/** A private key beside a certificate that it does not belong to. */
export interface WrongPair {
  readonly key: Place;
  readonly certificate: Certificate;
  readonly at: Place;
  /** They are read together as one file. */
  readonly inOneFile: boolean;
}

interface Held {
  readonly keys: (Place & Pick<PrivateKey, 'id'>)[];
  readonly certificates: (Place & { readonly certificate: Certificate })[];
}

/** What names of files say of what is in them: `server-key.pem`, `fullchain.pem`, `tls.crt`. */
const role = /[-_.]?(?:private|priv|public|pub|privkey|key|certificate|cert|crt|cer|chain|fullchain|bundle|pem|der|p8)$/;

/** What a key and its certificate have in common in their names. */
function stemOf(path: string): string {
  let stem = baseName(path).toLowerCase();
  for (let before = ''; before !== stem;) {
    before = stem;
    stem = stem.replace(role, '');
  }
  return `${folderOf(path)}/${stem}`;
}

/** Keys of which no certificate of the same file, or of the same name beside it, is the certificate. */
export function wrongPairs(files: readonly Subject<'certificate'>[]): WrongPair[] {
  const groups = new Map<string, Held>();
  for (const { path, text, syntax } of files) {
    if (isTestMaterial(path) || syntax.signers.length > 0) continue;
    const isWhole = syntax.privateKeys.length > 0 && syntax.certificates.length > 0;
    const { keys, certificates } = entryOf(groups, isWhole ? path : stemOf(path), (): Held => ({ keys: [], certificates: [] }));
    keys.push(...syntax.privateKeys.map(({ span, id }) => ({ path, span, ...(id !== undefined && { id }) })));
    certificates.push(...syntax.certificates.map((certificate) => ({ path, span: firstLine(text, certificate.span), certificate })));
  }
  return [...groups.values()].flatMap(({ keys, certificates }) => {
    const known = new Set(certificates.map(({ certificate }) => certificate.keyId));
    const leaf = certificates.find(({ certificate }) => !certificate.authority) ?? certificates[0];
    if (!leaf || known.has(undefined)) return [];
    return keys.flatMap(({ id, path, span }) =>
      id === undefined || known.has(id)
        ? []
        : [
            {
              key: { path, span },
              certificate: leaf.certificate,
              at: { path: leaf.path, span: leaf.span },
              inOneFile: leaf.path === path,
            },
          ],
    );
  });
}
