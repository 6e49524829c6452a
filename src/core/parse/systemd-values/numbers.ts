/** What systemd reads as a whole number: also hexadecimal, octal and binary. */
export function wholeNumber(text: string): number | undefined {
  const [, sign, digits = ''] = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value = /^0\d/.test(digits) ? (/^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : NaN) : Number(digits);
  return Number.isNaN(value) ? undefined : sign === '-' ? -value : value;
}

/** Permissions: up to four octal digits. */
export const isMode = (text: string): boolean => /^0*[0-7]{1,4}$/.test(text);

/** `12%`, `12.5%`, and the same in thousandths (`‰`) and ten-thousandths (`‱`). */
export function percentage(text: string): number | undefined {
  const [, digits, sign] = /^(\d{1,10}(?:\.\d{1,2})?)([%‰‱])$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) / (sign === '%' ? 1 : sign === '‰' ? 10 : 100);
}

const suffixes = 'EPTGMKB';
const sizePart = /[ \t]*\+?\d+(?:\.\d*)?[ \t]*([EPTGMKB]?)/y;

/** Bytes: `512M`, `1G 500M`. Suffixes are single capital letters and become smaller. */
export function isSize(text: string): boolean {
  const size = text.trim();
  sizePart.lastIndex = 0;
  let from = 0;
  let end = 0;
  for (let found = sizePart.exec(size); found; found = sizePart.exec(size)) {
    const [, suffix = ''] = found;
    const at = suffix === '' ? suffixes.length : suffixes.indexOf(suffix);
    if (at < from) return false;
    from = at + 1;
    end = sizePart.lastIndex;
  }
  return end > 0 && end === size.length;
}
