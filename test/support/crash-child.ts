/**
 * Does a job and dies on the way: `crash-child.js JOB FOLDER STEP PART`. Steps are the calls that change files, counted
 * from 1; PART says whether the process is killed before the call, or, of a write, when half of it is done. With step 0
 * it lives, and prints how many steps there were.
 */
import fs, { type FileHandle } from 'node:fs/promises';
import { jobs } from './crash-jobs';

const [, , job = '', folder = '', wantedStep = '0', part = 'before'] = process.argv;
const deadly = Number(wantedStep);
let steps = 0;

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
};

function counted<A extends unknown[], R>(call: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return (...args) => (++steps === deadly ? die() : call(...args));
}

/** All handles share one prototype, which cannot be imported. */
async function watchHandles(): Promise<void> {
  const handle = await fs.open(__filename, 'r');
  const shared = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const { write, sync, writeFile } = shared as unknown as Record<'write' | 'sync' | 'writeFile', (...args: unknown[]) => Promise<unknown>>;
  const halfOf = (bytes: unknown, from: number): Uint8Array =>
    bytes instanceof Uint8Array ? bytes.subarray(from, from + Math.floor((bytes.length - from) / 2)) : new Uint8Array();
  Object.assign(shared, {
    async write(this: FileHandle, ...args: unknown[]) {
      if (++steps !== deadly) return write.apply(this, args);
      if (part === 'half') await write.call(this, halfOf(args[0], typeof args[1] === 'number' ? args[1] : 0));
      return die();
    },
    async writeFile(this: FileHandle, ...args: unknown[]) {
      if (++steps !== deadly) return writeFile.apply(this, args);
      if (part === 'half') await write.call(this, halfOf(args[0], 0));
      return die();
    },
    async sync(this: FileHandle) {
      return ++steps === deadly ? die() : sync.apply(this, []);
    },
  });
}

async function main(): Promise<void> {
  await watchHandles();
  const { open, rename, rm, unlink, link, mkdir } = fs;
  const counting = (flags: unknown): boolean => typeof flags === 'string' && flags !== 'r';
  Object.assign(fs, {
    open: (...args: Parameters<typeof open>) => (counting(args[1]) && ++steps === deadly ? die() : open(...args)),
    rename: counted(rename),
    rm: counted(rm as (...args: unknown[]) => Promise<void>),
    unlink: counted(unlink),
    link: counted(link),
    mkdir: counted(mkdir as (...args: unknown[]) => Promise<unknown>),
  });
  await jobs[job]?.(folder);
  process.stdout.write(`${steps} steps\n`);
}

void main();
