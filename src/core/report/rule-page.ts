import type { Rule } from '../rules/rule';

const ofSources =
  'In a tree of sources (it has a `.gitignore`, a `.github` or the like, and no manifest) it is a warning, unless the upgrade runs or installs the file.';

/** A rule for people, as Markdown: what it reports, why, when it is silent. `example`: a finding as the command line prints it. */
export function rulePage(rule: Omit<Rule, 'run'>, example?: string): string {
  const { id, severity, confidence, hazards, whereInstalled, fixable, summary, rationale, references } = rule;
  return (
    [
      `# ${id}`,
      `${summary}.`,
      `| Severity | Confidence | Can cause | Fix | Setting |\n| --- | --- | --- | --- | --- |\n| ${severity} | ${confidence} | ${hazards.join(', ')} | ${fixable ? 'yes' : 'no'} | \`"upgradeReview.rules": { "${id}": "off" }\` |`,
      '## Why',
      rationale.trim(),
      ...(whereInstalled ? [ofSources] : []),
      ...(example ? ['## Example', `\`\`\`\`text\n${example}\n\`\`\`\``] : []),
      ...(references.length > 0 ? ['## References', references.map((link) => `- ${link}`).join('\n')] : []),
    ].join('\n\n') + '\n'
  );
}
