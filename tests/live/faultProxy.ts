/** A cable between a browser and the server that can be cut, or go dead without either end noticing. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface FaultProxy {
  readonly url: string;
  /** Connections made so far. */
  connections(): number;
  /** Ends every connection. */
  cut(): void;
  /** From now on nothing goes through, and nothing says so. */
  goDead(): void;
  /** New connections go through again; the dead ones stay dead. */
  heal(): void;
  close(): Promise<void>;
}

export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const { port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isDead = false;
  let connections = 0;
  const server = createServer((near) => {
    connections++;
    const far = connect(Number(port), '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    if (!isDead) near.pipe(far).pipe(near);
    for (const end of pair) {
      end.on('error', () => end.destroy());
      end.on('close', () => {
        for (const other of pair) other.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const pair of pairs) for (const end of pair) end.destroy();
  };
  return {
    // The name must be the server's own: it refuses pages of other hosts.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    cut,
    goDead() {
      isDead = true;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
        far.resume();
      }
    },
    heal() {
      isDead = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
