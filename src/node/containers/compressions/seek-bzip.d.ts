declare module 'seek-bzip' {
  /** Reads pieces by `readByte`, which its user adds. */
  export const Stream: new () => object;
  interface Input {
    readByte(): number;
    eof(): boolean;
  }
  interface Output {
    writeByte(byte: number): void;
  }
  /** @throws Error if the data is damaged */
  export function decode(input: Input, output: Output, multistream: boolean): void;
}
