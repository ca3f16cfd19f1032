/**
 * Which host the processes of the app get, and why. A probe tries the utility process; the rest is deduction.
 */
import { z } from 'zod';
import type { HostChoice } from '../../pipeline/contract/app-calls.ts';
import type { HostKind, ProcessHost } from '../../pipeline/process/host.ts';

const probeReportSchema = z.object({ node_api: z.number(), node: z.string(), decoded: z.boolean() });
export type ProbeReport = z.infer<typeof probeReportSchema>;

export type ProbeOutcome =
  | { readonly kind: 'answered'; readonly report: ProbeReport; readonly complaint: string | null }
  | { readonly kind: 'failed'; readonly reason: string };

/** The Node-API that better-sqlite3 13 is built for. */
const NODE_API_NEEDED = 10;
const PATIENCE_MS = 15_000;
/** Complaints come on another stream than the answer, a moment later. */
const AFTERMATH_MS = 150;

/** Starts the probe in a utility process. */
export function probe(host: ProcessHost, entry: URL): Promise<ProbeOutcome> {
  return new Promise((resolve) => {
    let complaints = '';
    const settle = (outcome: ProbeOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
      process.kill();
    };
    const timer = setTimeout(() => settle({ kind: 'failed', reason: 'it did not answer' }), PATIENCE_MS);
    const process = host.start(entry, {
      message(message) {
        const report = probeReportSchema.safeParse(message);
        if (!report.success || !report.data.decoded) return settle({ kind: 'failed', reason: 'it decoded an image wrongly' });
        setTimeout(() => settle({ kind: 'answered', report: report.data, complaint: glibComplaint(complaints) }), AFTERMATH_MS);
      },
      line: () => undefined,
      complaint: (text) => {
        complaints += text;
      },
      exit: (reason) => settle({ kind: 'failed', reason }),
    });
  });
}

/** The first complaint of GLib: two copies of it are in one process, which crashes sooner or later. */
export function glibComplaint(text: string): string | null {
  return /GLib[\w-]*-(?:CRITICAL|WARNING|ERROR)[^\n]*/.exec(text)?.[0].slice(0, 120) ?? null;
}

export interface HostPlan {
  readonly engine: HostChoice;
  readonly reader: HostChoice;
  readonly workers: HostChoice;
}

/**
 * @param wanted what `--host` says
 * @param node whether a Node is at hand for the host `node`
 */
export function planHosts(outcome: ProbeOutcome, wanted: HostKind | null, node: boolean): HostPlan {
  const workers = planWorkers(outcome, wanted, node);
  const engine = planEngine(outcome, wanted, node);
  // The reader opens the database and decodes images: it needs what both need.
  const reader = workers.host === 'node' ? workers : engine;
  return { engine, reader, workers };
}

function planWorkers(outcome: ProbeOutcome, wanted: HostKind | null, node: boolean): HostChoice {
  if (wanted === 'utility') return { host: 'utility', reason: '--host=utility asks for it.' };
  if (!node) return { host: 'utility', reason: 'There is no Node beside the app.' };
  if (wanted === 'node') return { host: 'node', reason: '--host=node asks for it.' };
  if (outcome.kind === 'failed') {
    return { host: 'node', reason: `Decoding an image in a utility process failed (${outcome.reason}).` };
  }
  if (outcome.complaint !== null) {
    return { host: 'node', reason: `The image library and Electron collide in a utility process (${outcome.complaint}).` };
  }
  return { host: 'utility', reason: 'The probe decoded an image in a utility process without complaint.' };
}

function planEngine(outcome: ProbeOutcome, wanted: HostKind | null, node: boolean): HostChoice {
  if (!node) return { host: 'utility', reason: 'There is no Node beside the app.' };
  const nodeApi = outcome.kind === 'answered' ? outcome.report.node_api : 0;
  if (outcome.kind === 'answered' && nodeApi < NODE_API_NEEDED) {
    const reason = `This Electron offers Node-API ${nodeApi}, and the database driver needs ${NODE_API_NEEDED}.`;
    return { host: 'node', reason };
  }
  if (wanted === 'node') return { host: 'node', reason: '--host=node asks for it.' };
  if (outcome.kind === 'failed') return { host: 'node', reason: `A utility process did not work (${outcome.reason}).` };
  return { host: 'utility', reason: `This Electron offers Node-API ${nodeApi}, which the database driver needs.` };
}
