/** The name of a container image, taken apart: `registry.example/postgres:16-alpine@sha256:…`. */
export interface ImageName {
  /** Without tag and digest, as written. */
  readonly repository: string;
  /** The last part of it. */
  readonly base: string;
  readonly tag?: string;
  readonly isDigested: boolean;
}

/** `undefined`: it is no image's name, or computed in a way that leaves the name open. */
export function imageName(written: string): ImageName | undefined {
  const [name = '', digest] = written.split('@', 2);
  const found = /^([a-z0-9][\w.:/-]*?)(?::([\w][\w.-]{0,127}))?$/i.exec(name);
  const [, repository = '', tag] = found ?? [];
  // `localhost:5000/app`: the colon is a port's.
  if (!found || repository === '' || /[{}$<>%]/.test(written)) return undefined;
  return {
    repository,
    base: repository.split('/').at(-1) ?? repository,
    isDigested: digest !== undefined,
    ...(tag !== undefined && { tag }),
  };
}

/** Tags that follow whatever is built last, of one line of releases as well: `ns8-stable`, `16-latest`. */
const floating =
  /^(?:[a-z\d]+[-_])?(latest|stable|edge|nightly|main|master|dev|develop|devel|trunk|rolling|next|current|release|lts|mainline|canary|snapshot|head)$/i;

/** Neither a digest nor a tag that says which build it is. */
export const isFloating = ({ tag, isDigested }: ImageName): boolean => !isDigested && (tag === undefined || floating.test(tag));
