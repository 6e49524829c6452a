const secretWord = 'pass(?:word|wd|phrase|code)?|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key';

const secretName = new RegExp(secretWord, 'i');

/** Whether a key or variable is likely to hold a secret, by its name. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** What comes before a secret, and the secret. References to variables are no secrets. */
const secrets: readonly RegExp[] = [
  // password: x, PGPASSWORD=x, "apiKey": "x", --token=x
  new RegExp(`((?:${secretWord})s?["']?[ \\t]{0,8}[:=][ \\t]{0,8}["']?)((?!\\$|%|\\{\\{)[^\\s"',;&]{3,})`, 'gi'),
  // --password x
  new RegExp(`(--(?:${secretWord})[ \\t]{1,8}["']?)((?![-$%])[^\\s"']{3,})`, 'gi'),
  // scheme://user:x@host
  /(:\/\/[^\s:/@]{1,128}:)((?!\$)[^\s/@]{1,256})(?=@)/g,
  // Authorization: Bearer x
  /(authorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:bearer|basic|token)[ \t]{1,8})((?!\$)[^\s"']{3,})/gi,
];

/** Masks what looks like a secret, character for character, so that columns stay where they are. */
export function redact(text: string): string {
  const shown = secrets.reduce(
    (left, pattern) => left.replace(pattern, (_all, before: string, secret: string) => before + mask(secret)),
    text,
  );
  return /PRIVATE KEY-----/.test(shown) ? shown.replace(/[A-Za-z0-9+/]{40,}={0,2}/g, mask) : shown;
}

/** A configured value for people: secrets hidden, other than texts as JSON. */
export const shownValue = (key: string, value: unknown): string =>
  isSecretName(key) ? '(redacted)' : redact(typeof value === 'string' ? value : JSON.stringify(value ?? null));

const mask = (secret: string): string => '*'.repeat(secret.length);
