/** How nodes and links look: colour is satisfaction, light is what one looks at, an outline is change, dashes are silence. */
import { mixRgb, type Rgb, rampOf, toRgb } from '../colour.ts';
import { CERTAIN_FROM } from '../measure.ts';
import type { Theme } from '../tokens.ts';
import type { Cascade, LinkShape } from './cascade.ts';
import { isSilentShare } from './changes.ts';
import type { Dependence } from './dependence.ts';

/** Target of the satisfied share and where the colour is full, percent. */
export const CSAT_TARGET = 75;
export const CSAT_SPAN = 15;

/** The floor that everything stands on, and what has no opinion. */
export const FLOOR = {
  dark: {
    background: '#04070D',
    floor: '#0A1220',
    line: '#22304D',
    silent: '#5C6885',
    risk: '#EE7440',
    changed: '#FFFFFF',
    dimmed: '#101A2E',
  },
  light: {
    background: '#E9EDF3',
    floor: '#FBFCFE',
    line: '#BCC6D3',
    silent: '#A9B2C1',
    risk: '#B8430A',
    changed: '#0F1A2E',
    dimmed: '#E9EDF3',
  },
} as const;

/** Floats a node and a link take in the buffers that the shaders read. */
export const NODE_STRIDE = 15;
export const LINK_STRIDE = 13;

export interface LookOptions {
  readonly theme: Theme;
  readonly dependence: Dependence | null;
  /** Node and link pointed at, -1 for none. */
  readonly hovered: number;
  readonly hoveredLink: number;
  /** Share of each node and link that rests on silent sources, by key. */
  readonly silent: ReadonlyMap<string, number>;
  /** Keys of the links that are outlined: what is told of them has changed. */
  readonly changed: ReadonlySet<string>;
  /** Keys of what is drawn as it was before too, as thin lines. */
  readonly compared: ReadonlySet<string>;
  /** The nodes around which a ring says that they need to be looked at. */
  readonly ringed: readonly number[];
}

/** Light of what is no neighbour of what is pointed at. */
const ASIDE = 0.6;

/** Where a satisfied share stands on the ramp: -1 to 1, 0 at the target; few answers stay near the middle. */
export function satisfactionAt(csat: number, answers: number): number {
  const position = Math.max(-1, Math.min(1, (csat - CSAT_TARGET) / CSAT_SPAN));
  return answers < CERTAIN_FROM ? position * 0.4 : position;
}

/** Colour of a satisfied share; grey without answers. */
export function satisfactionColour(csat: number, answers: number, theme: Theme): Rgb {
  if (answers === 0) return toRgb(FLOOR[theme].silent);
  return rampOf(theme, 'diverging')((satisfactionAt(csat, answers) + 1) / 2);
}

/** The same as a colour for text: lighter on dark, darker on light. */
export function satisfactionText(csat: number, answers: number, theme: Theme): Rgb {
  const colour = satisfactionColour(csat, answers, theme);
  return theme === 'dark' ? mixRgb(colour, [255, 255, 255], 0.28) : mixRgb(colour, [0, 0, 0], 0.36);
}

/** Nodes as the shaders read them: x, z, angle, rank, far dock, near dock, ball, stem, red, green, blue (0-1), light, halo, far and near dock before (0: not drawn). */
export function nodeFloats({ nodes, links }: Cascade, options: LookOptions): Float32Array {
  const floats = new Float32Array(nodes.length * NODE_STRIDE);
  const rings = new Set(options.ringed);
  const lit = neighbours(links, options);
  nodes.forEach((shape, at) => {
    const { x, z, angle, node, dockFar, dockNear, ball, stem, csat, dockFarBefore, dockNearBefore } = shape;
    const colour = isSilentShare(options.silent.get(node.key))
      ? toRgb(FLOOR[options.theme].silent)
      : satisfactionColour(csat, node.answers, options.theme);
    const [r, g, b] = colour;
    const light = options.hovered === at ? 1 : lightOf(options.dependence, at) * (lit === null || lit.has(at) ? 1 : ASIDE);
    const before = options.compared.has(node.key) ? [dockFarBefore, dockNearBefore] : [0, 0];
    floats.set(
      [x, z, angle, node.rank, dockFar, dockNear, ball, stem, r / 255, g / 255, b / 255, light, rings.has(at) ? 1 : 0, ...before],
      at * NODE_STRIDE,
    );
  });
  return floats;
}

/** What is pointed at and what hangs together with it; null where nothing is pointed at. */
function neighbours(links: readonly LinkShape[], { hovered, hoveredLink }: LookOptions): ReadonlySet<number> | null {
  if (hovered < 0 && hoveredLink < 0) return null;
  const lit = new Set<number>([hovered]);
  links.forEach(({ link }, at) => {
    if (at !== hoveredLink && link.from !== hovered && link.to !== hovered) return;
    lit.add(link.from);
    lit.add(link.to);
  });
  return lit;
}

/** Light of a node, 0 to 1: full for the chosen, the others by what hangs on these, against the one that hangs on them most. */
export function lightOf(dependence: Dependence | null, at: number): number {
  if (dependence === null) return 1;
  const share = dependence.nodes[at] ?? 0;
  if (share >= 1) return 1;
  const most = dependence.nodes.reduce((largest, other) => (other < 1 && other > largest ? other : largest), 1e-9);
  return share <= 0 ? 0.1 : 0.16 + (0.84 * share) / most;
}

/** Links as the shaders read them: x0, z0, x1, z1, width, red, green, blue, alpha, share, changed, broken (what feeds it has fallen silent), width before (0: not drawn). */
export function linkFloats({ links }: Cascade, options: LookOptions): Float32Array {
  const floats = new Float32Array(links.length * LINK_STRIDE);
  const { hovered, hoveredLink } = options;
  links.forEach((shape, at) => {
    const { x0, z0, x1, z1, width, csat, link, widthBefore } = shape;
    const isBroken = isSilentShare(options.silent.get(link.key));
    const [r, g, b] = isBroken ? toRgb(FLOOR[options.theme].silent) : satisfactionColour(csat, link.answers, options.theme);
    const isAside = (hovered >= 0 || hoveredLink >= 0) && at !== hoveredLink && link.from !== hovered && link.to !== hovered;
    const alpha = alphaOf(shape, options) * (isAside ? ASIDE : 1);
    const inner = options.dependence?.links[at] ?? 1;
    const before = options.compared.has(link.key) ? widthBefore : 0;
    const state = [inner, options.changed.has(link.key) ? 1 : 0, isBroken ? 1 : 0, before];
    floats.set([x0, z0, x1, z1, width, r / 255, g / 255, b / 255, alpha, ...state], at * LINK_STRIDE);
  });
  return floats;
}

/** On target a link is a quiet weave; far from it, it stands out: bad ones are seen without a click. */
function alphaOf({ csat, link }: LinkShape, { theme }: LookOptions): number {
  const far = link.answers === 0 ? 0 : Math.abs(satisfactionAt(csat, link.answers));
  if (theme === 'light') return (0.28 + 0.5 * far) * (link.answers === 0 ? 0.8 : 1);
  return (0.24 + 0.56 * far ** 0.9) * (link.answers === 0 ? 0.8 : 1);
}

/** The order in which links are drawn. */
export function drawOrder({ links }: Cascade): readonly number[] {
  const far = (at: number) => {
    const { csat, link } = links[at] as LinkShape;
    return link.answers === 0 ? -1 : Math.abs(satisfactionAt(csat, link.answers));
  };
  return links.map((_, at) => at).sort((one, other) => far(one) - far(other) || one - other);
}
