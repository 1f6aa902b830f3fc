/** The camera of the map goes where the view is put, and nowhere where the map has told of it itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followCamera } from '../../../src/app/followCamera.ts';
import { createOwnView } from '../../../src/map/ownView.ts';
import { NO_HISTORY, record, redo, undo } from '../../../src/model/history.ts';
import { toCountry } from '../../../src/model/place.ts';
import { openSaved, searchToSave } from '../../../src/model/savedView.ts';
import { DEFAULT_VIEW, drillTo, type ViewState } from '../../../src/model/viewState.ts';
import { byHand, type CameraOrder, cameraOrders, orderCamera } from '../../../src/ui/cameraOrders.ts';
import { createViewStore } from '../../../src/ui/viewStore.ts';

const NEAR = { longitude: -46.63, latitude: -23.55, zoom: 9, pitch: 50, bearing: -16 };
const BRAZIL = toCountry('BR');

let store = createViewStore(DEFAULT_VIEW);
let frames: (() => void)[] = [];
let forget = () => {};
const orders: CameraOrder[] = [];
cameraOrders.subscribe(({ order }) => order && orders.push(order));

function begin(view: ViewState): void {
  forget();
  store = createViewStore(view);
  const onFrame = (act: () => void) => {
    frames.push(act);
    return () => {
      frames = frames.filter((other) => other !== act);
    };
  };
  forget = followCamera(store, { onFrame });
}

/** What is ordered by the next frame. */
function ordered(): readonly CameraOrder[] {
  for (const act of frames.splice(0)) act();
  return orders.splice(0);
}

const change = (part: Partial<ViewState>) => store.setState(part);
function moveByHand(camera: typeof NEAR): void {
  byHand.camera = camera;
  change({ camera });
}

beforeEach(() => {
  frames = [];
  orderCamera(null);
  begin(DEFAULT_VIEW);
});
afterEach(() => {
  forget();
  orders.length = 0;
});

describe('the camera', () => {
  it('goes to that of a saved view, and home for one that was saved at home', () => {
    const search = searchToSave({ ...drillTo(DEFAULT_VIEW, BRAZIL), camera: NEAR });
    store.setState(openSaved(search, store.getState()), true);
    expect(ordered()).toEqual([{ kind: 'fly', camera: NEAR }]);
    store.setState(openSaved('?at=BR', store.getState()), true);
    expect(ordered()).toEqual([{ kind: 'home' }]);
  });

  it('goes by itself to the own view of a place that is gone into, and stays where a hand moved it', () => {
    change(drillTo(DEFAULT_VIEW, BRAZIL));
    moveByHand(NEAR);
    change({ colour: 'nps' });
    expect(ordered()).toEqual([]);
    expect(cameraOrders.getState().order).toBeNull();
  });

  it('goes home for the whole world that is looked at from near', () => {
    moveByHand(NEAR);
    store.setState(drillTo(store.getState(), null), true);
    expect(ordered()).toEqual([{ kind: 'home' }]);
  });

  it('follows the steps that are taken back', () => {
    const before = store.getState();
    change({ where: { segment: ['Loyal'] } });
    const history = record(NO_HISTORY, [before, store.getState()], 0);
    moveByHand(NEAR);
    const back = undo(history, store.getState());
    store.setState(back?.[1] ?? before, true);
    expect(ordered()).toEqual([{ kind: 'home' }]);
    const again = back && redo(back[0], back[1]);
    store.setState(again?.[1] ?? before, true);
    expect(ordered()).toEqual([{ kind: 'fly', camera: NEAR }]);
  });

  it('is put where the view has it once the map is seen again', () => {
    change({ picture: 'ecosystem' });
    change({ camera: NEAR });
    expect(ordered()).toEqual([]);
    change({ picture: 'map' });
    expect(ordered()).toEqual([{ kind: 'fly', camera: NEAR }]);
  });

  it('of several views that are opened at once goes to the last', () => {
    change({ camera: { ...NEAR, zoom: 3 } });
    change({ camera: NEAR });
    expect(ordered()).toEqual([{ kind: 'fly', camera: NEAR }]);
  });
});

describe('a place that becomes known late', () => {
  it('is no reason to leave where the camera was told to stand meanwhile', async () => {
    let learnt = () => {};
    let isKnown = false;
    const flown: unknown[] = [];
    const facts = { name: '', anchor: [-48, -22], bounds: [-53, -25, -44, -20] };
    const scene = { focus: BRAZIL, padding: { top: 0, right: 0, bottom: 0, left: 0 } };
    const view = createOwnView({
      map: { getContainer: () => ({ clientWidth: 1000, clientHeight: 800 }), getCenter: () => ({ lng: 0, lat: 0 }) },
      geography: {
        factsOf: () => (isKnown ? facts : undefined),
        learn: () =>
          new Promise<void>((resolve) => {
            learnt = resolve;
          }),
      },
      flights: { fly: (to: unknown) => flown.push(to), heading: () => NEAR },
      scene: () => scene,
      ...{ covers: () => [], isHome: false, isReady: () => true, schedule: () => {} },
    } as unknown as Parameters<typeof createOwnView>[0]);
    const learn = async () => {
      isKnown = true;
      learnt();
      await new Promise((resolve) => setTimeout(resolve));
      isKnown = false;
    };
    view.home();
    await learn();
    expect(flown).toHaveLength(1);
    view.home();
    view.leave();
    await learn();
    expect(flown).toHaveLength(1);
  });
});
