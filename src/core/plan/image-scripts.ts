import { fact } from '../subject/fact';
import { entryOf } from '../text/groups';
import { baseName, folderOf, pathFrom } from '../text/path';

/**
 * Files that are put into the image of a container, each with what builds that: whatever they do is done there. A file counts that is
 * copied by its name, of a folder one that the builder speaks of. What lies at the top is for people as well, whatever else copies it.
 */
export const imageScripts = fact(['task'], ({ files, subjects }): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const builders = subjects.task.filter(({ syntax }) => syntax.image !== undefined);
  if (builders.length === 0) return found;
  const byName = new Map<string, string[]>();
  for (const { path } of files) if (path.includes('/')) entryOf(byName, baseName(path), () => []).push(path);
  const paths = new Set(files.map(({ path }) => path));
  for (const { path: builder, syntax } of builders) {
    const { copied = [], named = [] } = syntax.image ?? {};
    const folders = new Set<string>();
    for (const source of copied)
      for (const context of placesAbove(builder)) {
        const place = pathFrom(context, withoutPattern(source));
        if (place === undefined || place === '') continue;
        if (!paths.has(place)) folders.add(place);
        else if (place.includes('/')) found.set(place, builder);
      }
    for (const name of named)
      for (const path of byName.get(name) ?? []) if (foldersOf(path).some((folder) => folders.has(folder))) found.set(path, builder);
  }
  return found;
});

/** Of `tools/*.sh` the folder. */
function withoutPattern(source: string): string {
  const star = source.indexOf('*');
  return star < 0 ? source : folderOf(source.slice(0, star)) || '.';
}

/** Where an image may be built: in the folder of what builds it, or in one above. */
const placesAbove = (path: string): readonly string[] => [...foldersOf(path), ''];

const foldersOf = (path: string): readonly string[] => {
  const found: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) found.push(folder);
  return found;
};
