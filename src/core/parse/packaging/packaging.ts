import { engines } from './engines';
import type { Packaging, PackagingForm } from './form';
import { materials } from './materials';
import { packageInfo } from './package-info';
import { projects } from './projects';
import { relations } from './relations';
import { requirements } from './requirements';

export const forms: readonly PackagingForm[] = [relations, requirements, packageInfo, materials, engines, ...projects];

/** Files that list more are no descriptions of packages. */
const maxNeeds = 5000;

/** Bills of materials of whole images list some thousands. */
const maxShipped = 50_000;

export const formOf = (path: string): PackagingForm | undefined => forms.find(({ place }) => place.test(path));

/** Reads what the place of a file says it is: see `forms`. Never throws. */
export function parsePackaging(path: string, text: string): Packaging {
  const { needs, dependencies, describes, ships } = formOf(path)?.read(text) ?? { needs: [], dependencies: [], describes: [] };
  return {
    needs: [...new Set(needs)].slice(0, maxNeeds),
    dependencies: dependencies.slice(0, maxNeeds),
    describes: describes.slice(0, maxNeeds),
    ...(ships && { ships: ships.slice(0, maxShipped) }),
  };
}
