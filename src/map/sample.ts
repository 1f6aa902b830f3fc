/** The first rows of a file that somebody is about to bring: points where they would stand. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { toRgb } from '../model/colour.ts';
import type { SampleSpot } from '../model/import/sample.ts';
import { chrome } from '../model/tokens.ts';
import { GROUND_PARAMETERS } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';

const LEAST_PIXELS = 4;
const MOST_PIXELS = 14;

interface Spot {
  readonly longitude: number;
  readonly latitude: number;
  readonly rows: number;
}

const NONE: readonly SampleSpot[] = [];

export function createSamplePart({ geography, scene, schedule }: MapContext): MapPart {
  let spots: readonly Spot[] = [];
  let isGone = false;

  function place(): void {
    spots = (scene().sample ?? NONE).flatMap((spot) => {
      const at = spot.at ?? (spot.place && geography.factsOf(spot.place)?.anchor);
      return at ? [{ longitude: at[0], latitude: at[1], rows: spot.rows }] : [];
    });
    schedule();
  }

  /** A region without coordinates stands where its column would: that is fetched first. */
  async function learn(wanted: readonly SampleSpot[]): Promise<void> {
    const unknown = wanted.flatMap(({ at, place }) => (at === null && place && !geography.factsOf(place) ? [place] : []));
    if (unknown.length === 0) return;
    await Promise.allSettled(unknown.map((one) => geography.learn(one)));
    if (!isGone && scene().sample === wanted) place();
  }

  return {
    update(next, before) {
      if (next.sample === before?.sample) return;
      place();
      void learn(next.sample ?? NONE);
    },
    over: (frame) => (spots.length === 0 ? [] : [spotLayer(frame, spots)]),
    probe: () => ({ sample: spots.map(({ longitude, latitude, rows }) => ({ longitude, latitude, rows })) }),
    dispose() {
      isGone = true;
    },
  };
}

function spotLayer({ theme }: MapFrame, spots: readonly Spot[]): Layer {
  const { accent, fg1 } = chrome(theme);
  return new ScatterplotLayer<Spot>({
    id: 'sample',
    data: spots,
    getPosition: ({ longitude, latitude }) => [longitude, latitude],
    radiusUnits: 'pixels',
    getRadius: ({ rows }) => Math.min(MOST_PIXELS, LEAST_PIXELS + Math.sqrt(rows)),
    getFillColor: [...toRgb(accent), 210],
    stroked: true,
    getLineColor: [...toRgb(fg1), 255],
    lineWidthUnits: 'pixels',
    getLineWidth: 1.5,
    billboard: true,
    updateTriggers: { getFillColor: theme, getLineColor: theme },
    parameters: GROUND_PARAMETERS,
  });
}
