import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in which openssl makes keys, certificates and signatures. */
export interface Workshop {
  readonly folder: string;
  /** Runs openssl in the folder and gives what it prints. */
  run(...words: string[]): string;
  read(name: string): Uint8Array;
  write(name: string, content: string | Uint8Array): void;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  return {
    folder,
    run: (...words) => execFileSync('openssl', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    read: (name) => new Uint8Array(readFileSync(join(folder, name))),
    write: (name, content) => writeFileSync(join(folder, name), content),
  };
}
