/** A ring on the ground where an event has just changed a column: it widens and is gone. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { ColumnPicture } from '../model/columns.ts';
import { MOTION } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

interface Arrival {
  readonly longitude: number;
  readonly latitude: number;
  readonly colour: readonly [number, number, number];
  /** 0 at its start, 1 when it is gone. */
  readonly progress: number;
}

/** More changes at once are no arrivals but another answer. */
const MOST_AT_ONCE = 12;
const MOST_RINGS = 24;

/** How far the ring of an arrival widens beyond the column, in its radii. */
const ARRIVAL_RADII = 4;
const ARRIVAL_ALPHA = 200;

export function createArrivalsPart({ isCalm }: MapContext): MapPart {
  let under: { readonly picture: ColumnPicture; readonly slot: number; readonly startMs: number }[] = [];
  let rings: readonly Arrival[] = [];

  return {
    show({ before, after, isSameLook, nowMs }) {
      if (!before || !isSameLook || isCalm()) return;
      const slots = grownSlots(before, after);
      if (slots.length > MOST_AT_ONCE) return;
      under = [...under, ...slots.map((slot) => ({ picture: after, slot, startMs: nowMs }))].slice(-MOST_RINGS);
    },
    step(nowMs) {
      if (under.length === 0 && rings.length === 0) return false;
      under = under.filter(({ startMs }) => nowMs - startMs < MOTION.arrival);
      rings = under.map(({ picture, slot, startMs }) => toArrival(picture, slot, Math.max(0, nowMs - startMs) / MOTION.arrival));
      return true;
    },
    ground: (frame) => [arrivalLayer(frame, rings)],
  };
}

function arrivalLayer({ size }: MapFrame, rings: readonly Arrival[]): Layer {
  return new ScatterplotLayer<Arrival>({
    id: 'arrivals',
    data: rings,
    getPosition: ({ longitude, latitude }) => [longitude, latitude],
    getRadius: ({ progress }) => 1 + ARRIVAL_RADII * (1 - (1 - progress) ** 3),
    radiusScale: size.radiusMetres,
    filled: false,
    stroked: true,
    getLineColor: ({ colour, progress }) => [...colour, ARRIVAL_ALPHA * (1 - progress)],
    lineWidthUnits: 'pixels',
    getLineWidth: 1.5,
    billboard: false,
    parameters: GROUND_PARAMETERS,
  });
}

/** Slots whose height or number of answers has risen; one more than may ring at once says that there are too many. */
function grownSlots(before: ColumnPicture, after: ColumnPicture): readonly number[] {
  if (before.layout !== after.layout) return [];
  const slots: number[] = [];
  for (let slot = 0; slot < after.shares.length && slots.length <= MOST_AT_ONCE; slot++) {
    const isHigher = (after.figures.heights[slot] as number) > (before.figures.heights[slot] as number);
    const isAnswered = (after.figures.answers[slot] as number) > (before.figures.answers[slot] as number);
    if (isHigher || isAnswered) slots.push(slot);
  }
  return slots;
}

function toArrival({ layout, colours }: ColumnPicture, slot: number, progress: number): Arrival {
  return {
    longitude: layout.positions[slot * 3] as number,
    latitude: layout.positions[slot * 3 + 1] as number,
    colour: [colours[slot * 4] as number, colours[slot * 4 + 1] as number, colours[slot * 4 + 2] as number],
    progress,
  };
}
