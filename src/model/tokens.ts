/** Every colour and duration of the product, for CSS, deck.gl and three alike. */

export type Theme = 'dark' | 'light';

/** Chrome of one theme: CSS colours. `fg3` is the weakest colour for text; `fg4` is never text. */
const CHROME = {
  dark: {
    bg: '#04070D',
    panel: '#0D131E',
    raise: '#151D2B',
    line: 'rgb(148 170 205 / .10)',
    line2: 'rgb(148 170 205 / .20)',
    fg1: '#E9EEF6',
    fg2: '#AEB9CA',
    fg3: '#7C899E',
    fg4: '#566276',
    accent: '#8FA3FF',
    good: '#6EC7F2',
    bad: '#EE7440',
    warn: '#E3B341',
    live: '#4ADE9C',
    'pill-bg': '#E9EEF6',
    'pill-fg': '#0B111B',
    'chip-fg': '#0B111B',
    'fade-strong': 'rgb(4 7 13 / .82)',
    'fade-soft': 'rgb(4 7 13 / .55)',
    shadow: '0 0 0 1px rgb(148 170 205 / .09), 0 12px 32px rgb(0 0 0 / .45)',
    'live-ring': 'rgb(74 222 156 / .22)',
    'warn-tint': 'rgb(227 179 65 / .12)',
    'brush-fill': 'rgb(143 163 255 / .06)',
  },
  light: {
    bg: '#E9EDF3',
    panel: '#FFFFFF',
    raise: '#F1F4F8',
    line: 'rgb(22 34 56 / .08)',
    line2: 'rgb(22 34 56 / .18)',
    fg1: '#101828',
    fg2: '#3D4A5F',
    fg3: '#5D6779',
    fg4: '#98A2B3',
    accent: '#3B4CC0',
    good: '#176CAB',
    bad: '#B8430A',
    warn: '#855900',
    live: '#0B7549',
    'pill-bg': '#0C1424',
    'pill-fg': '#FFFFFF',
    'chip-fg': '#FFFFFF',
    'fade-strong': 'rgb(233 237 243 / .90)',
    'fade-soft': 'rgb(233 237 243 / .55)',
    shadow: '0 0 0 1px rgb(22 34 56 / .07), 0 10px 28px rgb(22 34 56 / .12)',
    'live-ring': 'rgb(14 138 87 / .22)',
    'warn-tint': 'rgb(154 103 0 / .12)',
    'brush-fill': 'rgb(59 76 192 / .06)',
  },
} as const;
export type ChromeToken = keyof (typeof CHROME)['dark'];

/** Colour scales, as evenly spaced stops to be mixed in OKLab. `diverging` has its neutral in the middle; `segments` run from loyal to lapsed. */
export const RAMPS = {
  dark: {
    diverging: ['#DD4B20', '#E6692F', '#E1854A', '#C99C75', '#A6A8AC', '#8BBAD7', '#6EC7F2', '#60D4FE', '#79E6FF'],
    sequential: ['#12305A', '#1D4F8C', '#2D74BF', '#56A0E6', '#9CCBF7', '#DCEFFF'],
    segments: ['#8FA3FF', '#6F83E0', '#5666B8', '#414E8C', '#303A66'],
  },
  light: {
    diverging: ['#9F2D00', '#C04909', '#D07039', '#C6946E', '#A0A3A8', '#6C9ABB', '#4085B8', '#176CAB', '#0E518F'],
    sequential: ['#E3EEF9', '#BBD5F0', '#84B3E0', '#4A8CCB', '#1F65A8', '#0C427A'],
    segments: ['#2F3E9E', '#4C5CC0', '#7683D6', '#A3ACE6', '#CBD1F2'],
  },
} as const;
export type RampKind = 'diverging' | 'sequential';

/** Colours of the earth and of what stands on it: hex, with alpha where two more digits follow. */
export const EARTH = {
  dark: {
    ocean: '#0A1220',
    land: '#172131',
    focusLand: '#1C2738',
    nearLand: '#111A28',
    countryLine: '#2E3E57',
    countryLineNear: '#2B394F',
    regionLine: '#202B3D',
    focusRegionLine: '#3E4F69',
    river: '#111B2B',
    lake: '#0C1524',
    graticule: '#101A2B',
    groundLabel: '#65728A',
    oceanLabel: '#33465F',
    zeroRing: '#5D6A80',
    selection: '#FFFFFF',
    stale: '#8B94A3',
    hatch: 'rgb(150 170 205 / .22)',
    tintLow: '#E6692F',
    tintHigh: '#2AA9DC',
    tintAmount: '#2D74BF',
  },
  light: {
    ocean: '#D6DFEA',
    land: '#EEF1F5',
    focusLand: '#FAFBFC',
    nearLand: '#EEF1F5',
    countryLine: '#BCC6D3',
    countryLineNear: '#BCC6D3',
    regionLine: '#D9DFE7',
    focusRegionLine: '#B0BCCB',
    river: '#DFE6EE',
    lake: '#D6DFEA',
    graticule: '#D3DCE7',
    groundLabel: '#8A95A5',
    oceanLabel: '#9AABC0',
    zeroRing: '#8994A5',
    selection: '#0C1424',
    stale: '#8B94A3',
    hatch: 'rgb(70 84 108 / .32)',
    tintLow: '#D8743A',
    tintHigh: '#3E8FC6',
    tintAmount: '#84B3E0',
  },
} as const;
export type EarthTokens = { readonly [name in keyof (typeof EARTH)['dark']]: string };

/** How a column is lit and how strongly the ground takes its colour. */
export const SOLID = {
  dark: { base: 0.86, side: 0.17, foot: 0.5, footPower: 0.85, capScale: 1.06, capLift: 0.03, footDiscAlpha: 46, tintStrength: 0.62 },
  light: { base: 0.86, side: 0.11, foot: 0.8, footPower: 0.85, capScale: 1, capLift: 0.05, footDiscAlpha: 60, tintStrength: 0.72 },
} as const;
export type SolidTokens = { readonly [name in keyof (typeof SOLID)['dark']]: number };

export const FONT_FAMILY = "'Inter Variable', Inter, system-ui, sans-serif";

/** Durations in milliseconds. */
export const MOTION = {
  hover: 120,
  value: 600,
  drawerIn: 280,
  level: 900,
  levelOut: 300,
  cameraMin: 900,
  cameraMax: 1400,
  arrival: 700,
  reduced: 120,
} as const;
const EASE_VALUE = 'cubic-bezier(.2,.7,.2,1)';

/** The chrome of a theme by token name. */
export function chrome(theme: Theme): Readonly<Record<ChromeToken, string>> {
  return CHROME[theme];
}

/** CSS custom properties of a theme (`--bg`, `--fg1`, `--diverging-0`, `--ms-value`, ...), to be set on the root element. */
export function cssVariables(theme: Theme): Readonly<Record<string, string>> {
  const entries: [string, string][] = Object.entries(CHROME[theme]);
  for (const [ramp, stops] of Object.entries(RAMPS[theme])) for (const [at, stop] of stops.entries()) entries.push([`${ramp}-${at}`, stop]);
  for (const [name, ms] of Object.entries(MOTION)) entries.push([`ms-${name}`, `${ms}ms`]);
  entries.push(['ease-value', EASE_VALUE], ['font', FONT_FAMILY], ['stale', EARTH[theme].stale]);
  return Object.fromEntries(entries.map(([name, value]) => [`--${name}`, value]));
}
