import { isCalled } from '../../inventory/candidates';
import { bringsAlong } from '../../inventory/lacking';
import type { DeclaredDependency } from '../../inventory/matrix';
import { bundledPackages } from '../../package/bundled';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { installedPackages } from '../units/installed-packages';
import { declaredDependencies } from './declared';
import { neededThings, type NeededThing } from './used';

export const needReads = [...planned, 'binary', 'manifest', 'packaging'] as const;

/** What a module of a language cannot be installed without: `python3-yaml` brings `python3`. */
const runtimes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^python3(?:\.\d+)?-/, ['python3']],
  [/^python2?-/, ['python', 'python2']],
  [/^lib[\w.+-]+-perl$|^perl-/, ['perl']],
  [/^php[\d.]*-/, ['php']],
  [/^ruby[\d.]*-|^rubygem-/, ['ruby']],
  [/^node(?:js)?-/, ['nodejs']],
];

/** What the package needs, and neither declares, nor brings along, nor installs. */
export const undeclaredNeeds = fact(needReads, (reviewed): readonly NeededThing[] => {
  const names = [
    ...declaredDependencies(reviewed).flatMap((dependency) => [dependency, ...(dependency.alternatives ?? [])].map(({ name }) => name)),
    ...reviewed.subjects.packaging.flatMap(({ syntax }) => syntax.needs),
    ...installedPackages(reviewed),
  ];
  for (const name of [...names]) names.push(...(runtimes.find(([module]) => module.test(name))?.[1] ?? []));
  const carried = bundledPackages(reviewed.files);
  return neededThings(reviewed).filter(
    (thing) =>
      !names.some((name) => isCalled(thing.name, name, undefined) || isCalled(name, thing.name, undefined)) && !bringsAlong(carried, thing),
  );
});

/** The rows of the matrix: what is declared, then what is needed all the same. */
export const dependencies = fact(needReads, (reviewed): readonly DeclaredDependency[] => [
  ...declaredDependencies(reviewed),
  ...undeclaredNeeds(reviewed),
]);
