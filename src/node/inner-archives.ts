import type { NestingHost } from '../core/archive/nesting-source';
import { unpack } from './containers/late';
import { inflateRaw } from './inflate';

export const innerArchives: NestingHost = { inflate: inflateRaw, unpack };
