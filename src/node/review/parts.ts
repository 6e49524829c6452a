import type { MatrixRow } from '../../core/inventory/matrix';
import type { Reviewed, ReviewPart } from './protocol';

/** Findings, or cells of the matrix, that are told at once: they take the host about 10 ms. */
const partSize = 1000;

interface InParts {
  readonly parts: readonly ReviewPart[];
  /** With neither findings nor rows where they are in parts. */
  readonly rest: Reviewed;
}

/** What a host takes piece by piece; short lists stay where they are. */
export function inParts(result: Reviewed): InParts {
  const { findings, matrix } = result.review;
  const ofFindings = slices(findings, partSize);
  const ofRows = slices(matrix.rows, rowsOfPart(matrix.rows));
  const parts = [
    ...ofFindings.slice(0, -1).map((some) => ({ findings: some, rows: [] })),
    ...ofRows.slice(0, -1).map((some) => ({ findings: [], rows: some })),
  ];
  const rest = { findings: ofFindings.at(-1) ?? [], matrix: { ...matrix, rows: ofRows.at(-1) ?? [] } };
  return { parts, rest: { ...result, review: { ...result.review, ...rest } } };
}

/** The same as before it was taken apart. */
export function putTogether(parts: readonly ReviewPart[], rest: Reviewed): Reviewed {
  const { review } = rest;
  const findings = [...parts.flatMap((part) => part.findings), ...review.findings];
  const rows = [...parts.flatMap((part) => part.rows), ...review.matrix.rows];
  return { ...rest, review: { ...review, findings, matrix: { ...review.matrix, rows } } };
}

const rowsOfPart = ([row]: readonly MatrixRow[]): number => Math.max(1, Math.floor(partSize / ((row?.cells.length ?? 0) + 1)));

const slices = <T>(all: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
