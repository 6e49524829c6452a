import { planned } from '../../plan/planned';
import { endingWords, pageEnding, reportSideEffects, type SideEffectData } from '../reporting/side-effect';
import { defineRule } from '../rule';

export const accountSideEffect = defineRule({
  id: 'side-effect/account',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outside-snapshot', 'unplanned-work'],
  fixable: false,
  summary: 'The upgrade creates an account or token with another service',
  rationale: `Accounts, keys and tokens that an upgrade makes for itself outlive it. Nobody knows them, nobody rotates them, and after a rollback nobody needs them.

${pageEnding}`,
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  messages: {
    done: (d: SideEffectData) => `${d.by} creates an account or token at ${d.target}${endingWords(d)}`,
  },
  check(reviewed, { report }) {
    reportSideEffects('account', reviewed, report, { isEach: true });
  },
});
