import * as vscode from 'vscode';
import type { ReportFormat } from '../../core/report/formats/format';
import type { Review } from '../../core/review/review';
import { loadEngine } from '../load-engine';
import { showReport } from '../report/panel';
import type { ReviewSession } from '../review/session';
import { exportTarget } from './target';
import { writeExports } from './write';

/** What the editor shows as a page. */
const previewed = 'text/markdown';

export interface ReportHost {
  readonly media: vscode.Uri;
  readonly toolVersion: string;
  readonly tellTrouble: (error: unknown) => void;
}

/**
 * Reviews if needed, asks for the form, and shows the report in the editor, or writes it where the user says and opens it. To a file that the
 * caller names it goes in the form that the file's ending says.
 */
export async function generateReport(session: ReviewSession, host: ReportHost, given?: unknown): Promise<void> {
  const { reportFormats } = await loadEngine();
  const review = await reviewOf(session);
  if (given instanceof vscode.Uri) {
    const format = reportFormats.find(({ ending }) => given.path.endsWith(`.${ending}`)) ?? reportFormats[0];
    await saveReport(session, review, format, host, given);
    return;
  }
  const chosen = await chooseForm(reportFormats);
  if (chosen === 'show') await showInEditor(session, review, reportFormats, host);
  else if (chosen) await saveReport(session, review, chosen, host);
}

/** Writes what is left to do as a script, or the note with which the vendor is asked about the signing key, and opens it. */
export async function writeNote(session: ReviewSession, host: ReportHost, form: 'cleanup' | 'signingKey', given?: unknown): Promise<void> {
  const { [form]: format } = await loadEngine();
  await saveReport(session, await reviewOf(session), format, host, given instanceof vscode.Uri ? given : undefined);
}

async function reviewOf(session: ReviewSession): Promise<Review> {
  await session.idle();
  const review = session.review ?? (await session.reviewNow());
  if (!review) throw new Error(vscode.l10n.t('The review failed: the log says why ({0}).', session.mount.name));
  return review;
}

async function chooseForm(formats: readonly ReportFormat[]): Promise<ReportFormat | 'show' | undefined> {
  const show = { label: `$(open-preview) ${vscode.l10n.t('Show in the Editor')}`, form: 'show' as const };
  const save = formats.map((form) => ({
    label: `$(save-as) ${vscode.l10n.t('Save as {0}…', form.name)}`,
    description: `.${form.ending}`,
    form,
  }));
  const chosen = await vscode.window.showQuickPick<{ label: string; form: ReportFormat | 'show' }>([show, ...save], {
    title: vscode.l10n.t('Preflight Report'),
    placeHolder: vscode.l10n.t('What to do with the report'),
  });
  return chosen?.form;
}

async function showInEditor(session: ReviewSession, review: Review, formats: readonly ReportFormat[], host: ReportHost): Promise<void> {
  const page = formats.find(({ mediaType }) => mediaType === 'text/html');
  if (!page) return;
  showReport(await reportText(session, review, page, host), {
    ...host,
    session,
    save: async () => {
      const chosen = await chooseForm(formats);
      if (chosen === 'show') await showInEditor(session, review, formats, host);
      else if (chosen) await saveReport(session, review, chosen, host);
    },
  });
}

async function saveReport(
  session: ReviewSession,
  review: Review,
  format: ReportFormat,
  host: ReportHost,
  given?: vscode.Uri,
): Promise<void> {
  const { reportFormats } = await loadEngine();
  const isReport = ({ id }: ReportFormat): boolean => reportFormats.some((report) => report.id === id);
  const { name, version } = review.package;
  const kind = isReport(format) ? 'preflight' : format.id;
  const fileName = `${kind}-${[name, version].filter(Boolean).join('-')}.${format.ending}`.replace(/[^\w.-]+/g, '-');
  const title = isReport(format) ? vscode.l10n.t('Save Preflight Report') : vscode.l10n.t('Save as {0}…', format.name);
  const wanted = { title, name: fileName, filters: { [format.name]: [format.ending] } };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const report = await reportText(session, review, format, host);
  await writeExports([{ target, pieces: [new TextEncoder().encode(report)] }]);
  await vscode.commands.executeCommand(isReport(format) && format.mediaType === previewed ? 'markdown.showPreview' : 'vscode.open', target);
}

async function reportText(session: ReviewSession, review: Review, format: ReportFormat, { toolVersion }: ReportHost): Promise<string> {
  const { signaturesBrokenBy } = await loadEngine();
  const sha256 = await session.mount.archiveSha256();
  const texts = format.holdsTexts ? await session.ask('shown', { paths: review.findings.map(({ path }) => path) }) : undefined;
  return format.write(review, {
    generatedAt: new Date().toISOString(),
    toolVersion,
    patched: session.mount.patchedPaths,
    newOnly: session.newOnly,
    confidence: session.leastSure,
    brokenSignatures: signaturesBrokenBy(session.mount.base, session.mount.overlay),
    ...(session.mount.reason && { patchReason: session.mount.reason }),
    ...(sha256 && { sha256 }),
    ...(texts && { texts }),
  });
}
