/** What the page of the chart alone tells a test or a bench. */
export interface PageRecord {
  readonly saved: [name: string, content: Uint8Array | string][];
  readonly opened: string[];
  /** When the data was there, and when the chart was seen: milliseconds of the page's clock. */
  readyAt: number | null;
  paintedAt: number | null;
}
