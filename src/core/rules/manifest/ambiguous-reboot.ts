import { enumerate } from '../../text/enumerate';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { rebootEvidence, rebootReads, type RebootEvidence } from '../../facts/reboot';

interface Facts {
  /** As written. */
  readonly value: string;
  readonly evidence: readonly string[];
}

/** Other words for the clear values, which only people understand. */
const synonyms: ReadonlyMap<string, 'required' | 'none'> = new Map(
  Object.entries({
    yes: 'required',
    true: 'required',
    always: 'required',
    mandatory: 'required',
    needed: 'required',
    necessary: 'required',
    '1': 'required',
    no: 'none',
    false: 'none',
    never: 'none',
    'not required': 'none',
    'not needed': 'none',
    'not necessary': 'none',
    '0': 'none',
  }),
);

export const ambiguousReboot = defineRule({
  id: 'manifest/ambiguous-reboot',
  target: 'manifest',
  reads: [...rebootReads],
  severity: 'error',
  confidence: 'certain',
  hazards: ['unplanned-work'],
  fixable: true,
  summary: 'The manifest leaves open whether hosts must reboot',
  rationale: `"recommended" or "if needed" leaves the decision to whoever sits in front of the screen at night. Hosts that reboot need
a longer window, an order, and drained traffic; hosts that should reboot and do not keep running old kernels and libraries until some later
day, when nobody thinks of this upgrade. The only clear values are \`true\`, \`false\`, \`"required"\` and \`"none"\`.

The fix offers what the package itself supports: \`"required"\` if it brings a kernel, firmware, boot settings or a C library, or
if its scripts and tasks reboot or rebuild what the next boot uses, or a program in a language that is not understood has the words for it
(\`Restart-Computer\`, \`shutdown /r\`); \`"none"\` if there is none of that. Binaries are not looked into, so a person must confirm it.

Where people understand the word and tools do not ("no", "yes"), it is a warning. Silent if the manifest says nothing of reboots.`,
  references: [
    'https://manpages.debian.org/bookworm/systemd/shutdown.8.en.html',
    'https://www.debian.org/doc/debian-policy/ch-opersys.html#signaling-that-a-reboot-is-required',
  ],
  messages: {
    open: ({ value, evidence }: Facts) =>
      `${value} leaves open whether hosts reboot, so neither the window nor the order can be planned${evidence.length > 0 ? `; ${enumerate(evidence)}` : ''}.`,
    loose: ({ value }: Facts) => `${value} is none of the values that tools understand: true, false, "required" and "none".`,
  },
  check({ path, text, syntax: { reboot } }, { report, package: reviewed }) {
    if (!reboot || isClear(reboot.value)) return;
    const value = text.slice(reboot.span.start, reboot.span.end);
    const word = String(reboot.value).trim().toLowerCase();
    const known = synonyms.get(word);
    const evidence = known ? [] : rebootEvidence(reviewed);
    const isPlain = !/\.(json|toml)$/.test(path) && !/^["']/.test(value);
    const write = (clear: string): Fix['edits'] => [{ path, span: reboot.span, text: isPlain ? clear : JSON.stringify(clear) }];
    const isStructure = typeof reboot.value === 'object';
    report(reboot.span, known ? 'loose' : 'open', {
      data: { value: isStructure ? 'This structure' : value.slice(0, 80), evidence: evidence.map(({ says }) => says) },
      fix: isStructure
        ? undefined
        : known
          ? { title: `Write "${known}"`, edits: write(known), applies: 'always' }
          : { ...byEvidence(evidence), edits: write(evidence.length > 0 ? 'required' : 'none'), applies: 'after-review' },
      ...(known && { atMost: 'warning' as const }),
      related: evidence.map(({ at, says }) => ({ at: 'package' as const, ...at, message: says })),
    });
  },
});

const isClear = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && /^(required|none)$/i.test(value.trim()));

const byEvidence = ([first]: readonly RebootEvidence[]): Pick<Fix, 'title'> => ({
  title: first
    ? `Write "required": ${first.says}`
    : 'Write "none": nothing that could be read reboots, and there is no kernel, firmware or C library in the package',
});
