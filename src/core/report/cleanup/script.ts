import { shownPath } from '../../package/nested-path';
import type { Review } from '../../review/review';
import { visible } from '../../text/visible';
import { identityWords } from '../changes';
import type { ReportContext } from '../formats/format';
import { choresOf, type Chore } from './chores';

/**
 * A script for what can be done by one, in POSIX sh. It ends at once until somebody has read it, asks before each step, and goes on where one
 * fails; what a person has to do stands there as comments. No word of a package is anything but quoted or a comment.
 */
export function cleanupScript(review: Review, { generatedAt, toolVersion, sha256 }: ReportContext): string {
  const { chores, more } = choresOf(review);
  const done = chores.flatMap(({ command, ...chore }) => (command ? [{ ...chore, command }] : []));
  const left = chores.filter(({ command }) => command === undefined);
  const parts = [
    [
      '#!/bin/sh',
      `# Cleanup after ${visible(identityWords(review.package))}, for ${visible(review.environment)}.`,
      `# Written by Upgrade Review ${visible(toolVersion)} on ${visible(generatedAt)}${sha256 === undefined ? '' : `, of the package with SHA-256 ${sha256}`}.`,
      '#',
      '# Read it before you run it: it was made from what the scripts of the package say, and nobody has tried it.',
      '# Run it as root, on each host that the upgrade was run on, once nobody goes back to the old version any more.',
      '# It asks before each step. Whatever is not answered with y is left as it is.',
    ],
    ['set -u'],
    [
      '# The guard: delete these two lines once you have read what follows.',
      `echo 'Nothing was done: read this script first, and then delete its guard.' >&2`,
      'exit 1',
    ],
    [
      'step() {',
      '  what=$1',
      '  shift',
      `  printf '%s\\n  %s\\nDo it? [y/N] ' "$what" "$*"`,
      '  answer=',
      '  read -r answer || true',
      '  case $answer in',
      `    [yY]) "$@" || echo "It failed: $*" >&2 ;;`,
      `    *) echo 'Left as it is.' ;;`,
      '  esac',
      '}',
    ],
    ...done.map((chore) => [
      `# ${placeWords(chore)}${ownerWords(chore)}`,
      `step ${quoted(`${chore.what}:`)} ${chore.command.map(quoted).join(' ')}`,
    ]),
    done.length === 0 ? ['# Nothing is known that a script could do.'] : [],
    left.length + more.length === 0
      ? []
      : [
          '# By hand:',
          ...left.map(
            (chore) =>
              `# [ ] ${chore.what}${chore.target === undefined ? '' : `: ${visible(chore.target)}`} (${placeWords(chore)})${ownerWords(chore)}`,
          ),
          ...more.map(({ what, count }) => `# [ ] ${what}: ${count} more, which the plan lists`),
        ],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

const placeWords = ({ place: { path, range } }: Pick<Chore, 'place'>): string => `${visible(shownPath(path))}:${range.start.line + 1}`;

const ownerWords = ({ owners }: Pick<Chore, 'owners'>): string => (owners.length > 0 ? `, owner: ${owners.map(visible).join(', ')}` : '');

/** One word of a shell, whatever it holds. */
const quoted = (word: string): string => (/^[\w./:@=+,-]+$/.test(word) ? word : `'${visible(word).replaceAll("'", String.raw`'\''`)}'`);
