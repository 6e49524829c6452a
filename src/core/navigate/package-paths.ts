import type { Manifest } from '../package/manifest';
import { fileAt, fileOf } from '../package/named-file';
import { innermostPath } from '../package/nested-path';
import type { SourceEntry } from '../package/source';
import { folderOf, pathFrom } from '../text/path';

/** Where programs of the system lie: one name in common with the package says nothing. */
const systemFolder = /^\/(usr\/)?(local\/)?s?bin\//;

/** Finds the package's file that a path in one of its files means. */
export class PackagePaths {
  private readonly installed: ReadonlyMap<string, string>;

  constructor(
    readonly files: readonly SourceEntry[],
    manifest?: Pick<Manifest, 'config'>,
  ) {
    this.installed = new Map((manifest?.config ?? []).flatMap(({ path, installTo }) => (installTo ? [[installTo.value, path.value]] : [])));
  }

  /** At this place in the package (or the archive in it that holds `from`), or below the folder of `from`, and nothing else. */
  at(named: string, from: string): string | undefined {
    return this.below(archiveRoot(from), named) ?? this.below(folderOf(from), named);
  }

  /**
   * Relative to the folder of `from` or the package; where the manifest installs it; else by the end of the path.
   * `computed`: the beginning of the path is not known. `least`: how many names must then agree, the file's own included.
   */
  find(
    named: string,
    from: string,
    { least, computed = false }: { readonly least: number; readonly computed?: boolean },
  ): string | undefined {
    if (named.endsWith('/') || named === '') return undefined;
    if (named.startsWith('/') && !computed) {
      const manifested = this.installed.get(named);
      const known = manifested === undefined ? undefined : this.at(manifested, '');
      return known ?? fileOf(this.files, named, systemFolder.test(named) ? Math.max(2, least) : least)?.path;
    }
    const below = named.replace(/^\/+/, '');
    return this.below(folderOf(from), below) ?? this.below(archiveRoot(from), below) ?? fileOf(this.files, below, least)?.path;
  }

  /** The unit's file; an instance is made of its template. */
  unit(name: string): string | undefined {
    const template = name.replace(/^([^@]+@)[^@]+(\.\w+)$/, '$1$2');
    return fileOf(this.files, name)?.path ?? (template === name ? undefined : fileOf(this.files, template)?.path);
  }

  private below(folder: string, named: string): string | undefined {
    const path = pathFrom(folder, named);
    return path === undefined ? undefined : fileAt(this.files, path)?.path;
  }
}

/** The folder of the innermost archive that holds a path; `''` for the package's own files. */
const archiveRoot = (path: string): string => folderOf(path.slice(0, path.length - innermostPath(path).length));
