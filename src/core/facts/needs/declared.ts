import type { DeclaredDependency } from '../../inventory/matrix';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import { fact } from '../../subject/fact';
import { folderWithSlash } from '../../text/path';

/** A package inside the package, as its own header describes it: that is what gets installed, and not what somebody builds it from. */
const header = / »\/(DEBIAN\/control|RPM\/[^/]+\.spec)$/;

export const isHeader = (path: string): boolean => header.test(path);

const counts = (path: string): boolean => isHeader(path) || !(isTestMaterial(path) || isWorkshop(folderWithSlash(path)));

/**
 * What files beside the manifest say that hosts have to have: each once, in the order of the files. What the package describes
 * itself (`dten-common`, that `dten-server` asks for) is left out.
 */
export const declaredElsewhere = fact(['packaging'], ({ subjects }): readonly DeclaredDependency[] => {
  const files = subjects.packaging.filter(({ path }) => counts(path));
  const own = new Set(files.flatMap(({ syntax }) => syntax.describes));
  const found = new Map<string, DeclaredDependency>();
  for (const { path, syntax } of files) {
    for (const dependency of syntax.dependencies) {
      if ([dependency, ...(dependency.alternatives ?? [])].some(({ name }) => own.has(name))) continue;
      const key = [dependency.type, dependency.name, dependency.range?.value, ...(dependency.alternatives ?? []).map(({ name }) => name)];
      if (!found.has(key.join('\n'))) found.set(key.join('\n'), { ...dependency, path, elsewhere: true });
    }
  }
  return [...found.values()];
});

/** All that is declared: what the manifest says that speaks for the package, then the rest. */
export const declaredDependencies = fact(['manifest', 'packaging'], (reviewed): readonly DeclaredDependency[] => {
  const { path = '', syntax } = reviewed.manifest ?? {};
  const inManifest = (syntax?.dependencies ?? []).map((dependency) => ({ ...dependency, path }));
  return [...inManifest, ...declaredElsewhere(reviewed)];
});
