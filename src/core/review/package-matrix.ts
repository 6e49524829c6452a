import { dependencies } from '../facts/needs/undeclared';
import type { Inventory } from '../inventory/inventory';
import { matrixOf, type Matrix } from '../inventory/matrix';
import type { UpgradePackage } from '../subject/subject';
import { redact } from '../text/redact';
import { withBroughtAlong } from './lacking-gaps';

/** Everything that the package needs, beside what the inventory has. */
export function packageMatrix(reviewed: UpgradePackage, inventory: Inventory): Matrix {
  const declared = dependencies(reviewed);
  return withBroughtAlong(shownMatrix(matrixOf(declared, inventory)), declared, reviewed.files);
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
