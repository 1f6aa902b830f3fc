/** Cables between clients and one server, each of which can fail in its own way. */
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
  /** Connections made so far. */
  connections(): number;
  /** Ends every connection, the dead ones too. */
  cut(): void;
  /** From now on nothing goes through, and nothing says so; new connections are dead from the start. */
  goDead(): void;
  /** New connections go through again; the dead ones stay dead. */
  heal(): void;
  close(): Promise<void>;
}

/** Listens on a port of its own and passes everything on to `port` of this machine. */
export async function openFaultProxy(port: number): Promise<FaultProxy> {
  const whole = new Set<Cable>();
  const ends = new Set<Socket>();
  let connections = 0;
  let isDead = false;
  const server = createServer((near) => {
    connections++;
    const cable = lay(near, connect(port, '127.0.0.1'));
    if (isDead) cable.goDead();
  });

  function lay(near: Socket, far: Socket): Cable {
    const pair = [near, far] as const;
    let isTold = true;
    const cable: Cable = {
      reset() {
        whole.delete(cable);
        for (const end of pair) end.resetAndDestroy();
      },
      goDead() {
        isTold = false;
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
        if (isTold) for (const other of pair) other.destroy();
      });
    }
    return cable;
  }

  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // The name must be the server's own: it refuses pages of other hosts.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cables: () => [...whole],
    connections: () => connections,
    cut,
    goDead() {
      isDead = true;
      for (const cable of whole) cable.goDead();
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
