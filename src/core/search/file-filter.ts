import picomatch from 'picomatch/posix';

/**
 * Which files a list of globs means: by comma, those with `!` leave out. A glob without a slash is about any name in the
 * path: `*.sh`, `migrations`. An empty list, or one that only leaves out, starts from all files.
 */
export const fileFilter = (globs: string): ((path: string) => boolean) => filterOf(splitGlobs(globs));

/** As above, of globs that are a list already. */
export function filterOf(list: readonly string[]): (path: string) => boolean {
  const matcher = (wanted: readonly string[]) => picomatch(wanted.flatMap(expanded), { dot: true, nocase: true });
  const excluded = list.flatMap((glob) => (glob.startsWith('!') && glob.length > 1 ? [glob.slice(1)] : []));
  const included = list.filter((glob) => !glob.startsWith('!'));
  const isIn = included.length > 0 ? matcher(included) : () => true;
  const isOut = excluded.length > 0 ? matcher(excluded) : () => false;
  return (path) => isIn(path) && !isOut(path);
}

function expanded(glob: string): string[] {
  const plain = glob.replace(/^\.?\/+/, '').replace(/(?<!\/)\/+$/, '');
  const anchored = plain === glob && !plain.includes('/') ? `**/${plain}` : plain;
  return [anchored, `${anchored}/**`];
}

/** At commas outside of braces. */
function splitGlobs(globs: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= globs.length; at++) {
    if (globs[at] === '{') depth++;
    else if (globs[at] === '}') depth--;
    else if (at === globs.length || (globs[at] === ',' && depth <= 0)) {
      parts.push(globs.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts.filter(Boolean);
}
