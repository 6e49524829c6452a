import { cpioFiles } from '../cpio';
import type { Container } from './container';

/** Files for devices and images of what starts before the system does. @throws Error */
export const cpio: Container = {
  id: 'cpio',
  unpack: (bytes) => Promise.resolve().then(() => ({ files: cpioFiles(bytes), gaps: [], isRoot: true })),
};
