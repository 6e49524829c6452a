import type { Heredoc, ShellCommand, ShellScript, ShellWord } from './shell-script';
import { parseUnit, type UnitFile } from './systemd';

/** Files that systemd reads as units or drop-ins, as scripts name them, also below a root of their own. */
const unitPlace = /systemd\/(?:system|user)\/[^/"'\s]+\.(?:service|socket|timer|target|path|mount)(?:\.d\/[^/"'\s]+\.conf)?["']?$/;

/** Of one script; nobody writes more. */
const maxUnits = 1000;

/** The units that a script writes as here-documents: `cat >… <<EOF`, `tee … <<EOF`, `cat <<EOF | tee …`. Spans are the script's. */
export function writtenUnits({ commands }: ShellScript, text: string): readonly UnitFile[] {
  if (!text.includes('systemd/')) return [];
  return commands
    .flatMap((command) => {
      const body = command.heredocs.at(-1);
      const to = body && targetOf(command);
      return body && to !== undefined ? [read(text, body, to)] : [];
    })
    .slice(0, maxUnits);
}

function read(text: string, { span, expands }: Heredoc, to: string): UnitFile {
  const body = text.slice(span.start, span.end);
  // Of `\\\\` at the end of a line the shell leaves the one that systemd goes on with.
  const said = text.slice(0, span.start) + (expands ? body.replace(/\\\\(?=\r?\n)/g, ' \\') : body);
  return { ...parseUnit(said, span.start), written: { to, expands } };
}

function targetOf(command: ShellCommand): string | undefined {
  const next = command.pipeline[command.pipeline.indexOf(command) + 1];
  const words = [
    ...command.redirects.filter(({ operator }) => /^>/.test(operator)).map(({ target }) => target),
    ...[command, next].flatMap((each) => (each?.name === 'tee' ? each.words.slice(1) : [])),
  ];
  return words.map(plainly).find((word) => unitPlace.test(word));
}

const plainly = ({ value, text }: ShellWord): string => value ?? text.replace(/["']/g, '');
