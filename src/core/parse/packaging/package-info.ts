import type { Dependency } from '../../package/manifest-dependencies';
import { dependency } from './dependency';
import type { PackagingForm } from './form';

/** `depend = openssl>=3.0`; others are notes (`optdepend`) or names of what the package has. */
const field = /^(pkgname|depend)[ \t]*=[ \t]*([^\s<>=~]+)((?:<=|>=|=|<|>|~)\S+)?[ \t]*$/gm;
/** Alpine asks for libraries, commands and files as well, which name no packages: `so:libc.musl-x86_64.so.1`, `/bin/sh`. */
const notPackage = /^(?:so|cmd|pc|py3\.\d+):|^\/|^!|\.so$/;

/** `.PKGINFO` of Alpine's and Arch's packages (apk-package(5), PKGINFO(5)). */
export const packageInfo: PackagingForm = {
  place: /(^|\/)\.PKGINFO$/,
  read(text) {
    const needs: string[] = [];
    const dependencies: Dependency[] = [];
    const describes: string[] = [];
    // pacman writes bounds between name and version, apk calls its scheme by its own name.
    const type = /^pkgver\s*=\s*\S+-r\d+\s*$/m.test(text) ? 'apk' : 'alpm';
    for (const { index, 0: line, 1: key, 2: name = '', 3: range } of text.matchAll(field)) {
      if (key === 'pkgname') describes.push(name);
      else if (!notPackage.test(name)) {
        const at = index + line.indexOf(name, line.indexOf('='));
        needs.push(name);
        dependencies.push(dependency(type, { name, at }, range, at + name.length));
      }
    }
    return { needs, dependencies, describes };
  },
};
