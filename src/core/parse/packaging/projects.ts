import type { Dependency } from '../../package/manifest-dependencies';
import { span } from '../../text/span';
import type { PackagingForm } from './form';

/** A form in which one line names the runtime: the pattern's group `range` is what it may be. */
const named = (place: RegExp, name: string, line: RegExp, rangeOf: (written: string) => string): PackagingForm => ({
  place,
  read(text) {
    const found = line.exec(text);
    const written = found?.groups?.['range'];
    if (!found || written === undefined) return { needs: [], dependencies: [], describes: [] };
    const start = found.index + found[0].lastIndexOf(written);
    const at = span(start, start + written.length);
    const dependency: Dependency = { name, nameSpan: at, optional: false, range: { value: rangeOf(written), span: at }, span: at };
    return { needs: [], dependencies: [dependency], describes: [] };
  },
});

/** Java's classes run on the version that they are compiled for and on later ones; `1.8` is 8. */
const javaRange = (written: string): string => `>=${written.replace(/^1\./, '')}`;

const asWritten = (written: string): string => written;

/** What Maven, Python's projects and wheels say of the runtime. `go.mod` and the like only concern who builds. */
export const projects: readonly PackagingForm[] = [
  named(
    /(^|\/)(?:[\w.]+-)*pom\.xml$/i,
    'java',
    /<(maven\.compiler\.release|maven\.compiler\.target|java\.version)>\s*(?<range>(?:1\.)?\d{1,3})\s*<\/\1>/,
    javaRange,
  ),
  named(/(^|\/)pyproject\.toml$/i, 'python', /^[ \t]*requires-python[ \t]*=[ \t]*["'](?<range>[^"'\n]{1,100})["']/m, asWritten),
  named(/\.dist-info\/METADATA$/, 'python', /^Requires-Python:[ \t]*(?<range>[^\r\n]{1,100})/m, asWritten),
];
