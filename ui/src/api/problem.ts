import type { FieldError } from './schema.gen';

/** Why the server refused, or could not be asked (status 0). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    readonly requestId: string,
    readonly fields: FieldError[] = [],
    readonly retryAfter = 0,
  ) {
    super(message);
    this.name = 'ProblemError';
  }
}

export function isProblem(error: unknown, status?: number): error is ProblemError {
  return error instanceof ProblemError && (status === undefined || error.status === status);
}

/** Whether asking again may help: the server was away or too busy, not of another opinion. */
export function mayPass(error: unknown): boolean {
  return isProblem(error) && (error.status === 0 || error.status === 429 || error.status >= 500);
}
