import { join, parse } from 'node:path';
import { emptyOverlay } from '../core/patch/overlay';
import { rewriteArchive } from '../core/patch/rewrite-archive';
import { fixPackage, type ReviewOf } from '../core/fix/fix-package';
import { isAlwaysSafe } from '../core/fix/plan';
import { writeOverlay } from '../core/patch/write-overlay';
import { shownPath } from '../core/package/nested-path';
import { visible } from '../core/text/visible';
import { packagePatches, type PackagePatch } from '../core/patch/package-patches';
import { leftOverLines } from '../core/report/left-over';
import { unwaived } from '../core/rules/finding';
import { writeFilesAtomically, type NewFile } from '../node/atomic-write';
import type { Input } from '../node/write-guard';
import { digest } from '../node/digest';
import { deflateRaw } from '../node/inflate';
import type { FileSource } from '../node/file-source';
import type { OpenedPackage } from '../node/open-package';
import { UsageError, type Options } from './options';
import type { Io } from './io';
import { targetOf } from './target';

/** Fixes a package into a new archive or a patch; the answer is a summary for people. */
export async function fixArchive(
  opened: OpenedPackage,
  reviewOf: ReviewOf,
  { target, inputs, options }: { readonly target: string; readonly inputs: readonly Input[]; readonly options: Options },
  io: Io,
): Promise<string> {
  if (options.output && !opened.archive) throw new UsageError('a folder cannot be written as a patched ZIP: use --patch out.patch');

  const { overlay, applied, review } = await fixPackage(
    opened.source,
    reviewOf,
    emptyOverlay,
    ({ rule, fix }) => isAsked(rule, options) && (options.afterReview || isAlwaysSafe(fix)),
  );
  await opened.archive?.bytes.mustBeUnchanged();
  const writing = { deflate: deflateRaw, modified: Date.parse(io.now()), digest };
  const fresh = await writeOverlay(opened.source, overlay, writing);
  const files =
    options.output && opened.archive
      ? [
          {
            path: target,
            pieces: unlessChanged(
              opened.archive.bytes,
              rewriteArchive(opened.archive.bytes, opened.archive.archive, fresh.overlay, writing),
            ),
          },
        ]
      : await patchFiles(await packagePatches(opened.source, overlay), target, inputs);
  await writeFilesAtomically(files);
  const written = files.map(({ path }) => path).reverse();
  const lines = applied.map(({ path, rule, fix }) => `  ${shownPath(path)}: ${rule}: ${fix?.title ?? ''}`);
  return [
    `${applied.length} fix${applied.length === 1 ? '' : 'es'} applied to ${overlay.edits.size} file${overlay.edits.size === 1 ? '' : 's'}, written to ${written.join(', ')}`,
    ...new Set(lines),
    fresh.refreshed.length > 0
      ? options.output
        ? `Digests of the changed files were computed anew in ${shown(fresh.refreshed, ', ')}`
        : `Digests in ${shown(fresh.refreshed, ', ')} do not match once the patch is applied; --output computes them anew`
      : '',
    fresh.circular.length > 0 ? `${shown(fresh.circular, ' and ')} hold digests of each other: they cannot be made to match` : '',
    ...fresh.signatures.map((path) => `The vendor's signature ${shownPath(path)} is no longer valid for the patched package`),
    ...leftOverLines(unwaived(review.findings), (rule) => isAsked(rule, options)),
  ]
    .filter((line) => line !== '')
    .map((line) => `${visible(line)}\n`)
    .join('');
}

const isAsked = (rule: string, { rules }: Options): boolean => rules.length === 0 || rules.includes(rule);

/** Nothing is left behind of what was written while the package changed. */
async function* unlessChanged(bytes: FileSource, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
  await bytes.mustBeUnchanged();
}

/** The one that was asked for is the last. @throws UsageError if the name of another one is taken */
async function patchFiles([own, ...inner]: readonly PackagePatch[], target: string, inputs: readonly Input[]): Promise<NewFile[]> {
  const { dir, name, ext } = parse(target);
  const files: NewFile[] = [];
  for (const { suffix, patch } of inner) {
    files.push({ path: await targetOf(join(dir, name + suffix + ext), dir, inputs, true), pieces: [patch], fresh: true });
  }
  return [...files, { path: target, pieces: [own?.patch ?? new Uint8Array()] }];
}

const shown = (paths: readonly string[], between: string): string => paths.map(shownPath).join(between);
