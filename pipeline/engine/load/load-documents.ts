/** The documents of a load test: which of them a plan draws from, and which of them an upload is. */
import type { PlannedArrival } from '../../contract/load.ts';
import type { ProcessingPath } from '../../contract/stages.ts';
import type { ReceivedDocument } from '../../load/gateway/intake.ts';
import type { FoundDocument } from '../documents.ts';

export class LoadDocuments {
  /** Each once. */
  readonly all: readonly FoundDocument[];
  readonly byPath: Readonly<Record<ProcessingPath, readonly FoundDocument[]>>;
  /** Of the arrivals on the fast path, where the documents have a path at all. */
  readonly #known: ReadonlyMap<string, FoundDocument>;
  readonly #haveClasses: boolean;

  constructor(found: readonly FoundDocument[]) {
    const distinct = [...new Map(found.map((document) => [document.file, document])).values()];
    this.all = distinct;
    this.#haveClasses = distinct.every(({ path_class }) => path_class !== null);
    const on = (wanted: ProcessingPath) => distinct.filter(({ path_class }) => path_class === wanted);
    this.byPath = this.#haveClasses ? { fast: on('fast'), standard: on('standard') } : { fast: distinct, standard: [] };
    this.#known = new Map(distinct.map((document) => [uploadName(document), document]));
  }

  /** Where nothing says which path a document takes, all are drawn alike. */
  fastShare(wanted: number): number {
    return this.#haveClasses ? wanted : 1;
  }

  /** The one that was uploaded, when it is one of these; null of a stranger's. */
  find({ name, bytes, sha256 }: ReceivedDocument): FoundDocument | null {
    const known = this.#known.get(name);
    return known?.bytes === bytes && (known.sha256 === null || known.sha256 === sha256) ? known : null;
  }

  /** Those that a plan sends, each once. */
  named(plan: readonly PlannedArrival[]): FoundDocument[] {
    return [...new Set(plan.flatMap(({ path: of, document }) => this.byPath[of][document] ?? []))];
  }
}

/** A file key with its folders in one name: an upload has no folders. */
export const uploadName = ({ file }: Pick<FoundDocument, 'file'>): string => file.replaceAll('/', '⁄');
