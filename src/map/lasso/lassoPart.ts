/** The tool that draws an area around places, fetched when it is first taken up. */
import { areaStore } from '../../ui/area/areaStore.ts';
import { untilLoaded } from '../../ui/part.ts';
import type { MapContext, MapPart } from '../mapPart.ts';
import type { LassoTool } from './lassoTool.ts';

export function createLassoPart(context: MapContext): MapPart {
  let tool: LassoTool | null = null;
  let isGone = false;

  async function follow(): Promise<void> {
    if (!areaStore.getState().isOn) {
      tool?.dispose();
      tool = null;
      return;
    }
    if (tool !== null) return;
    const { createLassoTool } = await untilLoaded(() => import('./lassoTool.ts'));
    if (tool === null && !isGone && areaStore.getState().isOn) tool = createLassoTool(context);
  }

  const stop = areaStore.subscribe((now, before) => {
    if (now.isOn !== before.isOn) void follow();
  });
  void follow();
  return {
    show: () => tool?.show(),
    update: () => tool?.lay(),
    lay: () => tool?.lay(),
    dispose() {
      isGone = true;
      stop();
      tool?.dispose();
    },
  };
}
