/** What a statement of PostgreSQL does to a table, as far as rules on migrations judge it. Names are without schema, in lower case unless quoted. */
export type SqlOperation =
  /** `references`: its foreign keys; `keys`: what its constraints make indexes of. */
  | {
      readonly is: 'create-table';
      readonly table: string;
      readonly columns: readonly (readonly [name: string, type: string])[];
      readonly references: readonly ForeignKey[];
      readonly keys: readonly (readonly string[])[];
    }
  /** The new table `by` has a foreign key to `table`. */
  | { readonly is: 'reference'; readonly table: string; readonly by: string }
  /** `isUnique`, and whether it is made in the background; `onParent`: of a partitioned table alone, `ON ONLY`. */
  | {
      readonly is: 'create-index';
      readonly table: string;
      readonly name: string | undefined;
      readonly concurrently: boolean;
      readonly onParent: boolean;
      /** `IF NOT EXISTS`. */
      readonly isGuarded: boolean;
      /** Empty where it holds expressions, or some of the rows. */
      readonly columns: readonly string[];
    }
  | { readonly is: 'drop-index'; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'reindex'; readonly table: string | undefined; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'refresh-view'; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'rewrite'; readonly table: string; readonly by: string }
  /** `type`: as PostgreSQL calls it; `isComputed`: values go through an expression. */
  | { readonly is: 'change-type'; readonly table: string; readonly column: string; readonly type: string; readonly isComputed: boolean }
  | {
      readonly is: 'add-column';
      readonly table: string;
      readonly column: string;
      readonly type: string;
      /** What makes PostgreSQL write each row: `serial`, a default that is another one for each row. */
      readonly fills?: 'serial' | 'identity' | 'generated' | 'volatile' | 'unknown-function';
      /** What it has to be checked for. */
      readonly checks: readonly Checked[];
      /** It takes no NULL, and nothing gives it a value. */
      readonly isRequired: boolean;
      readonly isNotNull: boolean;
      readonly hasDefault: boolean;
      /** The table that it references. */
      readonly parent?: string;
      /** It brings an index of its own. */
      readonly isKey: boolean;
    }
  | { readonly is: 'set-default'; readonly table: string; readonly column: string; readonly isDropped: boolean }
  | { readonly is: 'set-not-null'; readonly table: string; readonly column: string }
  | {
      readonly is: 'add-constraint';
      readonly constraint: Checked;
      readonly table: string;
      readonly name: string | undefined;
      readonly isValid: boolean;
      readonly usesIndex: boolean;
      readonly parent?: string | undefined;
      readonly columns: readonly string[];
      /** `CHECK (column IS NOT NULL)`. */
      readonly notNull?: string | undefined;
    }
  /** `name` becomes a part of `table`; `isDefault`: for all that no other part takes. */
  | { readonly is: 'attach-partition'; readonly table: string; readonly name: string; readonly isDefault: boolean }
  | { readonly is: 'create-partition'; readonly table: string; readonly name: string; readonly isDefault: boolean }
  | { readonly is: 'detach-partition'; readonly table: string; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'drop-constraint'; readonly table: string; readonly name: string }
  /** `mode`: from 1, `ACCESS SHARE`, to 8, `ACCESS EXCLUSIVE`; `isWaiting`: without `NOWAIT`. */
  | { readonly is: 'lock-table'; readonly table: string; readonly mode: number; readonly isWaiting: boolean }
  | { readonly is: 'validate'; readonly table: string; readonly name: string }
  | { readonly is: 'constrain-domain'; readonly name: string }
  /** `checked`: a domain with a constraint; others are no domains. */
  | { readonly is: 'create-type'; readonly name: string; readonly as: 'checked-domain' | 'other' }
  | { readonly is: 'disable-triggers'; readonly table: string | undefined }
  | {
      readonly is: 'drop-data';
      readonly what: 'table' | 'column' | 'schema' | 'database' | 'view' | 'rows';
      readonly name: string;
      readonly table?: string;
    }
  | { readonly is: 'change-all-rows'; readonly table: string; readonly how: 'update' | 'delete' }
  /** Rows of which nobody knows how many they are: chosen by a condition, or copied from other tables. */
  | { readonly is: 'change-rows'; readonly table: string; readonly how: 'update' | 'delete' | 'insert' }
  | { readonly is: 'change-catalog'; readonly name: string };

export type Checked = 'foreign-key' | 'check' | 'unique' | 'primary-key' | 'exclusion';

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly parent: string;
}
