import type { PlanEffect } from '../../plan/plan';
import { unitOfPath } from './unit-files';
import { fullName, isPlainName, templateOf } from './unit-name';
import { baseName } from '../../text/path';

/** Whether it happens to the units of the host that the script runs on. */
export const isOfHost = ({ host, container }: PlanEffect): boolean => host === undefined && container === undefined;

/** The unit that an effect on units speaks of, under its full name; `undefined` if that is computed. */
export function unitOfEffect({ kind, target, by }: Pick<PlanEffect, 'kind' | 'target' | 'by'>): string | undefined {
  const isOfUnit = kind.startsWith('unit.') || (kind === 'process.kill' && by === 'systemctl kill');
  if (!isOfUnit || target === '' || target.includes('*')) return undefined;
  if (kind === 'unit.install' && target.includes('/')) return unitFileOf(target);
  const name = baseName(target);
  return isPlainName(name) ? fullName(name, by.endsWith('isolate') ? 'target' : 'service') : undefined;
}

/** `/etc/systemd/system/dten.service`, a drop-in of it; no links to units in folders of targets, and no init scripts. */
function unitFileOf(path: string): string | undefined {
  if (!/\/systemd\/system\/([^/]+|[^/]+\.\w+\.d\/[^/]+\.conf)$/.test(path)) return undefined;
  const name = unitOfPath(path);
  return /\.(service|socket|timer|path|target|mount|automount|swap|slice)$/.test(name) ? name : undefined;
}

/** The files that say what a unit is: its own, or its template's. */
export const definedBy = (unit: string): readonly string[] => [unit, templateOf(unit)].filter((name) => name !== undefined);
