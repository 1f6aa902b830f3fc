/** `GET /health` for people and supervisors, `GET /metrics` for Prometheus. No personal data in either. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Stage } from './demo.ts';
import { refusalForRoom } from './log/room.ts';
import type { ViewStats } from './parts.ts';

interface Watched {
  readonly dataDir: string;
  readonly stage: Stage;
  readonly hub: { stats(): { readonly clients: number; readonly skipped: number } };
}

/** Adds both routes; the figures are read when they are asked for. */
export function registerMonitoring(server: FastifyInstance, { dataDir, stage, hub }: Watched): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'orrery_log_seq', 'Sequence number of the newest event in the log', () => stage.log.state().seq);
  gauge(registry, 'orrery_applied_seq', 'Newest sequence number that queries can see', () => stage.engine.state().appliedSeq);
  gauge(registry, 'orrery_rejected_records', 'Rejected records kept for repair', () => stage.log.state().rejected);
  gauge(registry, 'orrery_log_index_bytes', 'Memory of the index that finds repeats', () => stage.log.state().indexBytes);
  gauge(registry, 'orrery_dictionary_bytes', 'Memory of the texts that groups are named by', () => stage.engine.state().dictionaryBytes);
  const views = (): ViewStats => stage.engine.state().views;
  gauge(registry, 'orrery_views', 'Live views open', () => views().open);
  gauge(registry, 'orrery_views_folded', 'Live views that are folded event by event, the others are refreshed', () => views().folded);
  gauge(registry, 'orrery_view_bytes', 'Memory that the folded live views hold together, with rows for those to come', () => views().bytes);
  gauge(registry, 'orrery_view_bytes_limit', 'Most memory that they may hold; beyond, the largest are refreshed', () => views().mostBytes);
  gauge(registry, 'orrery_clients', 'Browsers connected', () => hub.stats().clients);
  new Counter({
    name: 'orrery_client_releases_skipped_total',
    help: 'Releases a slow client did not get, replaced by a later state',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(hub.stats().skipped);
    },
  });
  server.get('/health', async () => health(stage, dataDir));
  server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

function health(stage: Stage, dataDir: string) {
  const full = refusalForRoom(dataDir);
  const { epoch, seq, rejected, notices } = stage.log.state();
  const { appliedSeq, views } = stage.engine.state();
  return {
    status: 'ok',
    demo: stage.demo(),
    epoch,
    seq,
    appliedSeq,
    rejected,
    views: views.open,
    notices: [...notices, ...stage.engine.state().notices, ...(full ? [`Events are refused now: ${full.message}`] : [])],
    uptimeS: Math.round(process.uptime()),
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
