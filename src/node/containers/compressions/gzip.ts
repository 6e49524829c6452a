import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { TooLarge } from '../too-large';
import type { Compression } from './compression';

const gunzipLater = promisify(gunzip);

export const gzip: Compression = {
  id: 'gzip',
  async undo(bytes, limit) {
    try {
      return await gunzipLater(bytes, { maxOutputLength: limit });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(limit) : error;
    }
  },
};
