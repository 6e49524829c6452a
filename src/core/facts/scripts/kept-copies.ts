import type { PlanEffect } from '../../plan/plan';

/** A copy of what lies in /etc is made: by its name, a function or script does it. */
const byName = /back[-_ ]?up|\bbackups?\b|etckeeper|\bsave_?(config|conf|old)|rsnapshot|restic|borg|snapshot/i;

const copies = /^(cp|mv|install|rsync|tar|gtar|bsdtar|zip|ln|git|dd|>|cat|scp|gzip)\b/;

/** Whether an effect keeps a copy of a file, or of a folder that it lies in. `words`: its command as written. */
export function keepsCopyOf(target: string, { kind, by, from, target: to, why = '', options }: PlanEffect, words: string): boolean {
  if ((kind === 'unknown' || kind === 'script.run' || kind === 'process.start') && byName.test(`${why} ${to} ${words.slice(0, 80)}`))
    return true;
  if (/^(cp|mv|install|ln)$/.test(by) && to === target) return options.some((option) => /^(b|backup)(=|$)/.test(option));
  if (!copies.test(by)) return false;
  const isOf = (path: string): boolean => path === target || target.startsWith(`${path.replace(/\/(\*|\.)?$/, '')}/`);
  if (from !== undefined && from.startsWith('/') && isOf(from) && to !== target) return true;
  // `tar czf backup.tgz /etc/dten`.
  return /^(tar|gtar|bsdtar|zip|rsync|git)\b/.test(by) && words.split(/[\s"']+/).some((word) => word.startsWith('/') && isOf(word));
}
