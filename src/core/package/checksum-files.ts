import { baseName } from '../text/path';

const ownSuffix = /\.(?:md5|sha1|sha224|sha256|sha384|sha512)(?:sums?)?$/i;

/** Whether a file is called as checksum files are: `SHA256SUMS`, `md5sum.txt`, `checksums.txt`, `app.bin.sha256`. */
export function isChecksumFile(path: string): boolean {
  const name = baseName(path);
  return ownSuffix.test(name) || /^(?:md5|sha-?\d{0,3})sums?(?:\.txt)?$/i.test(name) || /^checksums?(?:\.(?:txt|md5|sha\d+))?$/i.test(name);
}

/** The file that a checksum file is named after: `app.bin` for `app.bin.sha256`. */
export const namesake = (path: string): string | undefined => (ownSuffix.test(path) ? path.replace(ownSuffix, '') : undefined);
