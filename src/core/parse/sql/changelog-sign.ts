/** Change sets of Liquibase in XML, YAML or JSON. */
export const isChangelog = (text: string): boolean => /(?:^|[<"])databaseChangeLog\b/m.test(text) && text.includes('changeSet');
