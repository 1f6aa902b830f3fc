import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Hidden } from '../../../../src/ui/sight/Sight.tsx';

const occlusion = { hidden: 0.123, behindColumns: 0.1, behindGlobe: 0.023, outside: 0 };

it('speaks of what was asked for, not of every share that events and the camera change', () => {
  const said = (search: 'none' | 'running' | 'stays') => renderToStaticMarkup(<Hidden occlusion={occlusion} search={search} />);
  expect(said('none')).toContain('12 % of value hidden');
  expect(said('none')).toContain('aria-live="off"');
  for (const search of ['running', 'stays'] as const) expect(said(search)).toContain('aria-live="polite"');
  expect(renderToStaticMarkup(<Hidden occlusion={null} search="none" />)).toBe('');
});
