/** The exporter as the app starts it. */
import { ownerIsAlive } from '../../pipeline/engine/owner.ts';
import { serveExporter } from '../../pipeline/export/postgres/serve-exporter.ts';

serveExporter(ownerIsAlive);
