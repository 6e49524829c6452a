import { foreignContent, type ForeignContent } from '../facts/scripts/foreign-content';
import { shownPath } from '../package/nested-path';
import type { Site } from '../subject/site';
import { groupBy } from '../text/groups';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** What the upgrade puts on a host without that anybody could have looked at it: it does not lie in the package. */
export const foreignGaps = ({ package: reviewed }: Pick<Site, 'package'>): NotChecked[] =>
  [...groupBy(foreignContent(reviewed), ({ path, from, isFetched }) => `${path}\n${isFetched} ${from === '*'}`).values()].map((alike) => ({
    what: whatOf(alike),
    why: alike[0].isFetched ? 'it is fetched when the upgrade runs, and does not lie in the package' : whyOf(alike[0]),
    decisive: true,
  }));

const whatOf = (alike: readonly [ForeignContent, ...ForeignContent[]]): string =>
  alike[0].from === '*'
    ? `what ${shownPath(alike[0].path)} unpacks or puts in its place`
    : `what ${shortList(alike.map(({ from }) => from))} ${alike[0].isFetched ? 'bring' : 'hold'}${alike.length === 1 ? 's' : ''}`;

const whyOf = ({ from }: ForeignContent): string =>
  from === '*' ? 'its name is put together when the script runs' : 'it does not lie in the package';
