import { topFolder } from './root';
import type { SourceEntry } from './source';

/** What developers keep beside their sources, and nobody puts into what is shipped. */
const kept =
  /^(?:\.git(?:ignore|attributes|modules)|\.gitlab-ci\.yml|\.travis\.yml|\.editorconfig|\.pre-commit-config\.yaml|jenkinsfile|contributing(?:\.\w+)?|\.(?:github|circleci|gitlab)\/.*)$/i;

/** Whether this is what a product is made of, as a repository holds it: most of its files reach no host. */
export function isSourceTree(files: readonly SourceEntry[]): boolean {
  const top = topFolder(files).length;
  return files.some(({ path }) => kept.test(path.slice(top)));
}
