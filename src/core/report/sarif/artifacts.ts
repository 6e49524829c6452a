import { entryOf } from '../../text/groups';
import { shownPath } from '../../package/nested-path';

/** A path as a relative reference. */
export const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** The files that results lie in, in the order in which they are named first. */
export class Artifacts {
  private readonly places = new Map<string, { readonly index: number }>();

  /** Of an artifact: viewers open what the log itself holds by the index. */
  location(path: string) {
    const { index } = entryOf(this.places, path, () => ({ index: this.places.size }));
    return { uri: uriOf(path), index };
  }

  /** `texts`: what the files hold, as far as it may be shown. */
  list(texts: ReadonlyMap<string, string>) {
    return [...this.places.keys()].map((path) => {
      const text = texts.get(path);
      return {
        location: { uri: uriOf(path) },
        roles: ['analysisTarget'],
        ...(shownPath(path) !== path && { description: { text: shownPath(path) } }),
        ...(text !== undefined && { contents: { text } }),
      };
    });
  }
}
