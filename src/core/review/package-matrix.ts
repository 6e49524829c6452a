import type { Advisory } from '../catalog/catalog';
import { dependencies } from '../facts/needs/undeclared';
import type { Inventory } from '../inventory/inventory';
import { matrixOf, type Matrix } from '../inventory/matrix';
import type { UpgradePackage } from '../subject/subject';
import { redact } from '../text/redact';
import { withBroughtAlong } from './lacking-gaps';
import { withAdvisories } from './matrix-advisories';

/** Everything that the package needs, beside what the inventory has and what is known of that. */
export function packageMatrix(reviewed: UpgradePackage, inventory: Inventory, advisories: readonly Advisory[]): Matrix {
  const declared = dependencies(reviewed);
  const judged = withAdvisories(matrixOf(declared, inventory), declared, inventory, advisories);
  return withBroughtAlong(shownMatrix(judged), declared, reviewed.files);
}

/** The rows of what the manifest declares: they come first. */
export const manifestRows = (matrix: Matrix, { manifest }: UpgradePackage): Matrix => ({
  ...matrix,
  rows: matrix.rows.slice(0, manifest?.syntax.dependencies.length ?? 0),
});

/** Ranges are the vendor's words, and may be addresses with what opens them. */
const shownMatrix = ({ columns, rows }: Matrix): Matrix => ({
  columns,
  rows: rows.map((row) => ({ ...row, ...(row.required !== undefined && { required: redact(row.required) }) })),
});
