import { describe, expect, it } from 'vitest';
import { pictureCommands, pictureOfKey, showPicture } from '../../../src/model/pictures.ts';
import { DEFAULT_VIEW, isFlat, PICTURES, toggleFlat } from '../../../src/model/viewState.ts';

describe('the pictures', () => {
  it('have a key and a command each, which keep the selection', () => {
    const chosen = { ...DEFAULT_VIEW, where: { segment: ['Loyal'] } };
    PICTURES.forEach((picture, at) => {
      expect(pictureOfKey(String(at + 1))).toBe(picture);
      expect(showPicture(chosen, picture)).toEqual({ ...chosen, picture });
      expect(pictureCommands()[at]?.apply(chosen)).toEqual({ ...chosen, picture });
    });
    expect(pictureOfKey(String(PICTURES.length + 1))).toBeNull();
    expect(pictureOfKey('a')).toBeNull();
    expect(showPicture(chosen, chosen.picture)).toBe(chosen);
  });

  it('lie flat by themselves only where little movement is asked for', () => {
    expect([isFlat(DEFAULT_VIEW, false), isFlat(DEFAULT_VIEW, true)]).toEqual([false, true]);
    expect(toggleFlat(DEFAULT_VIEW, true).flat).toBe(false);
    expect(toggleFlat(toggleFlat(DEFAULT_VIEW, false), false).flat).toBe(false);
  });
});
