import { describe, expect, it } from 'vitest';
import { createGlide, type Ease, type GlideTarget, largestChange } from '../../../src/model/glide.ts';

const straight: Ease = (progress) => progress;
const same = (slot: number) => slot;
const none = () => -1;
const grey = (count: number) => new Uint8Array(count * 4).fill(100);

function target(...shares: number[]): GlideTarget {
  return { shares: Float32Array.from(shares), colours: grey(shares.length) };
}

describe('a glide', () => {
  it('rises from nothing to its target and then stands still', () => {
    const glide = createGlide();
    glide.aim(target(1, 0.5), { nowMs: 0, ms: 100, ease: straight }, none);
    expect(glide.step(0)).toBe(true);
    expect([...glide.shares]).toEqual([0, 0]);
    glide.step(50);
    expect([...glide.shares]).toEqual([0.5, 0.25]);
    expect(glide.step(100)).toBe(false);
    expect([...glide.shares]).toEqual([1, 0.5]);
    expect(glide.step(500)).toBe(false);
  });

  it('goes on from where it stands when its target changes under way', () => {
    const glide = createGlide();
    glide.aim(target(1), { nowMs: 0, ms: 100, ease: straight }, none);
    glide.step(50);
    glide.aim(target(0), { nowMs: 50, ms: 100, ease: straight }, same);
    glide.step(100);
    expect(glide.shares[0]).toBeCloseTo(0.25);
  });

  it('carries slots over to a new layout', () => {
    const glide = createGlide();
    glide.aim(target(0.8, 0.4), { nowMs: 0, ms: 0, ease: straight }, none);
    glide.step(0);
    glide.aim(target(0.4, 1, 0.8), { nowMs: 0, ms: 100, ease: straight }, (slot) => [1, -1, 0][slot] ?? -1);
    glide.step(0);
    expect([...glide.shares].map((share) => Math.round(share * 10))).toEqual([4, 0, 8]);
  });

  it('hides a column of no height, and shows it from the first step up', () => {
    const glide = createGlide();
    glide.aim(target(0, 1), { nowMs: 0, ms: 100, ease: straight }, none);
    glide.step(0);
    expect([glide.colours[3], glide.colours[7]]).toEqual([0, 0]);
    glide.step(50);
    expect([glide.colours[3], glide.colours[7]]).toEqual([0, 255]);
  });

  it('counts changes of heights and of colours apart, so that only what changed is sent', () => {
    const glide = createGlide();
    glide.aim(target(1, 0.5), { nowMs: 0, ms: 0, ease: straight }, none);
    glide.step(0);
    const { sharesVersion, coloursVersion } = glide;
    glide.aim(target(0.9, 0.5), { nowMs: 0, ms: 0, ease: straight }, same);
    glide.step(0);
    expect(glide.sharesVersion).toBeGreaterThan(sharesVersion);
    expect(glide.coloursVersion).toBe(coloursVersion);
    const standing = glide.shares;
    glide.aim(target(0.9, 0.5), { nowMs: 0, ms: 0, ease: straight }, same);
    glide.step(0);
    expect(glide.shares).toBe(standing);
    expect(glide.sharesVersion).toBe(sharesVersion + 1);
  });
});

it('measures the largest change, which is whole for another layout', () => {
  expect(largestChange(Float32Array.of(0.5, 0.25), Float32Array.of(0.5, 0.75))).toBe(0.5);
  expect(largestChange(Float32Array.of(0.5), Float32Array.of(0.5, 0.5))).toBe(1);
});
