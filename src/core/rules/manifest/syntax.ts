import { defineRule } from '../rule';
import { sentence } from '../../text/sentence';

export const manifestSyntax = defineRule({
  id: 'manifest/syntax',
  target: 'manifest',
  severity: 'error',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'The manifest cannot be read, or a field has another type than it should',
  rationale: `What a package says of itself stands in its manifest: versions, dependencies, units, the way back. What cannot be
read there is not reviewed, and installers stop at it or, worse, take a default.

Comments and trailing commas are accepted, and fields that are not known are left alone.`,
  references: ['https://www.rfc-editor.org/rfc/rfc8259', 'https://code.visualstudio.com/docs/languages/json#_json-with-comments'],
  messages: {
    broken: ({ detail, more }: { detail: string; more: number }) =>
      `The manifest is not valid JSON: ${detail}${more > 0 ? `, and ${more} more place${more > 1 ? 's' : ''} behind it` : ''}. What stands behind is reviewed only in part.`,
    odd: ({ detail }: { detail: string }) => `${sentence(detail)}; it is not reviewed.`,
    twice: ({ detail }: { detail: string }) => `${detail}, and which one an installer takes is not certain.`,
  },
  check({ syntax }, { report }) {
    // One missing comma makes the parser stumble again and again.
    const broken = syntax.faults.filter(({ code }) => code === 'json-syntax');
    const [first] = broken;
    if (first) report(first.span, 'broken', { data: { detail: first.detail, more: broken.length - 1 } });
    for (const { code, span, detail } of syntax.faults) {
      if (code === 'json-duplicate') report(span, 'twice', { data: { detail } });
      else if (code !== 'json-syntax') report(span, 'odd', { data: { detail } });
    }
  },
});
