import { changesNothing, each, type Family } from './form';

/** What a person sits in front of; that they wait is told by `prompts.ts`. */
export const people: Family = {
  'vi vim nvim gvim view vimdiff': { ...each('file.edit'), valued: '-c --cmd -S -u -U -i -w -W -T' },
  'nano emacs joe mcedit pico sensible-editor editor': each('file.edit'),
  'dialog whiptail sensible-pager pg most': changesNothing,
};
