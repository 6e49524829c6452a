import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decodeText } from '../core/text/decode';

const gunzipLater = promisify(gunzip);

/** A site's own files; what unpacks to more was not meant to be read here. */
const maxBytes = 2 ** 29;

/**
 * The text of a site's file, which may be compressed with gzip. `undefined` if it is not text.
 * @throws Error if it cannot be unpacked.
 */
export async function siteText(bytes: Uint8Array): Promise<string | undefined> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? await gunzipLater(bytes, { maxOutputLength: maxBytes }) : bytes;
  return decodeText(plain)?.text;
}
