import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { claim, syncFolder, writeFileAtomically } from './atomic-write';
import { codeOf } from './write-trouble';

/** A folder that keeps small files of ours. Names are relative and use `/`. */
export interface StorageFolder {
  /** Names of the files right in it; none if it does not exist. */
  list(): Promise<string[]>;
  /** `undefined` if there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** The file is there as a whole once this resolves, and never in part. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Like `write`, but leaves a file that exists as it is and answers false: of several writers one succeeds. */
  create(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Nothing happens if there is no such file. */
  remove(name: string): Promise<void>;
}

/** A local folder, made when something is written; what was written survives a crash of the computer. */
export function localFolder(path: string): StorageFolder {
  const at = (name: string) => join(path, ...name.split('/'));
  const write = async (target: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(target), { recursive: true });
    await writeFileAtomically(target, [bytes]);
  };
  return {
    list: () => readdir(path).catch(nothingFor('ENOENT', [])),
    read: (name) => readFile(at(name)).catch(nothingFor('ENOENT', undefined)),
    write: (name, bytes) => write(at(name), bytes),
    async create(name, bytes) {
      const draft = at(`${name}.${randomBytes(6).toString('hex')}.tmp`);
      await write(draft, bytes);
      try {
        await claim(draft, at(name));
        await syncFolder(dirname(draft));
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}

const nothingFor =
  <T>(code: string, nothing: T) =>
  (error: unknown): T => {
    if (codeOf(error) === code) return nothing;
    throw error;
  };
