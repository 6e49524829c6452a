import type { Matrix } from '../inventory/matrix';

/** The matrix in the shape that pipelines rely on. */
export const matrixJson = ({ rows, more }: Matrix) => ({
  matrix: rows.map(({ dependency, required, readAs, optional, path, cells }) => ({
    dependency,
    ...(required !== undefined && { required }),
    ...(readAs !== undefined && { readAs }),
    optional,
    path,
    cells: cells.map(({ environment, host, version, scheme, advisories, state }) => ({
      environment,
      host,
      ...(version !== undefined && { version }),
      ...(scheme !== undefined && { scheme }),
      ...(advisories && { advisories }),
      state,
    })),
  })),
  ...(more && { matrixMore: more }),
});
