/** Tables in which a product or a tool writes down what it has migrated: they have a row or some hundreds, whatever production has. */
export const isBookkeeping = (table: string): boolean =>
  /(^|_)(version|migrations|patchlevel|schema_(info|history|versions?))$|^databasechangelog(lock)?$/i.test(table);

/** The database that servers of MySQL's kind bring for everybody to play in: whoever secures one drops it first. */
export const isPlayground = (database: string): boolean => /^test(?:_?db)?$/i.test(database);

/** A database that tests are run on: `app_test`. */
export const isForTests = (what: string, name: string): boolean => /^(?:schema|database)$/.test(what) && /_test(?:s|ing)?$/i.test(name);
