import { planned } from '../../plan/planned';
import { ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const messageSideEffect = defineRule({
  id: 'side-effect/message',
  target: 'package',
  reads: planned,
  severity: 'info',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade sends messages to people',
  rationale: `A message that has been sent cannot be taken back. Customers read of an upgrade that was rolled back a minute later, pagers ring in the window, and rehearsals write to real people.
See to it that a rehearsal sends to nobody, and that there is one channel on which people are told what is true.

${pageEnding}`,
  references: ['https://sre.google/sre-book/managing-incidents/'],
  messages: {
    done: (d: SideEffectData) =>
      `${d.by} sends a message${ofTarget(d, ' to ')}${d.more > 0 ? `, and ${d.more} more in this script` : ''}: nothing calls it back, and it is sent again at every run.`,
  },
  check(reviewed, { report }) {
    reportSideEffects('message', reviewed, report, { isEach: false });
  },
});
