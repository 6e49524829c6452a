import known from '../../catalog/known/systemd-units.json';

/** Types of units that can be named in a command (systemd.unit(5)). */
export const unitTypes = [
  'service',
  'socket',
  'target',
  'timer',
  'path',
  'mount',
  'automount',
  'swap',
  'slice',
  'scope',
  'device',
] as const;

/** Units that every systemd has, or that it knows by itself. All names that begin with `systemd-` belong to it as well. */
export const systemUnits: ReadonlySet<string> = new Set(known.units.names);

/** Names for one and the same unit, as distributions alias them (`Alias=`). */
export const aliases: readonly (readonly string[])[] = known.aliases.map(({ names }) => names);
