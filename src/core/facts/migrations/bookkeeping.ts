/** Tables in which a product or a tool writes down what it has migrated: they have a row or some hundreds, whatever production has. */
export const isBookkeeping = (table: string): boolean =>
  /(^|_)(version|migrations|patchlevel|schema_(info|history|versions?))$|^databasechangelog(lock)?$/i.test(table);
