/** Characters that are read again for the edits of one file: 40 edits of a large one, and as many as there are of any that people write. */
const mostRead = 10_000_000;

/** Edits of a file that are tried, however long it is. */
const fewest = 3;

/** Whether one more edit of a text may be tried: each costs reading it again, and a file can have a thousand that nobody waits for. */
export function triesOf({ length }: string): () => boolean {
  let left = Math.max(fewest, Math.floor(mostRead / Math.max(length, 1)));
  return () => left-- > 0;
}
