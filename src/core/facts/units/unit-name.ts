import { anything, fits } from './possible-words';
import { systemUnits, unitTypes } from './system-units';

const typed = new RegExp(`\\.(${unitTypes.join('|')})$`);
/** Units that systemd makes by itself: of fstab, of the kernel's devices, of processes. */
const generated = /\.(mount|automount|swap|slice|scope|device)$/;

/** systemctl's rule: a name without a type is a service (with `isolate` and `set-default` a target). */
export const fullName = (written: string, type: 'service' | 'target' = 'service'): string =>
  typed.test(written) ? written : `${written}.${type}`;

/** `foo.service` → `foo`. */
export const stemOf = (name: string): string => name.replace(typed, '');

/** `foo@15.service` → `foo@.service`; `undefined` for a unit that is no instance and no template. */
export function templateOf(name: string): string | undefined {
  if (!name.includes('@')) return undefined;
  const parts = /^([^@]+@).*(\.\w+)$/.exec(name);
  return parts ? `${parts[1] ?? ''}${parts[2] ?? ''}` : undefined;
}

/** A name that stands for one unit or template: no path, pattern, or specifier but in the instance (`foo@%i.service`). */
export const isPlainName = (written: string): boolean => /^[\w:.\\-]+(@[\w:.\\@%-]*)?$/.test(written) && !written.startsWith('-');

/** Whether systemd has it whatever is installed. */
export const isOfSystem = (name: string): boolean =>
  name.startsWith('systemd-') || generated.test(name) || systemUnits.has(name) || systemUnits.has(templateOf(name) ?? '');

/** Each name is tried against all of them. */
const maxPartly = 500;

/** Unit names that can be asked for; an instance is there if its template or a sister is. */
export class UnitNames {
  private readonly names = new Set<string>();
  /** Names of which a part is computed. */
  private readonly partly: string[] = [];

  constructor(names: Iterable<string>) {
    for (const name of names) {
      if (name.includes(anything) && this.partly.length < maxPartly) this.partly.push(name);
      this.names.add(name);
      this.names.add(templateOf(name) ?? name);
    }
  }

  has(name: string): boolean {
    return this.names.has(name) || this.names.has(templateOf(name) ?? name) || this.partly.some((pattern) => fits(pattern, name));
  }
}
