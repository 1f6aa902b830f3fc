/** A land on which nobody lives, drawn nowhere. */
import { Group, Scene } from 'three';
import { toGround } from '../../../src/model/landscape/land.ts';
import { toPoints, typicalValue } from '../../../src/model/landscape/points.ts';
import { NO_TINTS } from '../../../src/model/landscape/tints.ts';
import { GROUND, type Landscape } from '../../../src/protocol/landscape.ts';
import { createLandscapeStage, type LandscapeEvents, type LandscapeStage } from '../../../src/scene/landscapeStage.ts';

function emptyLandscape(): Landscape {
  const axis = (measure: string, from: number, to: number) => ({ measure, from, to });
  const [none, ones] = [new Float32Array(0), new Uint8Array(0)];
  return {
    header: {
      ...{ asOf: { epoch: 'test', seq: 0 }, judgedAt: null, height: 'revenue', steps: [2, 4, 8], regions: [], chosen: [] },
      ...{ x: axis('lateness', -2.6, 3.1), z: axis('frequency', -0.15, 5.05) },
      ...{ suppressed: 0, people: 0, placed: 0, perPoint: 1, total: 0, revenue: 0, points: 0 },
    },
    ...{ ground: new Float32Array(GROUND.width * GROUND.height), x: none, z: none, value: none, key: new Uint32Array(0) },
    ...{ satisfied: ones, flags: ones, segment: ones },
  };
}

/** Its stage with a first frame behind it; nothing of it glides. */
export function emptyStage(events: LandscapeEvents, size: { readonly width: number; readonly height: number }): LandscapeStage {
  const texts = {
    lettering: { group: new Group(), write: () => undefined, stretch: () => undefined, dispose: () => undefined },
    labels: () => ({ write: () => undefined, place: () => undefined, measure: () => undefined, dispose: () => undefined }),
  };
  const stage = createLandscapeStage({ scene: new Scene(), texts, events, invalidate: () => undefined });
  const landscape = emptyLandscape();
  const ground = toGround(landscape.header.x, landscape.header.z);
  const padding = { top: 40, right: 10, bottom: 60, left: 10 };
  stage.resize(size.width, size.height);
  stage.update({
    ...{ landscape, ground, theme: 'dark', regions: [], ticks: [], due: 0, borders: [], outlines: [], chosen: [] },
    ...{ tints: NO_TINTS, obstacles: [] },
    points: toPoints(landscape, { ground, tint: 'csat', theme: 'dark', typical: typicalValue(landscape) }, null),
    ...{ perCell: 1, lines: { x: [], z: [] }, titles: ['', ''], post: { top: 0, marks: [] }, padding, labelPadding: padding },
    ...{ flat: false, calm: true },
  });
  stage.step(0);
  return stage;
}
