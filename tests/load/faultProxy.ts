/** Cables between many clients and one server, each of which can fail in its own way. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Cable {
  /** Both ends are told at once that it is cut. */
  reset(): void;
  /** Nothing goes through any more, and nothing says so: the ends must find out by themselves. */
  goDead(): void;
}

export interface FaultProxy {
  readonly url: string;
  /** Those that carry data now. */
  cables(): readonly Cable[];
  close(): Promise<void>;
}

/** Listens on a port of its own and passes everything on to `port` of this machine. */
export async function openFaultProxy(port: number): Promise<FaultProxy> {
  const whole = new Set<Cable>();
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    let isDead = false;
    const cable: Cable = {
      reset() {
        whole.delete(cable);
        for (const end of pair) end.resetAndDestroy();
      },
      goDead() {
        isDead = true;
        whole.delete(cable);
        near.unpipe(far);
        far.unpipe(near);
        for (const end of pair) end.resume();
      },
    };
    whole.add(cable);
    near.pipe(far).pipe(near);
    for (const end of pair) {
      ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        whole.delete(cable);
        ends.delete(end);
        // Over a dead cable the other end is not told.
        if (!isDead) for (const other of pair) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // The name must be the server's own: it refuses pages of other hosts.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cables: () => [...whole],
    async close() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
