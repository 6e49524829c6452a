import { newArchive } from '../archive/new-archive';
import type { Overlay } from '../patch/overlay';
import type { NestingSource } from '../archive/nesting-source';
import { signaturesBrokenBy } from '../patch/broken-signatures';
import { shownPath } from '../package/nested-path';
import type { Review } from '../review/review';
import { pathsOfFix, type Finding } from '../rules/finding';
import { visibleJson } from '../text/visible';
import type { ReportContext } from './formats/format';
import { reportFormats } from './formats/index';
import { waivedJson } from './waived';
import { packagePatches } from '../patch/package-patches';

export interface EvidenceRequest {
  readonly review: Review;
  readonly base: NestingSource;
  readonly overlay: Overlay;
  /** Why the package is patched; empty if nobody has said. */
  readonly patchReason: string;
  /** Of the archive file; a directory has none. */
  readonly sha256: string | undefined;
  /** What the review knew of the site. Digests are of the bytes, lower-case hex. */
  readonly site: readonly { readonly role: string; readonly path: string; readonly sha256: string }[];
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly toolVersion: string;
}

/** SHA-256, lower-case hex. */
type Sha256 = (bytes: Uint8Array) => Promise<string> | string;

/**
 * Everything that a decision was based on, as one ZIP in pieces: the same request gives the same bytes. Nothing is
 * compressed, as compressed bytes differ between versions of the compressor.
 */
export async function* evidenceBundle(request: EvidenceRequest, sha256: Sha256): AsyncGenerator<Uint8Array> {
  const files = await evidenceFiles(request);
  const listed = await Promise.all([...files].map(async ([path, bytes]) => ({ path, size: bytes.length, sha256: await sha256(bytes) })));
  const manifest = jsonBytes(bundleManifest(request, listed));
  const sums = [...listed, { path: 'manifest.json', sha256: await sha256(manifest) }];
  files.set('manifest.json', manifest);
  files.set('SHA256SUMS', encode(sums.map((file) => `${file.sha256}  ${file.path}\n`).join('')));
  yield* newArchive(files, { deflate: (bytes) => bytes, modified: Date.parse(request.generatedAt) });
}

async function evidenceFiles({ review, base, overlay, ...request }: EvidenceRequest): Promise<Map<string, Uint8Array>> {
  const { generatedAt, toolVersion, patchReason, sha256 } = request;
  const context: ReportContext = {
    generatedAt,
    toolVersion,
    patched: [...overlay.edits.keys()].sort(),
    brokenSignatures: signaturesBrokenBy(base, overlay),
    ...(patchReason && { patchReason }),
    ...(sha256 && { sha256 }),
  };
  return new Map([
    ...reportFormats.map(({ ending, write }) => [`report.${ending}`, encode(write(review, context))] as const),
    ['findings.json', jsonBytes(review.findings.map(findingFacts))],
    ...(await packagePatches(base, overlay))
      .filter(({ patch }) => patch.length > 0)
      .map(({ suffix, patch }) => [`changes${suffix}.patch`, patch] as const),
  ]);
}

function bundleManifest(request: EvidenceRequest, files: readonly object[]): object {
  const { review, overlay, base, patchReason, sha256, site, generatedAt, toolVersion } = request;
  return {
    schemaVersion: 1,
    tool: { name: 'upgrade-review', version: toolVersion },
    generatedAt,
    package: { ...review.package, ...(sha256 && { sha256 }) },
    environment: review.environment,
    verdict: review.verdict.decision,
    patched: [...overlay.edits.keys()].sort().map(shownPath),
    ...(patchReason && { patchReason }),
    brokenSignatures: signaturesBrokenBy(base, overlay).map(shownPath),
    site,
    files,
  };
}

/** More than the report has: what explains a finding, and what its fix does. Lines and columns from 1. */
const findingFacts = ({ rule, severity, path, range, message, fingerprint, related, fix, excerpt, waived }: Finding): object => ({
  rule,
  severity,
  path: shownPath(path),
  line: range.start.line + 1,
  column: range.start.character + 1,
  endLine: range.end.line + 1,
  endColumn: range.end.character + 1,
  message,
  fingerprint,
  related: related.map((place) => ({
    message: place.message,
    ...(place.at === 'package' ? { path: shownPath(place.path) } : { origin: place.origin }),
  })),
  ...(fix && { fix: { title: fix.title, applies: fix.applies, paths: pathsOfFix(fix).map(shownPath) } }),
  ...(waived && { waived: waivedJson(waived) }),
  excerpt: { firstLine: excerpt.firstLine + 1, lines: excerpt.lines },
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const jsonBytes = (value: object): Uint8Array => encode(`${visibleJson(JSON.stringify(value, undefined, 2))}\n`);
