/**
 * The report as a document, before any format: blocks in the order of the source report's sections. Every format is made from it,
 * and nothing else, so that they cannot say different things.
 */

/** Text with marks. Plain strings are taken literally: a writer escapes them for its format. */
export type Inline = string | { readonly strong: string } | { readonly code: string };
export type Text = readonly Inline[];

export type CellValue = string | number | boolean | null;

export interface ReportColumn {
  /** Key in JSON, and head in CSV: `cpu_seconds_per_doc`. With its unit where it has one. */
  readonly key: string;
  /** Head as a person reads it. */
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface ReportCell {
  /** In full precision; what CSV and JSON hold. */
  readonly value: CellValue;
  /** As printed. */
  readonly text: string;
  /** Says more than its text: shown in colour and by a sign, so that a grey print says it too. */
  readonly tone?: 'good' | 'warn' | 'bad' | 'muted';
}

export interface ReportTable {
  /** Unique in the report; the name of its CSV file: `4-2-budget-projection`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** Below the table: where the numbers come from. */
  readonly note?: Text;
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'checklist'; readonly items: readonly { readonly done: boolean; readonly text: Text }[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly table: ReportTable }
  /** What was not measured, and the command that would measure it; null where this version has none. */
  | { readonly kind: 'not_measured'; readonly what: string; readonly command: string | null }
  /** The sentence one reads first, such as the decision. */
  | { readonly kind: 'callout'; readonly tone: 'good' | 'warn' | 'bad' | 'muted'; readonly title: string; readonly text: Text }
  | { readonly kind: 'chart'; readonly chart: ReportChart };

export interface ReportChart {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence that stands for it where it cannot be seen. */
  readonly alternative: string;
  /** The table of the report that holds its numbers. */
  readonly table: string;
  readonly drawing: ChartDrawing;
}

/** What is drawn. Widths and colours are the writer's; `report/charts` draws each kind as SVG. */
export type ChartDrawing =
  /** P(within budget) over documents a day. */
  | {
      readonly kind: 'break_even';
      readonly points: readonly { readonly docs_per_day: number; readonly probability_within: number }[];
      readonly break_even: { readonly estimate: number; readonly low: number | null; readonly high: number | null };
      readonly volumes: readonly number[];
    }
  /** CPU per document from end to end of each input, about what it is now. */
  | {
      readonly kind: 'tornado';
      readonly now: number;
      readonly bars: readonly {
        readonly label: string;
        readonly ends: readonly [
          { readonly label: string; readonly value: number },
          { readonly label: string; readonly value: number },
        ];
      }[];
      /** Limits between bands of the policy, CPU seconds per document. */
      readonly limits: readonly { readonly label: string; readonly value: number }[];
    }
  /** A bar for each stage. */
  | { readonly kind: 'stages'; readonly bars: readonly { readonly label: string; readonly value: number }[] }
  /** CPU per document with its interval on the bands of a policy. */
  | {
      readonly kind: 'bands';
      readonly estimate: number;
      readonly low: number | null;
      readonly high: number | null;
      readonly bands: readonly { readonly label: string; readonly up_to: number | null }[];
    };

export interface ReportDocument {
  readonly title: string;
  /** Name and value, below the title: date of the run, phase, status … */
  readonly head: readonly { readonly name: string; readonly text: string }[];
  readonly blocks: readonly ReportBlock[];
}
