import type { Container } from './container';
import { cpio } from './cpio';
import { deb } from './deb';
import { rpm } from './rpm';
import { tar } from './tar';

export const containers: readonly Container[] = [deb, rpm, cpio, tar];
