/** Colours of the land: it has no hue, only people have. */
export const LANDSCAPE = {
  dark: { low: '#0C1526', high: '#3A5180', line: '#7F9BD0', quiet: '#A9B8DA', night: '#223050', ring: '#8C9ABB' },
  light: { low: '#FFFFFF', high: '#CFD9EA', line: '#8FA3C4', quiet: '#44526C', night: '#CCD4E0', ring: '#7C89A1' },
} as const;
