import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRow } from '../../../server/log/batch.ts';
import { createHashIndex, type HashIndex } from '../../../server/log/hashIndex.ts';
import { createIdentityHash, HASH_BYTES, identityOf, newIdentityKey } from '../../../server/log/identity.ts';
import { openStore } from '../../../server/log/store.ts';
import { allEvents, appendJson, makeFolder, openTestLog, sent } from './logFixture.ts';

function hashed(key: string | null, source: string, id: string): Buffer {
  const into = Buffer.alloc(HASH_BYTES);
  createIdentityHash(key)(identityOf({ source, id }), into, 0);
  return into;
}

describe('the hash of an identity', () => {
  const key = newIdentityKey();

  it('tells source and id apart, however they are cut, and depends on every byte and on the key', () => {
    const seen = new Set<string>();
    const pairs = Array.from({ length: 12 }, (_, cut) => ['abcdefghijkl'.slice(0, cut), 'abcdefghijkl'.slice(cut)] as const);
    const zeros = Array.from({ length: 9 }, (_, count) => ['\0'.repeat(count), '\0'] as const);
    for (const [source, id] of [...pairs, ...zeros]) seen.add(hashed(key, source, id).toString('hex'));
    expect(seen.size).toBe(pairs.length + zeros.length);
    expect(hashed(newIdentityKey(), 'a', 'b').equals(hashed(key, 'a', 'b'))).toBe(false);
    expect(hashed(key, 'Läden', 'ö').equals(hashed(key, 'Läden', 'ö'))).toBe(true);
  });

  it('spreads: a changed bit changes about half of all bits', () => {
    let changed = 0;
    for (let i = 0; i < 500; i++) {
      const [a, b] = [hashed(key, 'shop', `order-${2 * i}`), hashed(key, 'shop', `order-${2 * i + 1}`)];
      for (let at = 0; at < HASH_BYTES; at++) changed += ((a[at] as number) ^ (b[at] as number)).toString(2).replaceAll('0', '').length;
    }
    expect(changed / 500 / (8 * HASH_BYTES)).toBeGreaterThan(0.45);
    expect(changed / 500 / (8 * HASH_BYTES)).toBeLessThan(0.55);
  });
});

describe('a log', () => {
  it('from before there were keys knows its events', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendJson(log, [sent('1'), sent('2')]);
    const events = allEvents(log);
    log.close();
    const store = openStore(dir, 'log-2.db');
    store.writeMeta('epoch', log.epoch);
    const hashes = Buffer.concat(events.map(({ source, id }) => hashed(null, source, id)));
    store.commit([toRow({ firstSeq: 1, hashes, profiles: [], payload: Buffer.from(JSON.stringify(events)) })], []);
    store.close();
    const old = openTestLog(dir);
    expect(appendJson(old, [sent('1'), sent('2'), sent('3')])).toMatchObject({ accepted: 1, duplicates: 2, seq: 3 });
    expect(old.state().notices).toEqual([]);
    old.close();
  });

  it('that lost its key is repaired, and knows its events', () => {
    const dir = makeFolder();
    const log = openTestLog(dir);
    appendJson(log, [sent('1'), sent('2')]);
    log.close();
    const store = openStore(dir, 'log-1.db');
    store.writeMeta('identity', newIdentityKey());
    store.close();
    const again = openTestLog(dir);
    expect(again.state().notices).toHaveLength(1);
    expect(appendJson(again, [sent('1'), sent('2')])).toMatchObject({ accepted: 0, duplicates: 2, seq: 2 });
    again.close();
  });
});

function candidates(index: HashIndex, hashes: Buffer, at: number): number[] {
  const found: number[] = [];
  index.find(hashes, at, (seq) => found.push(seq) < 0);
  return found.sort();
}

describe('the index of identities', () => {
  it('finds what was added and not taken back, whatever collides', () => {
    const hash = fc.tuple(fc.nat(2), fc.nat(5)).map(([low, high]) => Buffer.from([low, 0, 0, 0, high * 51, ...new Array(11).fill(0)]));
    fc.assert(
      fc.property(fc.array(fc.tuple(hash, fc.boolean()), { maxLength: 200 }), (steps) => {
        const index = createHashIndex();
        const held = new Map<number, Buffer>();
        steps.forEach(([bytes, remove], at) => {
          const [oldest] = remove ? held : [];
          if (oldest) {
            index.remove(oldest[1], 0, oldest[0]);
            held.delete(oldest[0]);
          } else {
            index.add(bytes, 0, 0xffff_ff00 - at);
            held.set(0xffff_ff00 - at, bytes);
          }
        });
        expect(index.size).toBe(held.size);
        for (const [seq, bytes] of held) expect(index.find(bytes, 0, (found) => found === seq)).toBe(seq);
        for (const [bytes] of steps) {
          const same = [...held].flatMap(([seq, other]) => (other.equals(bytes) ? [seq] : []));
          expect(candidates(index, bytes, 0)).toEqual(same.sort());
        }
      }),
      { seed: 7 },
    );
  });

  it('holds the same when runs of events are added together', () => {
    const run = fc.tuple(fc.integer({ min: 1, max: 0xffff_fe00 }), fc.uint8Array({ minLength: 0, maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), (drawn) => {
        const runs = drawn.map(([firstSeq, low]) => ({
          firstSeq,
          hashes: Buffer.concat(Array.from(low, (byte) => Buffer.from([byte, 0, byte % 3, 0, (byte % 5) * 51, ...new Array(11).fill(0)]))),
        }));
        const [index, plain] = [createHashIndex(), createHashIndex()];
        index.addAll(runs);
        for (const { hashes, firstSeq } of runs)
          for (let at = 0; at < hashes.length; at += HASH_BYTES) plain.add(hashes, at, firstSeq + at / HASH_BYTES);
        expect(index.size).toBe(plain.size);
        for (const { hashes } of runs)
          for (let at = 0; at < hashes.length; at += HASH_BYTES)
            expect(candidates(index, hashes, at)).toEqual(candidates(plain, hashes, at));
      }),
      { seed: 7 },
    );
    expect(() => createHashIndex().addAll([{ hashes: Buffer.alloc(2 * HASH_BYTES), firstSeq: 0xffff_ffff }])).toThrow(
      'at most 4294967295 events',
    );
  });

  it('grows evenly with what it holds, by 11.5 to 15 bytes each', () => {
    const count = 600_000;
    const writeHash = createIdentityHash('00112233445566778899aabbccddeeff');
    const hashes = Buffer.alloc(count * HASH_BYTES);
    for (let at = 0; at < count; at++) writeHash(identityOf({ source: 'a', id: `${at}` }), hashes, at * HASH_BYTES);
    const index = createHashIndex();
    for (let seq = 1; seq <= count; seq++) {
      index.add(hashes, (seq - 1) * HASH_BYTES, seq);
      if (seq < count / 2 || seq % 5000 > 0) continue;
      expect(index.bytes / seq).toBeGreaterThan(11.5);
      expect(index.bytes / seq).toBeLessThan(15);
    }
    expect(index.size).toBe(count);
    for (let seq = 1; seq <= count; seq++)
      if (index.find(hashes, (seq - 1) * HASH_BYTES, (found) => found === seq) !== seq) expect.fail(`${seq} is lost`);
    const roomy = createHashIndex(count);
    for (let seq = 1; seq <= count; seq++) roomy.add(hashes, (seq - 1) * HASH_BYTES, seq);
    expect(roomy.bytes / count).toBeLessThan(16);
    for (let seq = 1; seq <= count; seq += 7)
      if (roomy.find(hashes, (seq - 1) * HASH_BYTES, (found) => found === seq) !== seq) expect.fail(`${seq} is lost`);
  });
});
