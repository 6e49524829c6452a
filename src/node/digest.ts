import { createHash } from 'node:crypto';
import type { Digest } from '../core/patch/refresh-digests';

export const digest: Digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');
