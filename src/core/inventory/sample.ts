import type { Sample } from './importers/importer';
import { documentsIn } from './reading/documents';

export function sampleFor(text: string): Sample {
  let found: { readonly documents: readonly unknown[] | undefined } | undefined;
  return {
    text,
    documents() {
      found ??= { documents: documentsIn(text) };
      return found.documents;
    },
  };
}
