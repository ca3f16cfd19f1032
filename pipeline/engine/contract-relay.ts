/**
 * Hands on the metrics contracts that workers write to their stdout, each after its job is in the store: whoever reads one
 * may rely on it. A line and the store's word come by different ways, in any order.
 *
 * A worker that dies between its line and its report leaves a line that says SUCCESS of a job the store has as failed: that
 * line is never handed on.
 */
import { type MetricsContract, metricsContractSchema } from '../contract/metrics.ts';

export class ContractRelay {
  private readonly written = new Map<string, MetricsContract>();
  private readonly kept = new Set<string>();
  private readonly lost = new Set<string>();
  private readonly emit: (contract: MetricsContract) => void;

  constructor(emit: (contract: MetricsContract) => void) {
    this.emit = emit;
  }

  lineWritten(line: string): void {
    const contract = metricsContractSchema.safeParse(parseJson(line)).data;
    if (contract === undefined || this.lost.has(contract.job_id)) return;
    if (this.kept.delete(contract.job_id)) this.emit(contract);
    else this.written.set(contract.job_id, contract);
  }

  jobKept(jobId: string): void {
    const contract = this.written.get(jobId);
    if (contract === undefined) {
      this.kept.add(jobId);
      return;
    }
    this.written.delete(jobId);
    this.emit(contract);
  }

  /** The job failed without a report; `contract` is what the store has of it. */
  jobLost(contract: MetricsContract): void {
    this.lost.add(contract.job_id);
    this.written.delete(contract.job_id);
    this.emit(contract);
  }
}

/** A library may print to a worker's stdout too; what is no JSON is no contract. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
