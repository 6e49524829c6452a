/** What a record has under a key that is text of a package or a site; never what every object has, such as `constructor`. */
export const own = <V>(record: Readonly<Record<string, V>> | undefined, key: string): V | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
