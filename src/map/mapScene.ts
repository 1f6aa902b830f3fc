/** What the map is told to show, and what it tells back. */
import type { CameraState, Padding } from '../model/camera.ts';
import type { Flow } from '../model/flows.ts';
import type { SampleSpot } from '../model/import/sample.ts';
import type { ColourMeasure, HeightMeasure } from '../model/measure.ts';
import type { MapPins } from '../model/notes.ts';
import type { Level, PlaceRef } from '../model/place.ts';
import type { Shape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import type { Scale } from '../model/viewState.ts';
import type { AnswerTable } from '../protocol/table.ts';

export interface MapScene {
  readonly theme: Theme;
  /** Answer grouped by `groupByOf(level)` with `metricsOf(height, colour)`; null until the first one. The level drawn is that of the table. */
  readonly table: AnswerTable | null;
  /** What the table answers, as a text: what grew between two answers of other questions has not just happened. */
  readonly question: string;
  /** Answer grouped by `flowGroups(level)`; null draws no flows. */
  readonly flows: AnswerTable | null;
  readonly level: Level;
  /** In which shape values stand. */
  readonly shape: Shape;
  readonly height: HeightMeasure;
  readonly colour: ColourMeasure;
  readonly scale: Scale;
  readonly shrink: boolean;
  /** Whether the plan that stands as glass is moved by a what-if. */
  readonly isWhatIf: boolean;
  readonly xray: boolean;
  readonly ranked: boolean;
  readonly selected: PlaceRef | null;
  /** The place drilled into: a change of it flies the camera there; null is the whole world. */
  readonly focus: PlaceRef | null;
  /** Whether signs stand beside colours. */
  readonly signs: boolean;
  /** True while the connection is lost: the data greys. */
  readonly stale: boolean;
  /** Names of the sources that are behind: what rests on them greys, row by row (the table's column `stale`). */
  readonly lagging: string;
  /** Where people left notes. */
  readonly pins: MapPins;
  /** Where the first rows of a file that is about to be brought would stand; left out or null: none is. */
  readonly sample?: readonly SampleSpot[] | null;
  /** What the panels cover, CSS pixels. */
  readonly padding: Padding;
}

export interface MapEvents {
  /** Names of hexagons have become known: see `model/hexagonNames.ts`. */
  readonly onNames: () => void;
  /** A movement of the camera that a person made has ended. Flights to places and room for panels do not count. */
  readonly onCamera: (camera: CameraState) => void;
  /** A click on a place, or on nothing. */
  readonly onSelect: (place: PlaceRef | null) => void;
  /** A click on a flow. */
  readonly onFlow: (flow: Flow) => void;
  /** Arrow keys have come to a place: it is pointed out. */
  readonly onTravel: (place: PlaceRef) => void;
  /** A click on the selected place (so a double click on any), or Enter. */
  readonly onDrill: (place: PlaceRef) => void;
}
