import { compareLists } from './generic';
import type { VersionScheme } from './scheme';
import { semanticVersions } from './semver';

const shape = /^v?(\d{1,15}(?:\.\d{1,15}){0,3})(-[0-9A-Za-z.-]{1,100})?(\+[0-9A-Za-z.-]{1,100})?$/;

/** NuGet's versions: semantic ones with up to four numbers, in which capitals do not matter. */
export const dotnet: VersionScheme = {
  id: 'nuget',
  isValid: (version) => shape.test(version),
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    return compareLists(left.numbers, right.numbers) || semanticVersions.compare(`0.0.0${left.stage}`, `0.0.0${right.stage}`);
  },
  floor: (version) => (version.includes('-') ? version : `${version}-0`),
};

function split(version: string): { readonly numbers: readonly number[]; readonly stage: string } {
  const [, numbers = '', stage = ''] = shape.exec(version) ?? [];
  return { numbers: numbers.split('.').map(Number), stage: stage.toLowerCase() };
}
