/** The worker that holds the page's line: messages come and frames are read here, and never keep the page from drawing. */
import { openSocketWire } from './socketWire.ts';
import { handedOver } from './tableChange.ts';
import type { Wire, WireAddress, WireNews, WireOrder } from './wire.ts';

export type WorkerOrder = WireOrder | { readonly kind: 'open'; readonly address: WireAddress } | { readonly kind: 'close' };

let wire: Wire | null = null;

addEventListener('message', ({ data: order }: MessageEvent<WorkerOrder>) => {
  if (order.kind === 'open') wire = openSocketWire(order.address, hear);
  else if (order.kind === 'close') {
    wire?.close();
    close();
  } else wire?.say(order);
});

function hear(news: WireNews): void {
  const transfer = news.kind === 'snapshot' || news.kind === 'delta' ? handedOver(news.news.change) : [];
  postMessage(news, { transfer });
}
