import { documentClaims } from '../../facts/document-claims';
import { groupBy } from '../../text/groups';
import { defineRule } from '../rule';

export const unreadReleaseNotes = defineRule({
  id: 'document/unread-release-notes',
  target: 'package',
  reads: ['text'],
  severity: 'info',
  confidence: 'likely',
  hazards: ['unplanned-work', 'unknown-state'],
  fixable: false,
  summary: 'The documents name something that must be done or known before',
  rationale: `What no script does, such as "you must drain the queue before you upgrade", and what breaks others is said in the documents alone. Who takes these for optional reading meets it in the window.

The rule marks the sentences of documents about the upgrade (README, UPGRADING, INSTALL, release notes; English and German) that speak of breaking changes, manual steps, or of what must be done before; once for each document, with the other places
beside it. It is a note: read it, make a line of the checklist of it, and waive it then.`,
  references: ['https://sre.google/sre-book/reliable-product-launches/'],
  messages: {
    read: (d: { count: number }) =>
      d.count === 1
        ? 'Somebody must read this before the upgrade: no script does it.'
        : `Somebody must read this and ${d.count - 1} more place${d.count === 2 ? '' : 's'} of this document before the upgrade: no script does it.`,
  },
  check(reviewed, { report }) {
    const asked = documentClaims(reviewed).filter(({ kind }) => kind === 'to-do');
    for (const [first, ...others] of groupBy(asked, ({ path }) => path).values())
      report({ path: first.path, span: first.span }, 'read', {
        data: { count: 1 + others.length },
        related: others.slice(0, 5).map(({ path, span }) => ({ at: 'package', path, span, message: 'and this' })),
      });
  },
});
