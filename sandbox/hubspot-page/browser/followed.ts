/** A value that an extension's components follow. */
import { useSyncExternalStore } from "./remote-ui/worker.ts";

export class Followed<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly read = (): T => this.#value;

  readonly subscribe = (changed: () => void) => {
    this.#listeners.add(changed);
    return () => void this.#listeners.delete(changed);
  };

  write(value: T): void {
    this.#value = value;
    for (const changed of this.#listeners) changed();
  }

  /** As a hook. */
  readonly use = (): T => useSyncExternalStore(this.subscribe, this.read);
}
