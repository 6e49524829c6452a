import type { SyntaxFault } from '../../parse/fault';
import { faultPlaces, moreFaults, type FurtherFaults } from '../reporting/faults';
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
  rationale: `The manifest is what a package says about itself: versions, dependencies, units, the way back. What cannot be
read there is not reviewed. Installers stop at it or, worse, take a default.

Comments and trailing commas are accepted, and fields that are not known are left alone. Faults of one kind are
reported once, at the first; the others stand behind it.`,
  references: ['https://www.rfc-editor.org/rfc/rfc8259', 'https://code.visualstudio.com/docs/languages/json#_json-with-comments'],
  messages: {
    broken: ({ detail, more, cut }: { detail: string } & FurtherFaults) =>
      `The manifest is not valid JSON: ${detail}${more > 0 ? `, and ${cut ? 'more than ' : ''}${more} more place${more > 1 ? 's' : ''} behind it` : ''}. What stands behind is reviewed only in part.`,
    odd: (d: { detail: string } & FurtherFaults) => `${sentence(d.detail)}; it is not reviewed${moreFaults(d, 'field')}.`,
    twice: (d: { detail: string } & FurtherFaults) =>
      `${d.detail}, and which one an installer takes is not certain${moreFaults(d, 'name')}.`,
  },
  check({ path, syntax }, { report }) {
    // One missing comma makes the parser stumble again and again.
    const broken = syntax.faults.filter(({ code }) => code === 'json-syntax');
    const [first] = broken;
    if (first) report(first.span, 'broken', { data: { detail: first.detail, more: broken.length - 1, cut: syntax.faultsCut } });
    const tell = (message: 'odd' | 'twice', [one, ...rest]: readonly SyntaxFault[]): void => {
      if (!one) return;
      const data = { detail: one.detail, more: rest.length, cut: syntax.faultsCut };
      report(one.span, message, { data, related: faultPlaces(path, rest) });
    };
    const others = syntax.faults.filter(({ code }) => code !== 'json-syntax');
    tell(
      'odd',
      others.filter(({ code }) => code !== 'json-duplicate'),
    );
    tell(
      'twice',
      others.filter(({ code }) => code === 'json-duplicate'),
    );
  },
});
