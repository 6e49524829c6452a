import { planned } from '../../plan/planned';
import { endingWords, ofTarget, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const fileOutsideSideEffect = defineRule({
  id: 'side-effect/file-outside',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade writes files on other hosts or in object stores',
  rationale: `Files that a script copies to another host, a share or a bucket are in no snapshot of the hosts under upgrade. After a rollback others read what only the new version writes.

${pageEnding}`,
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  messages: {
    done: (d: SideEffectData) => `${d.by} changes files outside of this host${ofTarget(d, ': ')}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('file-outside', reviewed, report, { isEach: false });
  },
});
