import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src/model/labels.ts';
import { tooltipSpot } from '../../../src/model/tooltipSpot.ts';

const BOUNDS = { left: 60, top: 140, right: 860, bottom: 610 };
const SIZE = { width: 150, height: 90 };
const LEGEND = { left: 60, top: 255, right: 332, bottom: 610 };
const BUTTONS = { left: 810, top: 422, right: 860, bottom: 610 };
const room = { bounds: BOUNDS, covers: [LEGEND, BUTTONS] };

describe('a tooltip', () => {
  it('stands right of the pointer and below it where nothing is in the way', () => {
    expect(tooltipSpot(SIZE, 400, 300, room)).toEqual([416, 316]);
  });

  it('stays within the room and under no panel, wherever the pointer is', () => {
    const lost: [number, number][] = [];
    const overlap = (one: Box, other: Box) =>
      one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
    for (let x = BOUNDS.left + 0.5; x < BOUNDS.right; x += 7) {
      for (let y = BOUNDS.top + 0.5; y < BOUNDS.bottom; y += 7) {
        const pointer = { left: x, top: y, right: x, bottom: y };
        if (room.covers.some((box) => overlap(box, pointer))) continue;
        const [left, top] = tooltipSpot(SIZE, x, y, room);
        const tip = { left, top, right: left + SIZE.width, bottom: top + SIZE.height };
        const isInside = tip.left >= BOUNDS.left && tip.right <= BOUNDS.right && tip.top >= BOUNDS.top && tip.bottom <= BOUNDS.bottom;
        // Nor over what it tells of.
        if (!isInside || [...room.covers, pointer].some((box) => overlap(box, tip))) lost.push([x, y]);
      }
    }
    expect(lost).toEqual([]);
  });
});
