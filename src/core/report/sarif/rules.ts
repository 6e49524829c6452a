import { rules } from '../../rules/index';
import type { Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { levels, precisions, problemSeverities, securityScore } from './level';

/** Characters that code scanning takes of a description, and tags that it shows. */
const longestDescription = 1024;
const mostTags = 10;

const known = new Map(rules.map((rule) => [rule.id, rule]));

const failed = { summary: 'A rule failed here and checked nothing', rationale: 'What it would have found, nobody knows.', references: [] };

/** `migration/missing-lock`: MigrationMissingLock. */
const nameOf = (id: string): string => id.replace(/(?:^|[/-])(\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** The rules of these findings, each once, with all that a viewer tells of them. */
export const sarifRules = (findings: readonly Finding[]) =>
  [...groupBy(findings, ({ rule }) => rule)].map(([id, [found]]) => {
    const rule = known.get(id);
    const { summary, rationale, references } = rule ?? failed;
    const { severity, confidence, hazards } = rule ?? found;
    const score = securityScore(hazards, severity);
    const more = references.map((link) => `- ${link}`).join('\n');
    const help = [rationale.trim(), ...(more ? [`References:\n\n${more}`] : [])].join('\n\n');
    const text = `${summary}.`;
    return {
      id,
      name: nameOf(id),
      shortDescription: { text },
      fullDescription: { text: cut(text) },
      help: { text: help, markdown: help },
      defaultConfiguration: { level: levels[severity] },
      properties: {
        tags: ['upgrade', ...hazards].slice(0, mostTags),
        precision: precisions[confidence],
        'problem.severity': problemSeverities[severity],
        ...(score !== undefined && { 'security-severity': score }),
        severity,
        confidence,
        hazards,
      },
    };
  });

const cut = (text: string): string => (text.length > longestDescription ? `${text.slice(0, longestDescription - 1)}…` : text);
