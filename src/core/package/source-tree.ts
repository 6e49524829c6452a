import type { SourceEntry } from './source';

/** What developers keep beside their sources, and nobody puts into what is shipped. */
const kept =
  /^(?:\.git(?:ignore|attributes|modules)|\.gitlab-ci\.yml|\.travis\.yml|\.editorconfig|\.pre-commit-config\.yaml|jenkinsfile|contributing(?:\.\w+)?|\.(?:github|circleci|gitlab)\/.*)$/i;

/** Whether this is what a product is made of, as a repository holds it: most of its files reach no host. */
export function isSourceTree(files: readonly SourceEntry[]): boolean {
  const first = files[0]?.path ?? '';
  const folder = first.slice(0, first.indexOf('/') + 1);
  const top = files.every(({ path }) => path.startsWith(folder)) ? folder.length : 0;
  return files.some(({ path }) => kept.test(path.slice(top)));
}
