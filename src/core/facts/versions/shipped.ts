import { isTestMaterial } from '../../package/test-material';
import { fact } from '../../subject/fact';
import { baseName } from '../../text/path';
import { span, type Place } from '../../text/span';
import { brought } from './brought';

/** A component that gets onto hosts with the package. */
export interface Shipped extends Place {
  /** As purls have it; of a jar only the artifact, as its file does not tell the group. */
  readonly name: string;
  readonly version: string;
  /** purl type. */
  readonly type: string;
}

/** Maven: artifact, version, perhaps a classifier. */
const jar =
  /^([A-Za-z][\w.-]*?)-(\d+(?:\.[\w]+)*(?:-(?:SNAPSHOT|RELEASE|Final|GA|jre\d*|android|alpha[\w.]*|beta[\w.]*|rc[\w.]*|M\d+))?)\.jar$/i;

/** The only version that a file of requirements lets pip take. */
const pinned = /^={2,3}\s*([\w.+!-]+)$/;

/** What the package brings in a version that is told: by names of files, bills of materials and files of requirements. */
export const shippedComponents = fact(['packaging'], (reviewed): readonly Shipped[] => {
  const files = reviewed.files.filter(({ path }) => !isTestMaterial(path));
  const named = brought(reviewed).map(({ name, version, type, path }) => ({ name, version, type, path, span: start }));
  const jars = files.flatMap(({ path }): Shipped[] => {
    const [, name, version] = jar.exec(baseName(path)) ?? [];
    return name !== undefined && version !== undefined ? [{ name, version, type: 'maven', path, span: start }] : [];
  });
  const described = reviewed.subjects.packaging
    .filter(({ path }) => !isTestMaterial(path))
    .flatMap(({ path, syntax: { ships = [], dependencies } }): Shipped[] => [
      ...ships.map((component) => ({ ...component, path })),
      ...dependencies.flatMap(({ name, type, range, span: at }) => {
        const version = type === 'pypi' ? pinned.exec(range?.value ?? '')?.[1] : undefined;
        return version === undefined ? [] : [{ name, version, type: 'pypi', path, span: at }];
      }),
    ]);
  return [...named, ...jars, ...described];
});

const start = span(0, 0);
