/** What the gateway takes, and for how long it waits. */
export interface GatewayLimits {
  readonly maxDocumentBytes: number;
  /** Jobs that may wait; one more is answered with 503. */
  readonly maxQueue: number;
  /** For a whole request, as the report has it. */
  readonly requestTimeoutMs: number;
  /** For the head of a request. */
  readonly headersTimeoutMs: number;
  /** More are not let in. */
  readonly maxConnections: number;
  /** Webhooks go to this machine alone unless this is said. */
  readonly allowForeignWebhooks: boolean;
}

export const defaultLimits: GatewayLimits = {
  maxDocumentBytes: 50 * 1024 * 1024,
  maxQueue: 1000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  maxConnections: 2000,
  allowForeignWebhooks: false,
};
