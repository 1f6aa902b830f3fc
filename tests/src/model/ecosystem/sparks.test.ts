/** Sparks while nobody looks, and after a long silence: what is sent is what has just arrived, at so many events a spark as is said. */
import { describe, expect, it } from 'vitest';
import type { LinkShape } from '../../../../src/model/ecosystem/cascade.ts';
import { areSparksSent, createSparkFlow, MOST_SPARKS } from '../../../../src/model/ecosystem/sparks.ts';

const AMOUNTS = { events: 10, orders: 0, revenue: 0, risk: null, satisfied: 0, answers: 0 };
const LINK: LinkShape = {
  link: { ...AMOUNTS, key: 'web to Loyal', from: 0, to: 1, gap: 0, before: null },
  ...{ x0: 0, z0: -9, x1: 0, z1: -1, width: 1, widthBefore: 0, csat: Number.NaN },
};
const counts = (count: number) => new Map([[LINK.link.key, count]]);

describe('sparks', () => {
  it('of the time in which nobody looked are not sent all at once', () => {
    const flow = createSparkFlow();
    flow.tell([LINK], counts(0), 0);
    for (let second = 1; second <= 600; second++) flow.tell([LINK], counts(5 * second), second);
    let sent = 0;
    for (let nowS = 600; nowS < 603; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(5 * 4);
    expect(flow.perSpark()).toBe(1);
  });

  it('stand for as many events as they say when thousands arrive after a silence', () => {
    const flow = createSparkFlow();
    flow.tell([LINK], counts(0), 0);
    flow.tell([LINK], counts(12_000), 1200);
    let sent = 0;
    for (let nowS = 1200; nowS < 1203; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBeLessThanOrEqual(MOST_SPARKS);
    expect(sent * flow.perSpark()).toBe(12_000);
  });

  it('that are due stay as many events when each stands for more', () => {
    const flow = createSparkFlow(100);
    flow.tell([LINK], counts(0), 0);
    flow.tell([LINK], counts(90), 1);
    expect(flow.perSpark()).toBe(1);
    flow.tell([LINK], counts(90 + 910), 1);
    expect(flow.perSpark()).toBe(10);
    let sent = 0;
    for (let nowS = 1; nowS < 4; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBe(100);
  });

  it('are none where other things are counted than before, as with a filter less or with others folded together', () => {
    const flow = createSparkFlow();
    flow.tell([LINK], counts(100), 0, 'of one source');
    flow.tell([LINK], counts(90_000), 0.4, 'of all');
    let sent = 0;
    for (let nowS = 0.4; nowS < 3; nowS += 0.05) flow.step(nowS, () => sent++);
    expect([sent, flow.perSpark(), flow.rate()]).toEqual([0, 1, 0]);
    flow.tell([LINK], counts(90_003), 3, 'of all');
    for (let nowS = 3; nowS < 6; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBe(3);
  });

  it('are as many as have arrived where people come into another segment with all that they ever did', () => {
    const other: LinkShape = { ...LINK, link: { ...LINK.link, key: 'web to New' } };
    const held = (loyal: number, fresh: number) =>
      new Map([
        [LINK.link.key, loyal],
        [other.link.key, fresh],
      ]);
    const flow = createSparkFlow();
    flow.tell([LINK, other], held(1000, 500), 0);
    // Forty events go over with those who bought five times.
    flow.tell([LINK, other], held(1045, 460), 1);
    let sent = 0;
    for (let nowS = 1; nowS < 4; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBe(5);
    // What is taken back sends none.
    flow.tell([LINK, other], held(1045, 400), 4);
    for (let nowS = 4; nowS < 7; nowS += 0.05) flow.step(nowS, () => sent++);
    expect(sent).toBe(5);
  });

  it('are spoken of only where some fly: not beside a moment of the past, nor where little movement is asked for', () => {
    const asOf = { epoch: 'e', seq: 1, at: '2026-01-01T00:00:00Z' };
    expect([areSparksSent({ asOf: null }, false), areSparksSent({ asOf: null }, true), areSparksSent({ asOf }, false)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
