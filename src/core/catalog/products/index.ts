import mysql from './mysql.json';
import openssl from './openssl.json';
import postgresql from './postgresql.json';

/** What one product's makers say of it, each record with the document; shape: schemas/product.schema.json. */
export interface ProductFacts {
  readonly product: string;
  /** Settings that the product no longer knows since a version; a server that finds one refuses to start. */
  readonly removedKeys: readonly {
    readonly key: string;
    readonly since: string;
    readonly replacedBy?: string;
    readonly why?: string;
    readonly source: string;
  }[];
  /** The last day with fixes of each release cycle. */
  readonly endOfLife: readonly { readonly cycle: string; readonly date: string; readonly source: string }[];
}

export const products: readonly ProductFacts[] = [postgresql, mysql, openssl];
