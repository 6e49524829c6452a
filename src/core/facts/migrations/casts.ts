/** `varchar(20)` as its name and numbers. */
function partsOf(type: string): { readonly name: string; readonly numbers: readonly number[] } {
  const [, name = type, numbers] = /^([^(]*)(?:\(([\d,]*)\))?$/.exec(type) ?? [];
  return { name, numbers: numbers === undefined ? [] : numbers.split(',').map(Number) };
}

/** Digits after the point of a second that a type without a number has. */
const fullPrecision = 6;

const isText = (name: string): boolean => name === 'text' || name === 'varchar';

/**
 * Whether a change of type leaves the rows as they are, as measured on PostgreSQL 13 to 18; `undefined`: the old type, or the time zone
 * of the session (`zone`), decides, and is not known.
 */
export function keepsRows(from: string | undefined, to: string, zone?: string): boolean | undefined {
  const now = partsOf(to);
  if (from === undefined) return mayKeep.test(now.name) ? undefined : false;
  const old = partsOf(from);
  const [size, scale = 0] = now.numbers;
  const [oldSize, oldScale = 0] = old.numbers;
  if (isText(old.name) && isText(now.name)) return size === undefined || (oldSize !== undefined && size >= oldSize);
  // Both count from the same moment in UTC.
  if (old.name === 'timestamp' && now.name === 'timestamptz') return zone === undefined ? undefined : /^(etc\/)?(utc|gmt)$/i.test(zone);
  if (old.name !== now.name) return isBuiltIn.test(old.name) ? false : undefined;
  if (now.name === 'numeric') return size === undefined || (oldSize !== undefined && size >= oldSize && scale === oldScale);
  if (/^(timestamp|timestamptz|time|timetz|interval)$/.test(now.name)) return (size ?? fullPrecision) >= (oldSize ?? fullPrecision);
  if (now.name === 'varbit') return size === undefined || (oldSize !== undefined && size >= oldSize);
  return now.numbers.join() === old.numbers.join();
}

/** Types that some others become without a change of their bytes. */
const mayKeep = /^(varchar|text|numeric|varbit|timestamp|timestamptz|interval|time|timetz)$/;

/** Others may be domains over the new type. */
const isBuiltIn =
  /^(bool|int[248]|float[48]|numeric|money|text|varchar|bpchar|name|bytea|date|time|timetz|timestamp|timestamptz|interval|uuid|jsonb?|xml|inet|cidr|macaddr8?|bit|varbit|oid|point|tsvector)$/;

const sqlNames: ReadonlyMap<string, string> = new Map([
  ['int2', 'smallint'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['bool', 'boolean'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['bpchar', 'char'],
]);

/** As people write it: `bigint`, `char(10)`. */
export const sqlName = (type: string): string => type.replace(/^\w+/, (name) => sqlNames.get(name) ?? name);

const wholeNumbers = ['int2', 'int4', 'int8'];

/** Whether values of the first type may not fit the second one. */
export function isNarrower(from: string, to: string): boolean {
  const old = partsOf(from);
  const now = partsOf(to);
  if (isText(old.name) && isText(now.name)) {
    const [size] = now.numbers;
    const [oldSize = Infinity] = old.numbers;
    return size !== undefined && size < oldSize;
  }
  if (isText(old.name)) return isBuiltIn.test(now.name) && now.name !== 'bytea';
  const size = wholeNumbers.indexOf(now.name);
  if (size >= 0 && wholeNumbers.includes(old.name)) return size < wholeNumbers.indexOf(old.name);
  if (old.name === 'numeric' && now.name === 'numeric') return (now.numbers[0] ?? Infinity) < (old.numbers[0] ?? Infinity);
  return (
    (now.name === 'date' && /^timestamp/.test(old.name)) ||
    (old.name === 'float8' && now.name === 'float4') ||
    (old.name === 'numeric' && wholeNumbers.includes(now.name))
  );
}
