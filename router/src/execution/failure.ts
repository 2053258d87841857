import type { AnswerError } from '../answer.ts';
import { isObject, type JsonObject } from '../json.ts';

/** An error on its way to the client: its path grows from the inside out while the answer is shaped. */
export interface FailureError {
  readonly message: string;
  readonly extensions: AnswerError['extensions'];
  /** The rest of the path below the place where the failure stands: a subgraph nulls the nearest nullable parent. */
  readonly below: readonly (string | number)[];
}

/**
 * Stands in the data in place of a value that could not be had, so that its errors come out exactly where the client
 * asked for it, in every place that shares the object, and also where another fetch needed the value.
 */
export class Failure {
  readonly errors: readonly FailureError[];
  /** The subgraph did answer: null. Another fetch that requires the value gets that null, as the subgraphs agreed. */
  readonly answeredNull: boolean;
  /** Set once the client has been told. */
  told = false;

  constructor(errors: readonly FailureError[], answeredNull: boolean) {
    this.errors = errors;
    this.answeredNull = answeredNull;
  }
}

export const isData = (value: unknown): value is JsonObject => isObject(value) && !(value instanceof Failure);
