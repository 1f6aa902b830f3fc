/** The parts of the map's picture, back to front within each plane. A new picture is a new file and one line here. */
import { createAreasPart } from './areas.ts';
import { createArrivalsPart } from './arrivals.ts';
import { createFlowsPart } from './flows.ts';
import { createGhostsPart } from './ghosts.ts';
import { createGlassPart } from './glass.ts';
import { createHexagonGroundPart } from './hexagonGround.ts';
import { createLassoPart } from './lasso/lassoPart.ts';
import { createLooksPart } from './looks.ts';
import type { CreateMapPart } from './mapPart.ts';
import { createNamingPart } from './naming.ts';
import { createPinsPart } from './pins.ts';
import { createPointedPart } from './pointed.ts';
import { createRankBarsPart } from './rankBars.ts';
import { createRingsPart } from './rings.ts';
import { createSamplePart } from './sample.ts';
import { createSightPart } from './sight.ts';
import { createSolidsPart } from './solids.ts';
import { createTravelPart } from './travelKeys.ts';
import { createXrayPart } from './xray.ts';

export const MAP_PARTS: readonly CreateMapPart[] = [
  createTravelPart,
  createSolidsPart,
  createAreasPart,
  createHexagonGroundPart,
  createNamingPart,
  createRingsPart,
  createLooksPart,
  createArrivalsPart,
  createFlowsPart,
  createGhostsPart,
  createGlassPart,
  createSamplePart,
  createPinsPart,
  createPointedPart,
  createXrayPart,
  createSightPart,
  createRankBarsPart,
  createLassoPart,
];
