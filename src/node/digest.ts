import { createHash } from 'node:crypto';
import type { Digest } from '../core/fix/refresh-digests';

export const digest: Digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');
