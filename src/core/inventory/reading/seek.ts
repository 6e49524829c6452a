import { span } from '../../text/span';
import type { Origin } from '../inventory';
import type { ImportFile } from '../importers/importer';

/** After this many searches in vain a text is not looked through any more. */
const maxMisses = 20;

/**
 * Where names stand in a text whose records are asked for in their order: parsed JSON has no places. What is not found is said to
 * be where the last one was.
 */
export function seeker(file: ImportFile): (name: string) => Origin {
  const isJson = /^\s*[{[]/.test(file.text);
  let from = 0;
  let misses = 0;
  let last = span(0, 0);
  return (name) => {
    const words = isJson ? JSON.stringify(name) : name;
    const found = misses < maxMisses && words !== '' ? file.text.indexOf(words, from) : -1;
    if (found < 0) misses++;
    else {
      from = found + words.length;
      last = span(found, from);
    }
    return file.origin(last);
  };
}
