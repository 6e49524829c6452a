import { isChangelog } from './changelog-sign';
import { MappedTextBuilder, type MappedText } from '../mapped-text';

/** What makes a file of SQL one of Liquibase's. */
const formatted = /^\s*--\s*liquibase formatted sql/i;

/** `--rollback DROP TABLE a;`, and blocks of the same in comments. */
const remark = /^[ \t]*--[ \t]*rollback\b(.*)$|\/\*\s*liquibase\s+rollback\b([^]*?)\*\//gim;

/** Nothing is to be run, or what another change set says. */
const noSql = /^(empty|not required|changeset\w*:.*)?$/i;

/** What takes the change sets of a file back, the last one first; `undefined`: it is none of Liquibase's, or says nothing of the kind. */
export function rollbackText(text: string): MappedText | undefined {
  if (!formatted.test(text)) return undefined;
  const starts = [0, ...[...text.matchAll(/^[ \t]*--[ \t]*changeset\b/gim)].map(({ index }) => index), text.length];
  const builder = new MappedTextBuilder();
  let isSaid = false;
  for (let set = starts.length - 2; set >= 0; set--) {
    const [from = 0, to = 0] = [starts[set], starts[set + 1]];
    for (const found of text.slice(from, to).matchAll(remark)) {
      isSaid = true;
      const sql = found[1] ?? found[2] ?? '';
      if (noSql.test(sql.trim())) continue;
      const at = from + found.index + found[0].indexOf(sql, found[0].toLowerCase().indexOf('rollback') + 'rollback'.length);
      builder.copy(sql, at);
      builder.escape('\n', at + sql.length, 0);
    }
    builder.escape(';', to, 0);
  }
  return isSaid ? builder.build(undefined) : undefined;
}

/** Whether remarks in the file take it back; in other forms of a changelog most changes know their own way back. */
export const saysRollback = (text: string): boolean => isChangelog(text) || (formatted.test(text) && text.search(remark) >= 0);

/** A statement over several remarks, as it is run. */
export const withoutRemarks = (sql: string): string => sql.replace(/^[ \t]*--[ \t]*rollback\b[ \t]?/gim, '');
