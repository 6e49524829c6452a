import type { LineFormat } from './line-values';

export type Quote = '' | '"' | "'";

/** A key as the format writes it; `undefined` if it cannot. */
export function lineKey(key: string, format: LineFormat): string | undefined {
  if (format === 'env') return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : undefined;
  if (format === 'ini') return /^[\w.$@*/+-]+$/.test(key) ? key : undefined;
  return /^[^\r\n]+$/.test(key) ? key.replace(/[\\\s=:]|^[#!]/g, '\\$&') : undefined;
}

/** A value as the format writes it, in the neighbour's quotes if it is a text; `undefined` for what a line cannot hold. */
export function lineValue(value: unknown, format: LineFormat, quote: Quote): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || /[\r\n]/.test(value)) return undefined;
  if (format === 'properties') return value.replace(/\\/g, '\\\\').replace(/^[ \t\f]/, '\\$&');
  const plain = /^[^\s"'#;\\$`]([^"'#;\\$`]*[^\s"'#;\\$`])?$/.test(value) && (format === 'ini' || !/\s/.test(value));
  if (plain && quote === '') return value;
  if (/["'\\$`]/.test(value)) return undefined;
  return (quote || '"') + value + (quote || '"');
}
