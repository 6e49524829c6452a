import { environmentOf, type Inventory } from '../../inventory/inventory';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { effectsOnTheWay } from '../scripts/upgrade-effects';

/** A step of the upgrade that takes the server of a database to a version. */
export interface EngineStep {
  readonly effect: PlanEffect;
  readonly engine: string;
  /** Absent: the newest that is installed. */
  readonly to?: string;
  /** It is there for nothing but another major version. */
  readonly isUpgrade: boolean;
}

/** Packages of servers, with the version in their names or behind them: of Debian, PGDG, Red Hat's modules and the makers. */
const servers: readonly (readonly [engine: string, name: RegExp])[] = [
  ['PostgreSQL', /^(?:@?postgresql:|postgresql-?)(\d+(?:\.\d+)?)(?:-server)?(?:\/server)?(?:[=-]\d.*)?$/],
  ['PostgreSQL', /^postgresql(?:-server)?[=-](\d+)/],
  ['MySQL', /^(?:@?mysql:|mysql(?:-community)?-server(?:-core)?[=-])(\d+\.\d+)/],
  ['MariaDB', /^(?:@?mariadb:|mariadb-server[=-](?:\d:)?)(\d+\.\d+)/],
  ['MongoDB', /^mongodb-(?:org|enterprise)(?:-server)?[=-](\d+\.\d+)/],
  ['Redis', /^@?redis:(\d+)/],
];

export const engineSteps = fact(planned, (reviewed): readonly EngineStep[] =>
  effectsOnTheWay(reviewed).flatMap((effect): EngineStep[] => {
    const { kind, by, target, container, options } = effect;
    if (container !== undefined) return [];
    if (kind === 'database.create' && /^(pg_upgrade|pg_upgradecluster)$/.test(by)) {
      const value = (name: RegExp): string | undefined =>
        options.map((option) => name.exec(option)?.[1]).find((found) => found !== undefined);
      const to = value(/^v=(\d+)/) ?? value(/^(?:B|new-bindir)=.*?\/(?:pgsql-)?(\d+)(?:\/|$)/);
      return [{ effect, engine: 'PostgreSQL', isUpgrade: true, ...(to !== undefined && { to }) }];
    }
    if (kind === 'database.create' && by === 'postgresql-setup' && options.includes('upgrade'))
      return [{ effect, engine: 'PostgreSQL', isUpgrade: true }];
    if (kind !== 'package.install') return [];
    const [engine = '', name] = servers.find(([, form]) => form.test(target)) ?? [];
    const to = name?.exec(target)?.[1];
    return to === undefined ? [] : [{ effect, engine, to, isUpgrade: false }];
  }),
);

/** The versions of an engine that an environment runs. */
export const runningEngines = (engine: string, inventory: Inventory, environment: string): readonly string[] => [
  ...new Set(
    (environmentOf(inventory, environment)?.databases ?? []).flatMap((database) =>
      database.version !== undefined && database.engine?.toLowerCase().startsWith(engine.toLowerCase().slice(0, 5))
        ? [database.version]
        : [],
    ),
  ),
];
