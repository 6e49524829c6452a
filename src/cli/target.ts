import { resolve } from 'node:path';
import { refusalOf, type Input, type Refusal } from '../node/write-guard';
import { UsageError } from './options';

/**
 * Absolute path of a file to write, once it is sure that it can be written and that no input is changed by it.
 * @throws UsageError that says what to do instead
 */
export async function targetOf(path: string, cwd: string, inputs: readonly Input[], derived = false): Promise<string> {
  const target = resolve(cwd, path);
  const refusal = await refusalOf(target, inputs, { derived });
  if (refusal) throw new UsageError(refusalWords(path, refusal));
  return target;
}

function refusalWords(path: string, refusal: Refusal): string {
  switch (refusal.code) {
    case 'is-input':
      return `${path} is ${inputWords[refusal.input.kind]} itself, which is never overwritten: write to another file`;
    case 'inside-input':
      return `${path} lies inside ${inputWords[refusal.input.kind]}, which is never changed: write outside of ${refusal.input.path}`;
    case 'becomes-input':
      return `${path} would be read as one of the files that describe the site: choose another name, or write outside of ${refusal.input.path}`;
    case 'no-folder':
      return `the folder ${refusal.folder} does not exist: make it, or write elsewhere`;
    case 'folder':
      return `${path} is a folder: name a file`;
    case 'not-a-file':
      return `${path} is a device, pipe or socket: name a file; without --output a report goes to the standard output`;
    case 'dangling-link':
      return `${path} is a symbolic link to what does not exist: name the file itself`;
    case 'exists':
      return `${path} exists, and its name comes from the package: it is not overwritten. Move it away, or choose another --patch`;
    case 'not-writable':
      return `${path} cannot be written: ${refusal.why}`;
  }
}

const inputWords: Readonly<Record<Input['kind'], string>> = {
  package: 'the package',
  baseline: 'the package that came before',
  site: 'a file that describes the site',
  'site-folder': 'the folder that describes the site',
};
