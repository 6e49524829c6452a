/** Searches one package in a process of its own: `search-child.js WORKER ZIP PATTERN`; the pattern is a regular expression. */
import { openPackage } from '../../src/node/open-package';
import { searchPackage } from '../../src/node/search/search-package';

async function main(worker: string, path: string, pattern: string): Promise<void> {
  const opened = await openPackage(path);
  const files = opened.source.entries.map((entry) => entry.path);
  const isRegExp = /\W/.test(pattern);
  const started = performance.now();
  const { matches, searched } = await searchPackage(
    { package: { path }, files, texts: new Map(), query: { pattern, isRegExp, matchCase: true, wholeWord: false } },
    { archive: opened.archive?.archive, worker, found: () => undefined, signal: new AbortController().signal, maxMatches: Infinity },
  );
  const took = performance.now() - started;
  await opened.close();
  process.stdout.write(JSON.stringify({ took, matches, searched }));
}

const [worker = '', path = '', pattern = ''] = process.argv.slice(2);
void main(worker, path, pattern);
