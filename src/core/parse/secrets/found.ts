import type { Span } from '../../text/span';

/** A secret in a text, as plain data. */
export type FoundSecret = FoundToken | FoundKey | FoundLiteral | FoundArgument;

interface Found {
  /** The secret and, on the same line, what tells of it. */
  readonly span: Span;
  /** The secret alone, without its quotes. */
  readonly value: Span;
}

/** A token whose form names its provider. */
export interface FoundToken extends Found {
  readonly kind: 'token';
  /** What its provider calls it. */
  readonly name: string;
  /** Clients of the provider show it to everybody, or it opens nothing real. */
  readonly isPublic: boolean;
  /**
   * It shows what one looks like: words before it say that it is none, or it stands in a remark of a program that is compiled, which is mostly
   * the answer of a service.
   */
  readonly isShown: boolean;
}

export interface FoundKey extends Found {
  readonly kind: 'key';
  /** `RSA`, `OpenSSH`; empty: its form does not say. */
  readonly form: string;
  /** A passphrase is needed to use it. */
  readonly encrypted: boolean;
}

/** A value that is a secret by what stands before it. */
export interface FoundLiteral extends Found {
  readonly kind: 'literal';
  /** What tells of it: a key, a variable, an option, `password of a URL`. */
  readonly name: string;
  /** The account that it opens, where it stands beside it. */
  readonly user?: string;
  /** Everybody knows it: vendors ship it as their default. */
  readonly isDefault: boolean;
  /** Whether it is a secret, and no word that describes one. */
  readonly sure: 'certain' | 'likely' | 'possible';
  /** It is the hash of the secret, which can be guessed at. */
  readonly isHash?: true;
  /** The variable of a shell script that is given it. */
  readonly variable?: string;
}

/** A secret, or what stands for one, among the arguments of a command. */
export interface FoundArgument extends Found {
  readonly kind: 'argument';
  readonly program: string;
  /** The program takes it out of its arguments as soon as it has begun. */
  readonly isOverwritten: boolean;
  readonly sure: 'certain' | 'likely' | 'possible';
}
