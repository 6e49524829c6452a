import type { Advisory } from '../catalog/catalog';
import { advisoriesOn } from '../facts/versions/advisories';
import { candidatesFor, systemType } from '../inventory/candidates';
import type { Host, Inventory } from '../inventory/inventory';
import type { CellState, Matrix, MatrixCell } from '../inventory/matrix';
import type { Dependency } from '../package/manifest-dependencies';
import { memoWith } from '../text/memo';

/** Of what does not fit, or is not known to, that is told first. */
const fits: readonly CellState[] = ['satisfied', 'loose'];

/**
 * The matrix with what the catalog's advisories say of the versions that hosts have. `dependencies`: those of the rows, in their order; the
 * columns are the inventory's hosts.
 */
export const withAdvisories = memoWith(
  (matrix: Matrix, dependencies: readonly Dependency[], { environments }: Inventory, advisories: readonly Advisory[]): Matrix => {
    if (advisories.length === 0) return matrix;
    const hosts = environments.flatMap((environment) => environment.hosts);
    const rows = matrix.rows.map((row, index) => {
      const dependency = dependencies[index];
      if (!dependency) return row;
      const holesOn = [dependency, ...(dependency.alternatives ?? [])].map((choice) => holesOf(choice, advisories));
      const cells = row.cells.map((cell, at): MatrixCell => {
        const host = hosts[at];
        const found = host && cell.version !== undefined ? holesOn.flatMap((holes) => holes(host, cell.version ?? '')) : [];
        if (found.length === 0) return cell;
        return { ...cell, advisories: [...new Set(found)], state: fits.includes(cell.state) ? 'vulnerable' : cell.state };
      });
      return { ...row, cells };
    });
    return { ...matrix, rows };
  },
);

/** Names of the advisories on what a host has of a dependency in one version. */
const holesOf = ({ name, type }: Dependency, advisories: readonly Advisory[]): ((host: Host, version: string) => string[]) => {
  const candidatesOn = candidatesFor(name, type);
  return (host, version) => {
    const { os } = host;
    const releases = new Set(os ? [`${os.id} ${os.version ?? ''}`.toLowerCase()] : []);
    return candidatesOn(host)
      .filter((installed) => installed.version === version)
      .flatMap((installed) => {
        const kind = installed.type ?? type ?? systemType(host);
        // Advisories of distributions name what packages are built of: the dependency's own name, as often as the installed one's.
        const names = [...new Set([installed.name, name])];
        return kind === undefined ? [] : names.flatMap((of) => advisoriesOn({ name: of, version, type: kind }, advisories, releases));
      })
      .map(({ id }) => id);
  };
};
