import type { Risk } from '../../review/risk-axes';
import { axesOf, scoreWords } from '../risk';
import { riskPicture } from '../pictures/risk';
import { between, heading, placeAt, quiet, section, type Line, type Section } from './document';

/** What the upgrade could cost, on three axes, each with what its number is made of. */
export const riskSection = (risk: Risk): Section | undefined =>
  section('risk', 'Risk', [
    { kind: 'picture', picture: riskPicture(risk) },
    quiet(
      'Each number is the sum of its reasons, up to 10. It is apart from the verdict: what somebody has waived is a risk all the same.',
    ),
    ...axesOf(risk).flatMap(([name, axis]) => [
      heading(name, ': ', scoreWords(axis)),
      axis.reasons.length === 0
        ? quiet('Nothing was found that speaks of it.')
        : ({
            kind: 'list',
            items: axis.reasons.map(({ points, what, places }): Line => [
              `+${points} ${what}`,
              ...(places.length === 0 ? [] : [': ', ...between(places.map(placeAt), ', ')]),
            ]),
          } as const),
    ]),
  ]);
