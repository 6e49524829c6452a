import type { Target } from '../../src/core/subject/subject';
import type { Severity } from '../../src/core/rules/finding';
import type { Readable } from '../../src/core/rules/rule';

export interface NewRule {
  /** `group/name`. */
  readonly id: string;
  readonly target: Target | 'package';
  readonly reads: readonly Readable[];
  readonly severity: Severity;
}

/** What the new rule finds in its first case, and what stands there in its other one. */
const [wrong, right] = ['replace-me', 'all-is-well'];

/** A file of each kind, with a word of which a rule may complain. Of `binary` and `package` the name is the word. */
const samples: Readonly<Record<NewRule['target'], (word: string) => readonly [path: string, content: string]>> = {
  shell: (word) => ['scripts/install.sh', `#!/bin/sh\nset -eu\n${word}\n`],
  sql: (word) => ['migrations/1.sql', `-- ${word}\nSELECT 1;\n`],
  unit: (word) => ['systemd/app.service', `[Unit]\nDescription=${word}\n`],
  crontab: (word) => ['cron.d/app', `0 3 * * * root ${word}\n`],
  logrotate: (word) => ['logrotate.d/app', `/var/log/app.log {\n  weekly\n  postrotate\n    ${word}\n  endscript\n}\n`],
  code: (word) => ['scripts/migrate.py', `import os\nos.system('${word}')\n`],
  config: (word) => ['config/app.yaml', `mode: ${word}\n`],
  interface: (word) => ['api/app.proto', `message App {\n  string ${word} = 1;\n}\n`],
  task: (word) => ['roles/app/tasks/main.yml', `- name: one\n  shell: ${word}\n`],
  manifest: (word) => ['manifest.json', `{ "name": "${word}", "version": "1.0.0" }\n`],
  packaging: (word) => ['DEBIAN/control', `Package: ${word}\n`],
  certificate: (word) => [`certs/${word}.pem`, '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
  binary: (word) => [`bin/${word}`, `\u007fELF\u0002\u0001\u0001${'\0'.repeat(57)}`],
  text: (word) => ['settings.py', `SMTP_PASSWORD = 'kR7-mv2Tq'  # ${word}\n`],
  archive: (word) => ['archive.json', `${JSON.stringify({ entries: [{ name: `${word}.txt`, content: 'a\n' }] }, undefined, 2)}\n`],
  package: (word) => [`docs/${word}.txt`, 'a\n'],
};

/** Kinds of files that a rule can want. */
export const targets = (Object.keys(samples) as NewRule['target'][]).filter((each) => each !== 'package');

const checks = {
  text: `check({ text }, { report }) {
    const start = text.indexOf('${wrong}');
    if (start !== -1) report({ start, end: start + '${wrong}'.length }, 'found', { data: { word: '${wrong}' } });
  },`,
  path: `check({ path }, { report }) {
    if (path.includes('${wrong}')) report({ start: 0, end: 0 }, 'found', { data: { word: '${wrong}' } });
  },`,
  archive: `check(_archive, { package: { files }, report }) {
    for (const { path } of files)
      if (path.includes('${wrong}')) report({ path, span: { start: 0, end: 0 } }, 'found', { data: { word: '${wrong}' } });
  },`,
  package: `check({ files }, { report }) {
    for (const { path } of files)
      if (path.includes('${wrong}')) report({ path, span: { start: 0, end: 0 } }, 'found', { data: { word: '${wrong}' } });
  },`,
};

function checkOf(target: NewRule['target']): string {
  if (target === 'package' || target === 'archive') return checks[target];
  return target === 'binary' || target === 'certificate' ? checks.path : checks.text;
}

/** The rule's file; it finds the word of its cases until somebody writes what it is for. */
export const source = ({ id, target, reads, severity }: NewRule, variable: string): string => `import { defineRule } from '../rule';

export const ${variable} = defineRule({
  id: '${id}',
  target: '${target}',${reads.length > 0 ? `\n  reads: [${reads.map((each) => `'${each}'`).join(', ')}],` : ''}
  severity: '${severity}',
  confidence: 'likely',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'One line: what is wrong when the rule reports',
  rationale: 'Why it hurts, what happens in production, and when the rule stays silent.',
  references: [],
  messages: { found: ({ word }: { word: string }) => \`Says \${word}.\` },
  ${checkOf(target)}
});
`;

/** Path below the rule's folder of cases, and content. */
export function cases({ target }: NewRule): readonly (readonly [path: string, content: string])[] {
  return [wrong, right].map((word) => {
    const [path, content] = samples[target](word);
    return [`${word === wrong ? 'ng' : 'ok'}.example/${target === 'archive' ? '' : 'package/'}${path}`, content];
  });
}
