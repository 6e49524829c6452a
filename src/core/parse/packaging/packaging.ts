import type { Dependency } from '../../package/manifest';
import { engines } from './engines';
import { materials } from './materials';
import { projects } from './projects';
import { relations } from './relations';
import { requirements } from './requirements';

/** What a description of a package says of other packages. */
export interface Packaging {
  /** Names of packages that come with this one or before it: required or recommended, each alternative, without versions. */
  readonly needs: readonly string[];
  /** What a host has to have before: packages, interpreters and runtimes. What the package ships itself is not among them. */
  readonly dependencies: readonly Dependency[];
  /** Names of the packages that it describes. */
  readonly describes: readonly string[];
}

/** One form of such descriptions. */
export interface PackagingForm {
  /** By the path of the file. */
  readonly place: RegExp;
  /** Never throws. */
  readonly read: (text: string) => Packaging;
}

export const forms: readonly PackagingForm[] = [relations, requirements, materials, engines, ...projects];

/** Files that list more are no descriptions of packages. */
const maxNeeds = 5000;

export const formOf = (path: string): PackagingForm | undefined => forms.find(({ place }) => place.test(path));

/** Reads what the place of a file says it is: see `forms`. Never throws. */
export function parsePackaging(path: string, text: string): Packaging {
  const { needs, dependencies, describes } = formOf(path)?.read(text) ?? { needs: [], dependencies: [], describes: [] };
  return {
    needs: [...new Set(needs)].slice(0, maxNeeds),
    dependencies: dependencies.slice(0, maxNeeds),
    describes: describes.slice(0, maxNeeds),
  };
}
