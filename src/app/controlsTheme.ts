import { createTheme } from '@mantine/core';
import styles from './popups.module.css';

/** The root element's font is 10 pixels, the library counts in sixteenths. */
const SCALE = 1.6;
const FADE = { transition: 'fade', duration: 120 } as const;
/** Marks what Escape closes first. */
const POPUP = { dropdown: { 'data-popup': true } };

/** The controls of the library in the tokens of the look. Named, never imported: they come with the panels that open them. */
export const CONTROLS_THEME = createTheme({
  scale: SCALE,
  fontFamily: 'var(--font)',
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    Popover: {
      defaultProps: { transitionProps: FADE, offset: 6, shadow: 'none', radius: 0, attributes: POPUP },
      classNames: { dropdown: styles.popup ?? '' },
    },
    Menu: {
      defaultProps: { transitionProps: FADE, offset: 6, shadow: 'none', attributes: POPUP, withInitialFocusPlaceholder: false },
      classNames: { dropdown: `${styles.popup} ${styles.menu}`, item: styles.item ?? '', itemLabel: styles.itemLabel ?? '' },
    },
    Tooltip: { defaultProps: { transitionProps: FADE, offset: 6 }, classNames: { tooltip: styles.tooltip ?? '' } },
  },
});
