import { bringsAlong, lackingIn, type Lacking } from '../inventory/lacking';
import { hostsIn } from '../inventory/inventory';
import { matrixOf, type Matrix, type MatrixRow } from '../inventory/matrix';
import { undeclaredNeeds } from '../facts/needs/undeclared';
import { shortList } from './file-gaps';
import { bundledPackages } from '../package/bundled';
import type { Dependency } from '../package/manifest-dependencies';
import type { SourceEntry } from '../package/source';
import type { Site } from '../subject/site';
import type { NotChecked } from './gap';

const reasons: Readonly<Record<Exclude<Lacking, 'certain'>, string>> = {
  name: 'no package list names it, and it may be installed under another name',
  database: 'no package list names it, and the inventory names no databases: it may run somewhere else',
};

/** Required dependencies that the environment seems to lack, where nobody can say whether it does. What is certain is a finding. */
export function lackingGaps({ rows }: Matrix, { package: reviewed, inventory, environment }: Site<'manifest'>): NotChecked[] {
  const hosts = hostsIn(inventory, environment).map(({ name }) => name);
  const dependencies = reviewed.manifest?.syntax.dependencies ?? [];
  return dependencies.flatMap((dependency, index): NotChecked[] => {
    const row = rows[index];
    if (!row || row.optional || row.broughtAlong) return [];
    const lacking = lackingIn(dependency, row.cells, inventory, environment);
    if (lacking === undefined || lacking === 'certain') return [];
    return [{ what: `${dependency.name} on ${hosts.join(', ')}`, why: reasons[lacking], decisive: true }];
  });
}

/** What the package needs without declaring it, where nobody can say whether the environment has it. */
export function needGaps({ package: reviewed, inventory, environment }: Site): NotChecked[] {
  const needs = undeclaredNeeds(reviewed);
  const { rows } = matrixOf(needs, inventory);
  const open = needs.filter((thing, index) => lackingIn(thing, rows[index]?.cells ?? [], inventory, environment) === 'name');
  if (open.length === 0) return [];
  return [
    {
      what: `${shortList(open.map(({ written }) => written))}, which the package needs and does not declare`,
      why: reasons.name,
      decisive: false,
    },
  ];
}

/** `dependencies`: those of the rows, in their order. With what the package brings along marked: no host needs to have it. */
export function withBroughtAlong(matrix: Matrix, dependencies: readonly Dependency[], files: readonly SourceEntry[]): Matrix {
  const carried = bundledPackages(files);
  if (carried.length === 0) return matrix;
  const rows = matrix.rows.map((row, index): MatrixRow => {
    const dependency = dependencies[index];
    const choices = dependency ? [dependency, ...(dependency.alternatives ?? [])] : [];
    return choices.some((choice) => bringsAlong(carried, choice)) ? { ...row, broughtAlong: true } : row;
  });
  return { ...matrix, rows };
}
