import { baseName } from '../text/path';

const ownSuffix = /\.(?:md5|sha1|sha224|sha256|sha384|sha512)(?:sums?)?(?:\.txt)?$/i;
/** `SHA256SUMS`, `md5sum.txt`, `dten_5.2_SHA256SUMS`, `sha256sums-amd64`, `MANIFEST`. */
const listName =
  /^(?:[\w.+-]*[-_.])?(?:md5|sha-?\d{0,3})sums?(?:[-_]\w+|\.txt)?$|^(?:[\w.+-]*[-_.])?checksums?(?:\.(?:txt|md5|sha\d+))?$|^MANIFEST(?:\.txt)?$/i;
const signedSuffix = /\.(?:asc|gpg|sign)$/i;

/** Whether a file is called as checksum files are: `SHA256SUMS`, `md5sum.txt`, `checksums.txt`, `app.bin.sha256`. */
export function isChecksumFile(path: string): boolean {
  const name = baseName(path);
  return ownSuffix.test(name) || (listName.test(name) && !signedSuffix.test(name));
}

/** Whether it is called as such a file with a signature around it, or as the signature alone: `SHA256SUMS.asc`. */
export const isSignedChecksumFile = (path: string): boolean => signedSuffix.test(path) && isChecksumFile(path.replace(signedSuffix, ''));

/** The file that a checksum file is named after: `app.bin` for `app.bin.sha256`. */
export const namesake = (path: string): string | undefined => (ownSuffix.test(path) ? path.replace(ownSuffix, '') : undefined);

/** What the files of a jar are, if somebody signed it. */
export const isJarList = (path: string): boolean => /(^|\/)META-INF\/MANIFEST\.MF$/.test(path);

/** What the files of a Python package are. */
export const isWheelList = (path: string): boolean => /\.dist-info\/RECORD$/.test(path);
