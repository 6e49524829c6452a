import { endpointsIn } from '../../parse/endpoints/endpoints';
import { codeProgram } from '../../plan/code-programs';
import { fileFact } from '../../subject/fact';
import { mostEndpoints, type FoundEndpoint } from './found';

/** The hosts that a program in another language talks to, as far as its literals say so. */
export const programEndpoints = fileFact('code', (subject): readonly FoundEndpoint[] => {
  if (!subject.text.includes('://')) return [];
  const talking = codeProgram(subject).effects.steps.filter(({ kind }) => kind.startsWith('network'));
  return talking
    .flatMap(({ span: { start, end }, by }) =>
      endpointsIn(subject.text.slice(start, end), start).flatMap((endpoint): FoundEndpoint[] =>
        endpoint.form === 'address' ? [{ ...endpoint, by, use: 'contacted' }] : [],
      ),
    )
    .slice(0, mostEndpoints);
});
