declare module 'js-lzma' {
  interface Input {
    readByte(): number;
  }
  interface Output {
    writeByte(byte: number): void;
  }
  /** Up to `size` bytes, or to the mark at the end. @throws a text if the data is damaged */
  export function decompress(properties: Input, input: Input, output: Output, size: number): void;
}
