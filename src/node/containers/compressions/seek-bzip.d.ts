declare module 'seek-bzip' {
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
