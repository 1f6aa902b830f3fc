/** Shapes that share a line share its points. */
import type { Position } from 'geojson';
import type { Topology } from 'topojson-specification';

/**
 * The same topology with its lines in degrees instead of steps from one point to the next: the shapes that are made of it hold these very
 * points, where they would each get their own otherwise. Nobody may change them.
 */
export function withSharedPoints({ transform, ...topology }: Topology): Topology {
  if (!transform) return topology;
  const { scale, translate } = transform;
  const pointsOf = (arc: readonly Position[]): Position[] => {
    let [east, north] = [0, 0];
    return arc.map(([stepEast = 0, stepNorth = 0]) => {
      east += stepEast;
      north += stepNorth;
      return [east * scale[0] + translate[0], north * scale[1] + translate[1]];
    });
  };
  return { ...topology, arcs: topology.arcs.map(pointsOf) };
}
