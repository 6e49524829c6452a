import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences under which a package may ship with ours; of a choice, one of these is taken. */
const accepted = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'];
/** What a package's own licence file does not say: code that was compiled into it. */
const added = new URL('notices/', import.meta.url);
/** Data of ours that was made from the work of others, by its path, and their notice. */
const madeFrom = new Map([['src/core/parse/secrets/provider-tokens.json', 'gitleaks.txt']]);

/**
 * Licence texts of every package that ended up in a bundle, from esbuild's metafiles.
 * @throws Error if a package may not ship with ours
 */
export function thirdPartyNotices(root, metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set(inputs.flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0] ?? []));
  const data = [...madeFrom].flatMap(([path, notice]) => (inputs.includes(path) ? [readFileSync(new URL(notice, added), 'utf8')] : []));
  return [...[...packages].sort().map((folder) => noticeOf(join(root, folder))), ...data].join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const chosen = chooseLicence(license);
  if (!chosen) throw new Error(`${name} ships under ${license}: none of ${accepted.join(', ')}`);
  const more = new URL(`${name.replace('/', '__')}.txt`, added);
  return [
    `${name} ${version}, used under ${chosen}\n`,
    licenceText(folder, chosen),
    ...(existsSync(more) ? [readFileSync(more, 'utf8')] : []),
  ].join('\n');
}

/** Of an SPDX expression: the first accepted alternative, `undefined` if there is none. */
export function chooseLicence(expression) {
  const alternatives = String(expression).replace(/[()]/g, '').split(' OR ');
  return alternatives.find((alternative) => accepted.includes(alternative.trim()))?.trim();
}

/** The licence file; where it holds several licences, between rules of hyphens, only the part that was chosen. */
function licenceText(folder, chosen) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) return `Licence: ${chosen}\n`;
  const text = readFileSync(join(folder, file), 'utf8').trim();
  const parts = text.split(/^-{20,}$/m).map((part) => part.trim());
  const isBsd = (part) => /redistribution and use in source and binary forms/i.test(part);
  const ours = chosen.startsWith('BSD') && parts.length > 1 ? parts.find(isBsd) : undefined;
  return `${ours ?? text}\n`;
}
