import type { Signer } from '../../facts/signers/package-signers';
import { shownPath } from '../../package/nested-path';
import { table, type Block, type Line } from './document';

/** What each word of trust means for who reads the note. */
const trustWords: Readonly<Record<Signer['trust'], string>> = {
  trusted: 'trusted',
  'not-trusted': 'not known to us',
  unverified: 'could not be verified',
  unknown: 'nobody has said whom we trust',
};

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
    signers.map(({ name, issuer, sha256, validUntil, trust, path }): Line[] => [
      [name ?? 'not in the package'],
      [issuer],
      sha256 === undefined ? ['not in the package'] : [{ code: fingerprintWords(sha256) }],
      [validUntil === undefined ? '–' : dayOf(validUntil)],
      [trustWords[trust]],
      [{ code: shownPath(path) }],
    ]),
  );

const dayOf = (time: number): string => {
  const day = new Date(time);
  return Number.isNaN(day.getTime()) ? '–' : day.toISOString().slice(0, 10);
};
