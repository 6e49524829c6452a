import type { ReportFormat } from './format';
import { codequality } from './codequality';
import { csv } from './csv';
import { html } from './html';
import { json } from './json';
import { junit } from './junit';
import { md } from './md';
import { sarif } from './sarif';
import { text } from './text';

/** The first one is what the command line writes unless told otherwise. */
export const reportFormats = [text, md, html, codequality, json, sarif, junit, csv] as const satisfies readonly ReportFormat[];
