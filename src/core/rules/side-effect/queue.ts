import { planned } from '../../plan/planned';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const queueSideEffect = defineRule({
  id: 'side-effect/queue',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade changes what a message broker or cache holds',
  rationale: `Queues and topics hold what others have sent. One that is deleted or declared anew loses it; one with other arguments refuses the old version; messages in the new form wait for consumers
that no longer understand them after a rollback.

${pageEnding}`,
  references: [
    'https://www.rabbitmq.com/docs/queues#property-equivalence',
    'https://kafka.apache.org/documentation/#basic_ops_modify_topic',
  ],
  messages: {
    done: (d: SideEffectData) => `${d.by} changes the queue, topic or key${ofTarget(d, ' ')} of a broker${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('queue', reviewed, report, { isEach: false });
  },
});
