import type { ReportFormat } from './format';
import { json } from './json';
import { md } from './md';
import { text } from './text';

/** The first one is what the command line writes unless told otherwise. */
export const reportFormats = [text, md, json] as const satisfies readonly ReportFormat[];
