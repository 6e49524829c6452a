/** Prints the URI under which a package is mounted, by the program's own function. */
import { mountUri } from '../src/extension/mount/mount-uri';
import { fileUri } from './file-uri.mjs';

process.stdout.write(mountUri(fileUri(process.argv[2] ?? '')));
