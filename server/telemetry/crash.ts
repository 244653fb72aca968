/**
 * The last word of a process that breaks. Node's own would be the error's message, which may quote what a customer wrote;
 * this one is a line like all others, with the failure's code and the place in the code.
 */
import { codeOf, whereOf } from "./code.ts";
import type { Log } from "./log.ts";

/** For a process that only serves: after an unexpected failure it ends with code 1, and whoever runs it starts it anew. */
export function endOnCrash(log: Log): void {
  const crashed = (kind: string) => (error: unknown) => {
    log.error("process.crashed", { kind, code: codeOf(error), at: whereOf(error) });
    process.exit(1);
  };
  process.on("uncaughtException", crashed("exception"));
  process.on("unhandledRejection", crashed("rejection"));
}
