/** A file for what need not stay in memory: of this run alone, and gone with it. The system has its pages while it has room; nothing is synced. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface ScratchFile {
  readonly bytes: number;
  /** Adds bytes at its end; answers where they begin. Throws when the disk takes them not. */
  add(bytes: Uint8Array): number;
  /** Fills `into` with what stands from `at` on. */
  read(at: number, into: Uint8Array): void;
  close(): void;
}

/** Opens an empty one in a folder, where nobody finds it. */
export function openScratchFile(dir: string): ScratchFile {
  const path = join(dir, `scratch-${randomUUID()}.tmp`);
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  let end = 0;
  return {
    get bytes() {
      return end;
    },
    add(bytes) {
      const start = end;
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, start + done);
      end = start + bytes.length;
      return start;
    },
    read(at, into) {
      for (let done = 0; done < into.length; ) {
        const count = readSync(file, into, done, into.length - done, at + done);
        if (count === 0) throw new Error(`scratch file: ends at ${at + done} of ${end}`);
        done += count;
      }
    },
    close: () => closeSync(file),
  };
}
