import type { Host } from '../../inventory/inventory';
import type { Subject } from '../../subject/subject';
import { contains, type Span } from '../../text/span';
import { fact, fileFact } from '../../subject/fact';
import { isSameHost } from '../scripts/other-hosts';
import { foreignInstaller } from './foreign-installers';
import { goesOn, isAskedBefore, isSwitched, stopsOnError } from './guarded';
import { systemBranches, systemsAround, type SystemAnswer } from './other-systems';
import { scriptFacts } from './script-facts';
import { maxNames, writtenNames } from './shell-names';
import { unitCommand, type UnitCommand, type Wish } from './unit-commands';
import { isDropIn, unitOf } from './unit-files';
import { fullName, isPlainName, stemOf } from './unit-name';
import { entryOf } from '../../text/groups';

/** What a script says of its command that names a unit: no more than is asked for, as mentions outlive the parsed script. */
export interface MentioningCommand {
  /** The script has a plan for the unit's absence: it goes on if the command fails, or asked for the unit before. */
  readonly isGuarded: boolean;
  /** The script ends there if the command fails. */
  readonly stopsOnError: boolean;
  /** The name's variable is also part of paths or longer names. */
  readonly isComposed: boolean;
  /** What says that the host may do without the unit, or that it comes from elsewhere: nothing of it is certain. */
  readonly isGuess: boolean;
  /** It runs only where a file or list of systemd has the unit under this name. */
  readonly isOnlyIfThere: boolean;
  readonly systems: readonly SystemAnswer[];
}

/** A place in the package that names a unit. */
export interface UnitMention {
  /** With its type: `dtend.service`. */
  readonly name: string;
  readonly path: string;
  readonly span: Span;
  /** Where the command or directive names it; `span` is where a variable got the value. */
  readonly used: Span;
  /** The part of the name that stands under `span`; `undefined` if an edit there would not change the name. */
  readonly written: string | undefined;
  /** As in commands; `need` and `hint` are dependencies whose absence matters, or does not. */
  readonly wish: Wish | 'need' | 'hint';
  /** For people: `systemctl start`, `Requires=`. */
  readonly by: string;
  /** The other host that is meant, as it is named there; absent: whichever the package is for. */
  readonly host?: string;
  readonly script?: MentioningCommand;
}

/** Whether what is said of the mention's unit can be about this host. */
export const isAbout = ({ host: meant }: UnitMention, { name }: Pick<Host, 'name'>): boolean =>
  meant === undefined || isSameHost(name, meant);

/**
 * Dependencies by section (systemd.unit(5), systemd.timer(5), systemd.socket(5)). systemd fails without the units of the first
 * list, or never does what they say; it passes over missing units of the second.
 */
const dependencies: ReadonlyMap<string, { readonly need: readonly string[]; readonly hint: readonly string[] }> = new Map(
  Object.entries({
    Unit: {
      need: ['Requires', 'Requisite', 'BindsTo', 'OnFailure', 'OnSuccess'],
      hint: [
        'Wants',
        'Upholds',
        'After',
        'Before',
        'PartOf',
        'Conflicts',
        'PropagatesReloadTo',
        'ReloadPropagatedFrom',
        'PropagatesStopTo',
        'StopPropagatedFrom',
        'JoinsNamespaceOf',
      ],
    },
    Install: { need: ['Also'], hint: ['WantedBy', 'RequiredBy', 'UpheldBy'] },
    Timer: { need: ['Unit'], hint: [] },
    Path: { need: ['Unit'], hint: [] },
    Socket: { need: ['Service'], hint: [] },
    Service: { need: ['Sockets'], hint: [] },
  }),
);

/** Every mention, in the order of files and places; a place that is used twice (a variable's value) counts once. */
export const unitMentions = fact(['shell', 'unit'], (reviewed): readonly UnitMention[] => [
  ...reviewed.subjects.shell.flatMap((script) => ofScript(script).mentions),
  ...reviewed.subjects.unit.flatMap(ofUnit),
]);

/** Names that files speak of, by path; under `''` those of all files. */
export const namesByFile = fact(['shell', 'unit'], (reviewed): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Set<string>();
  const byFile = new Map<string, Set<string>>([['', all]]);
  for (const { path, name } of unitMentions(reviewed)) {
    entryOf(byFile, path, () => new Set()).add(name);
    all.add(name);
  }
  return byFile;
});

/** Of one script; that there are others is told. */
const maxMentions = 20_000;

const ofScript = fileFact('shell', (subject): { readonly mentions: readonly UnitMention[]; readonly isCut: boolean } => {
  const mentions: UnitMention[] = [];
  const facts = scriptFacts(subject);
  const branches = systemBranches(subject);
  const foreign = foreignInstaller(subject.syntax);
  const existence = existenceBranches(subject);
  let isCut = false;
  for (const command of subject.syntax.commands) {
    const { program, verb, wish, units } = unitCommand(command) ?? nothing;
    if (units.length > 0 && mentions.length >= maxMentions) {
      isCut = true;
      break;
    }
    const isTaken = units.length > 0 && goesOn(command, subject.syntax);
    const isMuted = command.redirects.some(({ operator, target }) => operator.includes('>') && target.value === '/dev/null');
    const systems = units.length > 0 ? systemsAround(command, branches) : [];
    const type = verb === 'isolate' || verb === 'set-default' ? 'target' : 'service';
    for (const word of units) {
      const names = mentions.length < maxMentions ? writtenNames(word, subject.syntax, subject.text) : [];
      if (names.length > maxNames || mentions.length >= maxMentions) isCut = true;
      for (const { name, span, written, variable } of names) {
        if (!isPlainName(name)) continue;
        const unit = fullName(name, type);
        const { start } = command.span;
        const isLast = stopsOnError(start, facts);
        mentions.push({
          name: unit,
          path: subject.path,
          span,
          used: word.span,
          written,
          wish,
          by: `${program} ${verb}`,
          script: {
            isGuarded: isTaken || isAskedBefore(unit, variable, start, facts),
            stopsOnError: isLast,
            isComposed: variable !== undefined && facts.composed.has(variable),
            isOnlyIfThere: existence.some(
              ({ body, question, names }) => names.includes(stemOf(unit)) && [body, question].some((each) => contains(each, command.span)),
            ),
            isGuess: (isMuted && !isLast) || isSwitched(unit, start, facts) || foreign < start,
            systems,
          },
        });
      }
    }
  }
  return { mentions, isCut };
});

/** Scripts that name more units than are looked at. */
export const withMoreUnits = fact(['shell', 'unit'], (reviewed): readonly string[] =>
  reviewed.subjects.shell.flatMap((script) => (ofScript(script).isCut ? [script.path] : [])),
);

/** Branches of one script that are looked at. */
const maxBranches = 300;

/** Of systemd, of a file, or of a function of the script that is called so. */
const asksForUnit =
  /\blist-unit|systemctl\s+cat\b|\.(service|timer|socket)\b|\b(has_?(unit|service)|(unit|service)_?(exist|is_?(there|known|installed)))\w*\b/i;

/** What runs only if systemd has a unit: `if systemctl list-unit-files | grep -q x`, `[ -f /lib/systemd/system/x.service ]`. */
const existenceBranches = ({
  syntax,
  text,
}: Subject<'shell'>): readonly { readonly names: string; readonly question: Span; readonly body: Span }[] =>
  syntax.branches
    .flatMap(({ question, body, ifYes }) => {
      const names = text.slice(question.start, Math.min(question.end, question.start + 300));
      return ifYes && asksForUnit.test(names) && !/is-(active|enabled)|^!/.test(names) ? [{ names, question, body }] : [];
    })
    .slice(0, maxBranches);

const nothing: UnitCommand = { program: '', verb: '', wish: 'ask', units: [] };

const ofUnit = fileFact('unit', (subject): readonly UnitMention[] => [...ofDropIn(subject), ...ofDirectives(subject)]);

/** A drop-in names the unit that it adds to by its folder: without the unit it does nothing, and says so to nobody. */
function ofDropIn(subject: Subject<'unit'>): readonly UnitMention[] {
  const [section] = subject.syntax.sections;
  const name = unitOf(subject);
  if (!isDropIn(subject) || !section || !isPlainName(name)) return [];
  const { path } = subject;
  return [{ name, path, span: section.span, used: section.span, written: undefined, wish: 'hint', by: `a drop-in in ${name}.d` }];
}

const ofDirectives = ({ path, syntax }: Subject<'unit'>): readonly UnitMention[] =>
  syntax.sections.flatMap(({ name: section, directives }) => {
    const keys = dependencies.get(section);
    return directives.flatMap(({ key, value: all, words }) => {
      const wish = keys?.need.includes(key) ? 'need' : keys?.hint.includes(key) ? 'hint' : undefined;
      // Of `{{ name }}-web.target` no part is a name.
      if (!wish || all.includes('{{')) return [];
      return words.flatMap(({ value, span }) => {
        const written = span.end - span.start === value.length ? value : undefined;
        return isPlainName(value) ? [{ name: fullName(value), path, span, used: span, written, wish, by: `${key}=` } as const] : [];
      });
    });
  });
