import { bzip2 } from './bzip2';
import type { Compression } from './compression';
import { gzip } from './gzip';
import { lzma } from './lzma';
import { xz } from './xz';
import { zstd } from './zstd';

export const compressions: readonly Compression[] = [gzip, xz, zstd, bzip2, lzma];
