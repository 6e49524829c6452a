import { openUmasks } from '../../facts/scripts/open-umasks';
import { allUpgradeEffects, programTexts, scriptTexts, type UpgradeEffect } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import { closedMode, isOpenForAll } from './world-writable/modes';
import { entryOf } from '../../text/groups';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const scriptWorldWritable = defineRule({
  id: 'script/world-writable',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['weakens-security'],
  fixable: true,
  summary: 'A script makes files or folders writable for every account of the host',
  rationale: [
    'Whoever gets hold of any account (that of a web server with a hole in it, of a guest) can replace the program that root runs next, the configuration that a service reads, or the data itself. In a folder that everybody may write, files can be removed and replaced whatever their own modes are.',
    '',
    'Reported are `chmod`, `install -m` and `mkdir -m` with a mode that lets everybody write (`777`, `666`, `o+w`, `a+rwx`), and a `umask` that takes nothing from others. It is silent for folders with the sticky bit (`1777`, as `/tmp` has it), for devices and sockets,',
    'and inside containers. Rights that PowerShell, batch, Python and Perl programs of the upgrade give to everybody are reported as well. In scripts that are not plainly a part of the upgrade it is only possible.',
    '',
    'The fix leaves owner and group what they have and takes the right to write from others. If a service under another account writes there, make that account the owner.',
  ].join('\n'),
  references: ['https://cwe.mitre.org/data/definitions/732.html', 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/chmod.html'],
  messages: {
    open: (d: { mode: string; target: string }) => `Mode ${d.mode} lets every account of the host write ${d.target}.`,
    umask: (d: { mask: string }) => `umask ${d.mask} lets every account of the host write what is created from here on.`,
  },
  check(reviewed, { report }) {
    const ways = new Map<string, boolean>();
    const opened = new Map<string, UpgradeEffect[]>();
    const texts = new Map([...scriptTexts(reviewed), ...programTexts(reviewed)]);
    for (const each of allUpgradeEffects(reviewed)) {
      const { path, mode, target, container } = each.effect;
      ways.set(path, each.isSure || ways.get(path) === true);
      if (mode && container === undefined && isOpenForAll(mode.value) && !isMeant(each.effect))
        entryOf(opened, `${path}\n${mode.value}\n${target}`, () => []).push(each);
    }
    for (const all of opened.values()) {
      const [first] = all;
      const mode = first?.effect.mode;
      if (!first || !mode) continue;
      const { path, target } = first.effect;
      const closed = closedMode(mode.value);
      const text = texts.get(path) ?? '';
      const isWritten = ({ start, end }: Span): boolean => text.slice(start, end).replace(/["']/g, '') === mode.value;
      const places = [...new Map(all.map(({ effect }) => modePlace(effect, text)).map((span) => [span.start, span])).values()];
      report({ path, span: places[0] ?? mode.span }, 'open', {
        data: { mode: mode.value, target: target === '*' ? 'it' : target },
        ...(!all.some(({ isSure }) => isSure) && { confidence: 'possible' }),
        fix: closed !== undefined && places.every(isWritten) ? replaced(path, places, closed) : undefined,
        related: places.slice(1, maxPlaces).map((span) => ({ at: 'package', path, span, message: 'and here' })),
      });
    }
    for (const { path, umasks } of reviewed.subjects.shell.map((script) => ({ path: script.path, umasks: openUmasks(script) }))) {
      const isSure = ways.get(path);
      if (isSure === undefined) continue;
      for (const { mask, span } of umasks)
        report({ path, span }, 'umask', { data: { mask }, ...(!isSure && { confidence: 'possible' }), fix: replaced(path, [span], '022') });
    }
  },
});

/** What is handed to a function that runs its words, maybe of another file, is looked up where it is called. */
function modePlace({ mode, span, command }: PlanEffect, text: string): Span {
  if (!mode) return span;
  if (/^["']?[\d+=$]|[+=]/.test(text.slice(mode.span.start, mode.span.end))) return mode.span;
  const at = text.slice(command.start, command.end).indexOf(` ${mode.value} `);
  return at < 0 ? span : { start: command.start + at + 1, end: command.start + at + 1 + mode.value.length };
}

const maxPlaces = 20;

const replaced = (path: string, places: readonly Span[], text: string): Fix => ({
  title: `Let others not write: ${text}`,
  applies: 'after-review',
  edits: places.map((span) => ({ path, span, text })),
});

/** Devices and sockets are for everybody where they are. */
const isMeant = ({ target }: PlanEffect): boolean => /^\/dev\/|\.(sock|socket)$|^\/(var\/)?tmp\/?$/.test(target);
