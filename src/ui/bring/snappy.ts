import { snappyUncompress } from 'hyparquet/src/snappy.js';

/** Stands in for `hysnappy` (see vite.config.ts), whose WebAssembly the page's own security policy refuses. */
export function snappyUncompressor(): (input: Uint8Array, length: number) => Uint8Array {
  return (input, length) => {
    const output = new Uint8Array(length);
    snappyUncompress(input, output);
    return output;
  };
}
