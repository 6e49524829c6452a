import type { Review } from '../../review/review';
import { visible } from '../../text/visible';
import { identityWords } from '../changes';
import { quiet, section, table, text, type Line, type Section } from '../document/document';
import { fingerprintWords, signersBlock } from '../document/signers';
import type { ReportContext } from '../formats/format';

/** The note with which somebody asks the vendor about a key that nobody knows: what we see, what to ask where, and what to say then. */
export function signingKeyNote(review: Review, { sha256 }: Pick<ReportContext, 'sha256'>): readonly Section[] {
  const {
    package: reviewed,
    signing: { signers, trusted },
  } = review;
  const name = visible(identityWords(reviewed));
  const contacts = trusted.flatMap(({ name: signer, contact }): Line[] =>
    contact === undefined ? [] : [[`${signer}: `, { strong: contact }]],
  );
  return [
    section('what', 'What we see', [
      {
        kind: 'facts',
        rows: [
          ['Package', [name]],
          ['Vendor', [reviewed.vendor ?? 'not stated']],
          ['File', [{ code: reviewed.path }]],
          ['SHA-256 of the file', [sha256 === undefined ? 'none: a directory was reviewed' : { code: sha256 }]],
          ['Came', [{ blank: 'from whom, when, over which way' }]],
        ],
      },
      signers.length > 0 ? signersBlock(signers) : text('No signature, and no certificate that is made for signing, was found in it.'),
      trusted.length > 0
        ? table(
            ['We trust', 'SHA-256 of the certificate'],
            trusted.map(({ name: signer, sha256: own }): Line[] => [[signer], [{ code: fingerprintWords(own) }]]),
          )
        : text('The catalog names no signers that we trust.'),
    ]),
    section('ask', 'Ask the vendor', [
      contacts.length > 0
        ? { kind: 'list', items: contacts }
        : text({ blank: 'Over a channel that we knew before this package came, as the contract or the support portal names it' }),
      text('Never over an address, a number or a link that stands in the package, or in the message that it came with.'),
      {
        kind: 'checklist',
        items: [
          [
            `Which certificate do you sign ${name} with? Please read its SHA-256 fingerprint to us. (They read, we compare: we do not read ours to them.)`,
          ],
          ['Who issued it, since when do you use it, and where did you announce the change?'],
          ['What is the SHA-256 of the file that you have released?'],
          ['Who are you, and may we call you back on the number that we know?'],
        ],
      },
    ]),
    section('matches', 'If all of it matches', [
      {
        kind: 'checklist',
        items: [
          [{ blank: 'Who said so, when, over which channel' }],
          [
            'Put the certificate among ',
            { code: 'signers' },
            ' of the catalog, with its fingerprint as it was read to us, and have security look at that change.',
          ],
          ['Review the package again.'],
        ],
      },
    ]),
    section('differs', 'If it does not match, or nobody can say', [
      {
        kind: 'checklist',
        items: [
          ['Do not install it, and do not open its programs. Keep the file as it is, with the message that it came with.'],
          ['Tell security: ', { blank: 'name, channel' }],
          ['Ask the vendor for the package anew, over the channel that we know.'],
        ],
      },
      text('Answer to the vendor:'),
      {
        kind: 'lines',
        text: `What you have read to us does not match the certificate that the package ${name} was signed with. We do not install it. Please tell your security team, and let us know by [time] which file and which certificate are yours. We keep the file as it came to us.`,
      },
    ]),
    section('end', 'Until then', [
      quiet('The verdict stands. A signature of somebody whom nobody knows proves nothing, however valid it is.'),
    ]),
  ].filter((part) => part !== undefined);
}
