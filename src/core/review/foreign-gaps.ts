import { foreignContent, type ForeignContent } from '../facts/scripts/foreign-content';
import { shownPath } from '../package/nested-path';
import type { Site } from '../subject/site';
import { groupBy } from '../text/groups';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** What the upgrade puts on a host without that anybody could have looked at it: it does not lie in the package. */
export const foreignGaps = ({ package: reviewed }: Pick<Site, 'package'>): NotChecked[] =>
  [...groupBy(foreignContent(reviewed), ({ path, from, isFetched }) => (from === '*' ? path : String(isFetched))).values()].map(
    (alike) => ({
      what: whatOf(alike),
      why: alike[0].isFetched ? 'it is fetched when the upgrade runs, and does not lie in the package' : whyOf(alike[0]),
      decisive: true,
    }),
  );

function whatOf(alike: readonly [ForeignContent, ...ForeignContent[]]): string {
  const [{ path, from, isFetched }] = alike;
  if (from === '*') return `what ${shownPath(path)} unpacks or puts in its place`;
  const names = [...new Set(alike.map((one) => one.from))];
  return `what ${shortList(names)} ${isFetched ? 'bring' : 'hold'}${names.length === 1 ? 's' : ''}`;
}

const whyOf = ({ from }: ForeignContent): string =>
  from === '*' ? 'its name is put together when the script runs' : 'it does not lie in the package';
