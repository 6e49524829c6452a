import type { Nature } from './nature';

/** Compiled languages, by the endings of their sources. */
const compiled: ReadonlyMap<string, string> = new Map([
  ['go', 'Go'],
  ['java', 'Java'],
  ['kt', 'Kotlin'],
  ['scala', 'Scala'],
  ['cs', 'C#'],
  ['rs', 'Rust'],
]);

/** What the program runs against the database: goose, Flyway, Liquibase, Entity Framework, SeaORM. */
const migrationCode =
  /\bgoose\.AddMigration|\bextends\s{1,8}BaseJavaMigration\b|\bimplements\s{1,8}(?:[\w.]{1,80},\s{0,8}){0,8}(?:JavaMigration|Custom(?:Sql|Task)Change)\b|:\s{0,8}(?:BaseJavaMigration|JavaMigration|Custom(?:Sql|Task)Change)\b|:\s{0,8}Migration\b[^]{0,400}\bMigrationBuilder\b|\bimpl\s{1,8}MigrationTrait\b/;

/** A source of a compiled program that changes the database of an upgrade: the program runs it by itself. */
export function migrationCodeIn(path: string, text: string): Nature | undefined {
  const language = compiled.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
  return language !== undefined && migrationCode.test(text) ? { language, runs: true } : undefined;
}
