import type { UseCaseMessage } from "./types.ts";

/** What the words of every use case have; each use case adds those of its own questions. */
export interface Words {
  /** Of the form: also the Flow's name. */
  readonly title: string;
  readonly message: UseCaseMessage;
}
