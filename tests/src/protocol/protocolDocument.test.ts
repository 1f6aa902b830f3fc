/** The samples of docs/protocol.md are what the code reads and writes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyFrame, createFrameTable } from '../../../src/protocol/frame.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/live.ts';

const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

function blocks(kind: string): string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\``, 'gms')), ([, block = '']) => block);
}

/** The bytes of a sample: what stands before the comment on each line. */
function toBytes(block: string): Uint8Array {
  const bytes = block.split('\n').flatMap(
    (line) =>
      line
        .match(/^(?:[0-9a-f]{2} ?)+(?= |$)/)?.[0]
        .trim()
        .split(' ') ?? [],
  );
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16));
}

describe('docs/protocol.md', () => {
  it('is of this version', () => expect(text).toContain(`# The live protocol, version ${PROTOCOL_VERSION}\n`));

  it('shows frames that give the tables it says', () => {
    const frames = blocks('frame');
    const tables = blocks('json');
    expect(frames).toHaveLength(2);
    const table = createFrameTable();
    for (const [at, frame] of frames.entries()) {
      applyFrame(table, toBytes(frame));
      const rows = Array.from({ length: table.rowCount }, (_, row) => [
        ...table.keys.map((ids) => ids[row]),
        ...table.values.map((column) => (Number.isNaN(column[row]) ? null : column[row])),
      ]);
      expect({ rows, labels: table.labels, unconverted: table.header.unconverted }).toEqual(JSON.parse(tables[at] ?? ''));
    }
  });
});
