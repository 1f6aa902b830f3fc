import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EventIcon } from '../../../../src/ui/records/EventIcon.tsx';

test('an event has an icon whatever its sender calls it', () => {
  const drawn = (type: string, channel: string | null = null) => renderToStaticMarkup(<EventIcon type={type} channel={channel} />);
  const unknown = drawn('com.acme.x');
  expect(unknown).toContain('<svg');
  for (const type of ['constructor', '__proto__', 'toString']) {
    expect(drawn(type)).toBe(unknown);
    expect(drawn('io.orrery.contact.opened', type)).toBe(drawn('io.orrery.contact.opened'));
  }
  expect(drawn('io.orrery.contact.opened', 'call')).not.toBe(drawn('io.orrery.contact.opened', 'store'));
});
