import { isMedia, saysLittle } from '../package/file-names';
import { handedFiles, type HandedFile } from '../facts/scripts/handed-files';
import { archivesAbove, shownPath } from '../package/nested-path';
import type { Site } from '../subject/site';
import { groupBy } from '../text/groups';
import type { FileState } from './coverage';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** Files that nobody has read, and that a command of the upgrade does more with than put them somewhere. */
export function handedGaps({ package: reviewed }: Pick<Site, 'package'>, states: ReadonlyMap<string, FileState>): NotChecked[] {
  const opened = new Set(reviewed.files.flatMap(({ path }) => archivesAbove(path)));
  const unread = handedFiles(reviewed).filter(({ file }) => !opened.has(file) && isUnread(file, states.get(file)));
  return [...groupBy(unread, ({ by, path }) => `${by}\n${path}`).values()].map((alike) => ({
    what: `what ${shownPath(shortList(alike.map(({ file }) => file)))} hold${alike.length === 1 ? 's' : ''}`,
    why: `${shownPath(alike[0].path)} ${usesOf(alike[0])}, and nobody reads it`,
    decisive: true,
  }));
}

const usesOf = ({ by, target }: HandedFile): string => (/^[\d&]*>/.test(by) ? `makes ${target} of it` : `hands it to ${by}`);

/** What decides by itself is told already. */
const isUnread = (path: string, state: FileState | undefined): boolean =>
  state?.state === 'not-understood'
    ? !state.decisive
    : state?.state === 'listed' && (saysLittle(path) || isMedia(path) || /\.(hex|dump|pack|txt|text|lst|list)$/i.test(path));
