/** Options of env(1) that take a value in the next word. */
const envValued = new Set(['-u', '--unset', '-C', '--chdir', '-a', '--argv0']);

/**
 * The interpreter that a script names in its first line, by its name without folder and version: `python` for
 * `#!/usr/bin/env -S python3.11 -u`. `undefined` without such a line. `head`: the first bytes of the file as text.
 */
export function interpreterOf(head: string): string | undefined {
  const line = /^#!([^\r\n]{1,250})/.exec(head)?.[1];
  const words = line?.trim().split(/[ \t]+/) ?? [];
  let at = 0;
  if (nameOf(words[0]) === 'env') {
    for (at = 1; at < words.length; at++) {
      const word = words[at] ?? '';
      // `-S` splits the rest into words; it may have the first one attached.
      const attached = /^(?:-[A-RT-Za-z]*S|--split-string=)(.+)$/.exec(word)?.[1];
      if (attached) return nameOf(attached);
      if (envValued.has(word)) at++;
      else if (!word.startsWith('-') && !/^\w+=/.test(word)) break;
    }
  }
  const name = nameOf(words[at]);
  return name === 'busybox' || name === 'toybox' ? nameOf(words[at + 1]) : name;
}

const nameOf = (word: string | undefined): string | undefined =>
  word
    ?.replace(/^.*[/\\]/, '')
    .replace(/\.exe$/i, '')
    .replace(/(?<![-.\d])[-.\d]+$/, '')
    .toLowerCase() || undefined;

/** Shells whose language is close enough to be read as bash. */
export const shells: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'ksh',
  'mksh',
  'pdksh',
  'lksh',
  'zsh',
  'rbash',
  'posh',
  'yash',
]);
