import type { RehearsedSystem } from '../system';
import { seed } from './seed';
import { runSession } from './session';
import { stateOf, tablesIn } from './state';

/** MySQL and MariaDB, which change the schema outside of transactions. */
export const mysql: RehearsedSystem = {
  runSession,
  relationsIn: tablesIn,
  stateOf,
  async processOf(database) {
    const [row] = (await database.run('SELECT CONNECTION_ID() AS seen')).rows;
    return Number(row?.['seen']);
  },
  async waiting(database, processes) {
    // A row is waited for without a word: it is what takes longer than anything does on so few rows.
    const { rows } = await database.run(
      `SELECT ID AS seen FROM information_schema.PROCESSLIST WHERE ID IN (${processes.join(', ')}) AND COMMAND = 'Query'
        AND (STATE LIKE 'Waiting for %lock' OR STATE = 'User lock' OR (TIME >= 1 AND INFO NOT LIKE '%SLEEP(%'))`,
    );
    return new Map(
      rows.map((row) => {
        const own = Number(row['seen']);
        return [own, processes.filter((process) => process !== own)] as const;
      }),
    );
  },
  seed,
  sleep: (seconds) => `DO SLEEP(${seconds})`,
  writeOne: ({ quoted, column }) => `UPDATE ${quoted} SET ${column} = ${column} LIMIT 1`,
  codes: { deadlock: '1213', gaveUp: '1205' },
};
