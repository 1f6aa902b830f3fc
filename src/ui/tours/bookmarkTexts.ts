import { texts } from '../../model/language.ts';

/** What is said of a view that was added to a tour, from anywhere on the page, and of what failed: few words, since the shell has them at once. */
export const BOOKMARK_TEXTS = texts({
  en: {
    added: (scene: string, tour: string) => `${scene} is in ${tour}`,
    failed: (why: string) => `That did not work: ${why}`,
  },
  pt: {
    added: (scene, tour) => `${scene} está em ${tour}`,
    failed: (why) => `Não funcionou: ${why}`,
  },
  de: {
    added: (scene, tour) => `${scene} steht jetzt in ${tour}`,
    failed: (why) => `Das ging nicht: ${why}`,
  },
});
