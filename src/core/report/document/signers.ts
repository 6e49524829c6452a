import type { Signer } from '../../facts/signers/package-signers';
import { shownPath } from '../../package/nested-path';
import { lastDay, trustWords } from '../signers';
import { table, type Block, type Line } from './document';

/** `AB:CD:…`: as people read it to each other. */
export const fingerprintWords = (sha256: string): string =>
  (
    sha256
      .replace(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/../g) ?? []
  ).join(':');

/** Who vouches for a package. */
export const signersBlock = (signers: readonly Signer[]): Block =>
  table(
    ['Signer', 'Issued by', 'SHA-256 of the certificate', 'Valid until', 'To us', 'Where'],
    signers.map((signer): Line[] => {
      const { name, issuer, sha256, trust, path } = signer;
      return [
        [name ?? 'not in the package'],
        [issuer],
        sha256 === undefined ? ['not in the package'] : [{ code: fingerprintWords(sha256) }],
        [lastDay(signer) ?? '–'],
        [trustWords[trust]],
        [{ code: shownPath(path) }],
      ];
    }),
  );
