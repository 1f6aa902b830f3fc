/** The peers as pages: each draws the same rows as columns through its public interface, and does on request what ours does. These functions run in the page. */
import { join } from 'node:path';
import { ROOT } from '../../../server/root.ts';
import { fetchPeers, KEPLER } from './peerFiles.ts';
import type { PeerPage } from './peerServer.ts';

/** The rows as pages are given them. */
export interface PeerRows {
  readonly cells: readonly string[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
}

/** What a page of a peer can be asked to do. */
export interface PeerActs {
  /** Every row gets another height and another figure behind its colour. */
  update(turn: number): void;
  /** Another figure behind the colours. */
  recolour(turn: number): void;
  /** Another part of the rows, about 60 of 100. */
  filter(turn: number): void;
}

declare global {
  interface Window {
    acts: PeerActs;
  }
}

export interface Peer extends PeerPage {
  /** Draws the rows and leaves its acts in `window.acts`; resolves when they can be asked for. */
  readonly setUp: (rows: PeerRows) => Promise<void>;
}

/** Every peer that can be had; why not, by name, for those that cannot. */
export function findPeers(): { readonly peers: readonly Peer[]; readonly left: readonly string[] } {
  const modules = (path: string) => join(ROOT, 'node_modules', path);
  const small: Peer[] = [
    { name: 'globe.gl', scripts: [modules('globe.gl/dist/globe.gl.min.js')], styles: [], setUp: setUpGlobe },
    {
      name: 'echarts-gl',
      scripts: [modules('echarts/dist/echarts.min.js'), modules('echarts-gl/dist/echarts-gl.min.js')],
      styles: [],
      setUp: setUpEcharts,
    },
  ];
  const found = fetchPeers(KEPLER);
  if ('why' in found) return { peers: small, left: [`kepler.gl: ${found.why}`] };
  const file = (name: string, path: string) => join(found.get(name) ?? '', path);
  const kepler: Peer = {
    name: 'kepler.gl',
    scripts: [
      file('react', 'umd/react.production.min.js'),
      file('react-dom', 'umd/react-dom.production.min.js'),
      file('redux', 'dist/redux.min.js'),
      file('react-redux', 'dist/react-redux.min.js'),
      file('styled-components', 'dist/styled-components.min.js'),
      file('kepler.gl', 'umd/keplergl.min.js'),
    ],
    styles: [file('kepler.gl', 'umd/keplergl.min.css')],
    setUp: setUpKepler,
  };
  return { peers: [kepler, ...small], left: [] };
}

async function setUpKepler({ cells }: PeerRows): Promise<void> {
  type Call = (...values: unknown[]) => unknown;
  interface Layer {
    readonly type: string;
  }
  interface VisState {
    readonly layers: readonly Layer[];
    readonly datasets: Readonly<Record<string, { readonly fields: readonly { readonly name: string }[] }>>;
  }
  interface Store {
    dispatch: Call;
    getState(): { readonly keplerGl: { readonly map: { readonly visState: VisState } } };
  }
  const { React, ReactDOM, Redux, ReactRedux, KeplerGl } = globalThis as unknown as Record<
    'React' | 'ReactDOM' | 'Redux' | 'ReactRedux' | 'KeplerGl',
    Record<string, Call>
  >;
  const call = (owner: Record<string, Call> | undefined, name: string, ...values: unknown[]) => owner?.[name]?.(...values);
  const reducer = (KeplerGl as unknown as { keplerGlReducer: { initialState: Call } }).keplerGlReducer.initialState({
    uiState: { readOnly: true, currentModal: null, activeSidePanel: null },
  });
  const enhancer = call(Redux, 'applyMiddleware', ...(call(KeplerGl, 'enhanceReduxMiddleware', []) as unknown[]));
  const store = call(Redux, 'createStore', call(Redux, 'combineReducers', { keplerGl: reducer }), {}, enhancer) as Store;
  const size = { width: innerWidth, height: innerHeight };
  const map = call(React, 'createElement', KeplerGl.default, { id: 'map', mapboxApiAccessToken: '', ...size });
  const root = call(ReactDOM, 'createRoot', document.getElementById('root')) as { render: Call };
  root.render(call(React, 'createElement', ReactRedux.Provider, { store }, map));
  const dataset = (turn: number) => ({
    info: { id: 'rows', label: 'rows' },
    data: call(
      KeplerGl,
      'processRowObject',
      cells.map((cell, row) => ({
        hex_id: cell,
        height: ((row * 7919 + turn * 104_729 + 1) % 100_003) / 100_003,
        metric: (row * 31 + turn * 17) % 200,
        other: (row * 17) % 100,
      })),
    ),
  });
  const layer = {
    id: 'columns',
    type: 'hexagonId',
    config: {
      dataId: 'rows',
      label: 'columns',
      columns: { hex_id: 'hex_id' },
      isVisible: true,
      visConfig: { enable3d: true, coverage: 0.8, sizeRange: [0, 500], elevationScale: 20, opacity: 0.9 },
    },
    visualChannels: {
      colorField: { name: 'metric', type: 'integer' },
      colorScale: 'quantize',
      sizeField: { name: 'height', type: 'real' },
      sizeScale: 'linear',
    },
  };
  const send = (name: string, ...values: unknown[]) => store.dispatch(call(KeplerGl, 'wrapTo', 'map', call(KeplerGl, name, ...values)));
  const waitFor = async (isThere: () => boolean) => {
    while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await waitFor(() => store.getState().keplerGl.map !== undefined);
  send('addDataToMap', {
    datasets: [dataset(0)],
    options: { centerMap: false, readOnly: true },
    config: {
      version: 'v1',
      config: {
        visState: { layers: [layer] },
        mapState: { latitude: 10, longitude: 0, zoom: 1.2, pitch: 40, bearing: 0 },
        mapStyle: { styleType: 'no_map' },
      },
    },
  });
  const state = () => store.getState().keplerGl.map.visState;
  await waitFor(() => state().layers.length > 0);
  const fieldOf = (name: string) => state().datasets.rows?.fields.find((field) => field.name === name);
  let isFiltered = false;
  window.acts = {
    update: (turn) => send('updateVisData', [dataset(turn)], { keepExistingConfig: true }),
    recolour: (turn) =>
      send('layerVisualChannelConfigChange', state().layers[0], { colorField: fieldOf(turn % 2 === 0 ? 'metric' : 'other') }, 'color'),
    filter(turn) {
      if (!isFiltered) {
        send('addFilter', 'rows');
        send('setFilter', 0, 'name', 'height');
        isFiltered = true;
      }
      send('setFilter', 0, 'value', [0.01 * (turn % 3), 0.6]);
    },
  };
}

async function setUpGlobe({ latitudes, longitudes }: PeerRows): Promise<void> {
  interface Point {
    readonly lat: number;
    readonly lng: number;
    height: number;
    metric: number;
  }
  type Setter = (value: unknown) => Globe;
  interface Globe extends Record<string, Setter> {}
  const Globe = (globalThis as unknown as { Globe: new (element: HTMLElement | null) => Globe }).Globe;
  const shown = latitudes.map((lat, row): Point => ({ lat, lng: longitudes[row] ?? 0, height: 0, metric: 0 }));
  // The same objects again, so that their meshes stay: its quickest way.
  const change = (turn: number) => {
    for (const [row, point] of shown.entries()) {
      point.height = ((row * 7919 + turn * 104_729 + 1) % 100_003) / 200_006;
      point.metric = (row * 31 + turn * 17) % 200;
    }
  };
  change(0);
  const colours = ['#d55e00', '#e8a35c', '#f2e3c9', '#7fb5d6', '#0072b2'];
  const colourOf = (shift: number) => (point: Point) => colours[Math.floor(point.metric / 40 + shift) % colours.length];
  const globe = new Globe(document.getElementById('root'));
  const set = (name: string, value: unknown) => globe[name]?.(value);
  for (const [name, value] of Object.entries({
    pointLat: 'lat',
    pointLng: 'lng',
    pointAltitude: 'height',
    pointColor: colourOf(0),
    pointRadius: 0.25,
    pointResolution: 6,
    pointsTransitionDuration: 0,
    animateIn: false,
    pointsData: shown,
  }))
    set(name, value);
  window.acts = {
    update(turn) {
      change(turn);
      set('pointsData', [...shown]);
    },
    recolour: (turn) => void set('pointColor', colourOf(turn)),
    filter: (turn) =>
      void set(
        'pointsData',
        shown.filter(({ height }) => height > 0.005 * (turn % 3) && height < 0.3),
      ),
  };
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function setUpEcharts({ latitudes, longitudes }: PeerRows): Promise<void> {
  interface Chart {
    setOption(option: unknown): void;
  }
  const { echarts } = globalThis as unknown as { echarts: { init(element: HTMLElement | null): Chart } };
  const items = (turn: number) =>
    latitudes.map((latitude, row) => [
      longitudes[row],
      latitude,
      ((row * 7919 + turn * 104_729 + 1) % 100_003) / 100_003,
      (row * 31 + turn * 17) % 200,
    ]);
  const chart = echarts.init(document.getElementById('root'));
  let shown = items(0);
  const ramps = [
    ['#d55e00', '#f2e3c9', '#0072b2'],
    ['#440154', '#21918c', '#fde725'],
  ];
  chart.setOption({
    animation: false,
    globe: { shading: 'color', viewControl: { autoRotate: false } },
    visualMap: { show: false, dimension: 3, min: 0, max: 200, inRange: { color: ramps[0] } },
    series: [{ type: 'bar3D', coordinateSystem: 'globe', barSize: 0.3, shading: 'color', animation: false, data: shown }],
  });
  window.acts = {
    update(turn) {
      shown = items(turn);
      chart.setOption({ series: [{ data: shown }] });
    },
    recolour: (turn) => chart.setOption({ visualMap: { inRange: { color: ramps[turn % 2] } } }),
    filter: (turn) =>
      chart.setOption({ series: [{ data: shown.filter(([, , height = 0]) => height > 0.01 * (turn % 3) && height < 0.6) }] }),
  };
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
