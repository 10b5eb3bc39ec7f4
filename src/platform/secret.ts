/** A value that must not be seen: whatever prints it (log, JSON, template, inspect) gets a mask. */
import { inspect } from 'node:util';

const mask = '********';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; call it only where it leaves the program on purpose. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [inspect.custom](): string {
    return mask;
  }
}
