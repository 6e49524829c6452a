/** What the review did not look at, and why: silence must not be read as approval. */
export interface NotChecked {
  readonly what: string;
  readonly why: string;
  /** Without it nobody can say go. */
  readonly decisive: boolean;
}
