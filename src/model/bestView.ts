/** Where the camera could stand instead, to hide less: the same place, turned, and tilted a little otherwise. */
import { type CameraState, wrapLongitude } from './camera.ts';
import type { Occlusion } from './occlusion.ts';

const TURN_STEP_DEGREES = 15;
const TILT_STEP_DEGREES = 8;
const TILT = { least: 0, most: 68 } as const;
/** A camera that looks straight down on most of the globe sees as much whichever way north is: there the globe itself is turned. */
const GLOBE_BELOW_ZOOM = 3.4;
const STRAIGHT_BELOW_PITCH = 12;
const GLOBE_TILTS = [-20, 0, 20] as const;
const MOST_LATITUDE = 55;
/** What a half turn costs: of two views that hide the same the nearer one is taken. */
const TURN_COST = 0.01;

/** Cameras worth trying, the present one first. */
export function candidateCameras(camera: CameraState): readonly CameraState[] {
  const isGlobe = camera.zoom < GLOBE_BELOW_ZOOM && camera.pitch < STRAIGHT_BELOW_PITCH;
  return [camera, ...(isGlobe ? turnedGlobes(camera) : turnedCameras(camera))];
}

function turnedCameras(camera: CameraState): readonly CameraState[] {
  const pitches = [0, -TILT_STEP_DEGREES, TILT_STEP_DEGREES]
    .map((tilt) => camera.pitch + tilt)
    .filter((pitch) => pitch >= TILT.least && pitch <= TILT.most);
  return turns().flatMap((turn) => pitches.map((pitch) => ({ ...camera, pitch, bearing: wrapLongitude(camera.bearing + turn) })));
}

function turnedGlobes(camera: CameraState): readonly CameraState[] {
  const latitudes = GLOBE_TILTS.map((tilt) => camera.latitude + tilt).filter((latitude) => Math.abs(latitude) <= MOST_LATITUDE);
  return turns().flatMap((turn) =>
    latitudes.map((latitude) => ({ ...camera, latitude, longitude: wrapLongitude(camera.longitude + turn) })),
  );
}

function turns(): readonly number[] {
  return Array.from({ length: 360 / TURN_STEP_DEGREES }, (_, step) => step * TURN_STEP_DEGREES);
}

/** A camera with what it hides. */
export interface Candidate {
  readonly camera: CameraState;
  readonly occlusion: Occlusion;
}

/** What a candidate costs: the share of value that it hides, what it loses out of sight beside the present one, and a little for the turn. */
export function costOf({ camera, occlusion }: Candidate, present: Candidate): number {
  const lost = Math.max(0, occlusion.outside - present.occlusion.outside);
  return occlusion.hidden + lost + (TURN_COST * turnBetween(camera, present.camera)) / 180;
}

function turnBetween(one: CameraState, other: CameraState): number {
  return Math.abs(wrapLongitude(one.bearing - other.bearing)) + Math.abs(wrapLongitude(one.longitude - other.longitude));
}
