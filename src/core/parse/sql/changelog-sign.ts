/** Change sets of Liquibase in XML, YAML or JSON, or what has files of them run. */
export const isChangelog = (text: string): boolean =>
  /(?:^|[<"])databaseChangeLog\b/m.test(text) && /\b(?:changeSet|include(?:All)?)\b/.test(text);
