import { fact } from '../../subject/fact';
import { builtIn, stagesIn } from './dockerfiles';
import { imageName } from './image-name';
import { containersIn, type ContainerSpec } from './images';
import { filled } from './variables';

/** Containers that files of the package describe, with what it says of their variables. */
export const described = fact(['config'], (reviewed): readonly ContainerSpec[] => {
  const all = reviewed.subjects.config.flatMap((config) => containersIn(config).map((spec) => filled(spec, reviewed)));
  const replaced = new Set(all.flatMap(({ replaces }) => replaces ?? []));
  // A kustomization stands for the manifests that it puts together.
  const own = all.filter(({ key, image }) => !/ontainers\.\d+$/.test(key) || !replaced.has(imageName(image)?.repository ?? ''));
  return [...own, ...stagesIn(reviewed), ...builtIn(reviewed)];
});

/** The container as another package has it: of the same key in the same file, else the only one of its name. */
export function sameContainer({ path, key, name }: ContainerSpec, others: readonly ContainerSpec[]): ContainerSpec | undefined {
  const own = others.find((other) => other.path === path && other.key === key);
  const alike = own ? [] : others.filter((other) => other.name === name);
  return own ?? (alike.length === 1 ? alike[0] : undefined);
}
