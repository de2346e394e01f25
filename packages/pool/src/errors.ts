// The errors of the pool: what went wrong, as fields that a program can act on.

/** What a {@link CaptureError} says of the variable that cannot travel. */
export interface CaptureProblem {
  /** The variable as the function names it, with the path inside its value: `config.socket`. */
  variable: string;
  /** What it holds, by its class or type: `Socket`, `Promise`, `symbol`. */
  kind: string;
  /** Line of its use in the user's file, from 1; `undefined` where no inspector tells. */
  line?: number | undefined;
  cause?: unknown;
}

/** A function cannot be sent to a worker; thrown before anything has run. */
export class CaptureError extends Error {
  override readonly name = "CaptureError";
  readonly variable: string;
  readonly kind: string;
  readonly line: number | undefined;

  constructor(message: string, problem: CaptureProblem) {
    super(message, causeOf(problem));
    this.variable = problem.variable;
    this.kind = problem.kind;
    this.line = problem.line;
  }
}

/** An argument or a result cannot cross to another thread. */
export class SerializationError extends Error {
  override readonly name = "SerializationError";
  /** Where in the value: `args[0].items[3].socket`. */
  readonly path: string;

  constructor(message: string, { path, cause }: { path: string; cause?: unknown }) {
    super(message, causeOf({ cause }));
    this.path = path;
  }
}

/** The worker died during the call. */
export class WorkerExitError extends Error {
  override readonly name = "WorkerExitError";
  readonly exitCode: number;
  readonly workerId: number;
  /** What it was running. */
  readonly task: string;

  constructor(message: string, end: { exitCode: number; workerId: number; task: string; cause?: unknown }) {
    super(message, causeOf(end));
    this.exitCode = end.exitCode;
    this.workerId = end.workerId;
    this.task = end.task;
  }
}

/** The initializer of a pool threw in a worker; `cause` is what it threw. */
export class InitializerError extends Error {
  override readonly name = "InitializerError";
}

/** No worker can be started any more; `cause` is the last reason. */
export class BrokenPoolError extends Error {
  override readonly name = "BrokenPoolError";
}

/** A call of the pool out of order, as `map` after `close`. */
export class PoolStateError extends Error {
  override readonly name = "PoolStateError";
}

/** A call of a process out of order, as `join` before `start`. */
export class ProcessStateError extends Error {
  override readonly name = "ProcessStateError";
}

const causeOf = ({ cause }: { cause?: unknown }): ErrorOptions | undefined =>
  cause === undefined ? undefined : { cause };
