import { scriptTexts, upgradeEffects, type UpgradeEffect } from '../../facts/scripts/upgrade-effects';
import { isOfHost } from '../../facts/units/unit-effects';
import { entryOf, groupBy } from '../../text/groups';
import { memoEach } from '../../text/memo';
import type { Span } from '../../text/span';
import type { FileEdit, Fix, Related } from '../finding';
import { defineRule, type Report } from '../rule';
import { planned } from '../../plan/planned';

const messages = {
  run: (d: { path: string }) =>
    `Whoever put ${d.path} there decides what runs here: everybody can write in that folder, and nothing of the package puts the file there.`,
  written: (d: { path: string }) => `Everybody can guess ${d.path}, and put a link or a file of that name there before this script does.`,
};

export const fixedTempPath = defineRule({
  id: 'script/fixed-temp-path',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['weakens-security', 'unknown-state'],
  fixable: true,
  summary: 'A script writes a file with a name that everybody can guess where everybody may write',
  rationale: [
    "Any account of the host can put a link of that name into `/tmp` before: the script, as root, then writes the file that the link names. Or it can put a file there that the script reads back, or runs, as its own. And a second run, or another user's run that was cut off, leaves its half-written file to this one.",
    '',
    'Reported are files and folders in `/tmp`, `/var/tmp` and `/dev/shm` that scripts of the upgrade write, unpack into or download to, under a name that is fixed or that only has the number of the process in it (`$$`). Where it is run or installed afterwards, the places are told. So are files there that are run or read in, and that nothing of the package has put there.',
    'It is silent for what `mktemp` makes and for what lies in such a folder, for files that are only edited (`sed -i` follows no link), for a folder that `mkdir` without `-p` makes (it fails if somebody was quicker), in containers, and on other hosts.',
    '',
    'The fix lets `mktemp` choose the name, where the name stands in a variable.',
  ].join('\n'),
  references: [
    'https://cwe.mitre.org/data/definitions/377.html',
    'https://man7.org/linux/man-pages/man1/mktemp.1.html',
    'https://lintian.debian.org/tags/possibly-insecure-handling-of-tmp-files-in-maintainer-script',
  ],
  messages,
  check(reviewed, { report }) {
    const texts = scriptTexts(reviewed);
    const all = upgradeEffects(reviewed).filter(({ effect }) => isOfHost(effect));
    tellRun(all, report);
    const safe = new Set(
      all.flatMap(({ effect: { kind, by, options, target, path } }) =>
        kind === 'dir.create' && by === 'mkdir' && !options.some((option) => /^(p|parents)$/.test(option)) ? [`${path}\n${target}`] : [],
      ),
    );
    const usedAt = groupBy(
      all.filter(({ effect: { from } }) => from !== undefined && topOf(from) !== undefined),
      ({ effect: { path, from = '' } }) => `${path}\n${topOf(from) ?? ''}`,
    );
    const told = new Set<string>();
    for (const uses of groupBy(all.filter(isWritten), ({ effect }) => `${effect.path}\n${topOf(effect.target) ?? ''}`).values()) {
      const [first, ...others] = uses;
      const { path, span } = first.effect;
      const top = topOf(first.effect.target) ?? '';
      // A loop over names is one place.
      if (safe.has(`${path}\n${top}`) || uses.every(isEdited) || told.has(`${path}\n${span.start}`)) continue;
      told.add(`${path}\n${span.start}`);
      const text = texts.get(path) ?? '';
      report({ path, span }, 'written', {
        data: { path: top },
        ...(!uses.some(({ isSure }) => isSure) && { confidence: 'possible' }),
        fix: madeUnique(path, text, top, uses),
        related: [...others, ...(usedAt.get(`${path}\n${top}`) ?? [])].slice(0, maxPlaces).map(({ effect }): Related => ({
          at: 'package',
          path,
          span: effect.span,
          message: effect.from !== undefined && topOf(effect.from) === top ? 'what lies there is used here' : 'and here',
        })),
      });
    }
  },
});

/** What is run or read in there, and nobody in the package has put there. */
function tellRun(effects: readonly UpgradeEffect[], report: Report<typeof messages>): void {
  const put = new Set(effects.flatMap(({ effect: { kind, target } }) => (kind === 'unknown' ? [] : [topOf(target)])));
  const seen = new Set<string>();
  for (const { effect, isSure } of effects) {
    const { kind, path, span, target } = effect;
    const top = kind === 'unknown' ? topOf(target) : undefined;
    if (top === undefined || put.has(top) || seen.has(`${path}\n${top}`)) continue;
    seen.add(`${path}\n${top}`);
    report({ path, span }, 'run', { data: { path: target }, ...(!isSure && { confidence: 'possible' }) });
  }
}

const maxPlaces = 10;

const isWritten = ({ effect: { kind, target } }: UpgradeEffect): boolean =>
  /^(file\.(write|append|edit)|dir\.create|archive\.extract)$/.test(kind) && topOf(target) !== undefined;

/** What only edits a file finds it there, as somebody has put it: `sed -i` puts a new file in its place and follows no link. */
const isEdited = ({ effect: { kind } }: UpgradeEffect): boolean => kind === 'file.edit';

const inSharedFolder = /(?:\/tmp|\/var\/tmp|\/dev\/shm)\/[\w.+@-]+/g;

/** The name right below the folder that everybody may write; `undefined`: it lies elsewhere, or cannot be guessed. */
const topOf = (target: string): string | undefined => /^(?:\/tmp|\/var\/tmp|\/dev\/shm)\/[\w.+@-]+(?=\/|$)/.exec(target)?.[0];

/** `TMP=/tmp/dten.list` → `TMP="$(mktemp /tmp/dten.list.XXXXXX)"`. */
function madeUnique(path: string, text: string, top: string, uses: readonly UpgradeEffect[]): Fix | undefined {
  const [place, second] = placesOf(text, top);
  const isFolder = uses.some(({ effect: { kind, target } }) => kind === 'dir.create' || kind === 'archive.extract' || target !== top);
  if (place === undefined || second !== undefined) return undefined;
  const before = /(?:^|[\s;])(?:export |local |readonly |declare )?[A-Za-z_]\w*=(["']?)$/.exec(
    text.slice(Math.max(0, place.start - 100), place.start),
  );
  const quote = before?.[1] ?? '';
  if (!before || !text.slice(place.end).startsWith(quote) || !/^["']?\s*(;|#|\n|\r|$)/.test(text.slice(place.end))) return undefined;
  const edit: FileEdit = {
    path,
    span: { start: place.start - quote.length, end: place.end + quote.length },
    text: `"$(mktemp ${isFolder ? '-d ' : ''}${top}.XXXXXX)"`,
  };
  return { title: 'Let mktemp choose the name', applies: 'after-review', edits: [edit] };
}

/** The first two places where a script names something in such a folder. */
const placesOf = (text: string, name: string): readonly Span[] => placesIn(text).get(name) ?? [];

/** Scripts are asked one after the other, each for many names. */
const placesIn = memoEach((text: string): ReadonlyMap<string, readonly Span[]> => {
  const places = new Map<string, Span[]>();
  for (const { 0: name, index } of text.matchAll(inSharedFolder)) {
    const known = entryOf(places, name, () => []);
    if (known.length < 2) known.push({ start: index, end: index + name.length });
  }
  return places;
}, 1);
