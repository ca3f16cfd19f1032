/** An answer other than yes: its status, a code that stays, a sentence that says what to do. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** As the sender reads it. */
export const refusalBody = ({ code, message }: Refusal) => ({ error: { code, message } });
