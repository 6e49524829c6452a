import type { Span } from '../text/span';
import type { SyntaxFault } from './fault';

export interface CertificateFile {
  readonly certificates: readonly Certificate[];
  readonly faults: readonly SyntaxFault[];
}

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the DER form, lower-case hex. */
  readonly sha256: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly selfSigned: boolean;
  /** The PEM block in the file, its BEGIN line to its END line; the whole file for DER. */
  readonly span: Span;
}
