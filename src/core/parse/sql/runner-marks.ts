/** What ends a statement of a runner's file, whether a semicolon stands before it or not. */
const mark = /--[ \t]*(?:\+(?:goose|migrate)[ \t]+(?:statementend|up|down)|migrate:(?:up|down)|>[ \t]*statement-breakpoint)\b/gi;

/** Where runners end the statement before, in order: `-- +goose StatementEnd`, and where the way back begins. */
export const statementEnds = (text: string): readonly number[] => [...text.matchAll(mark)].map(({ index }) => index);
