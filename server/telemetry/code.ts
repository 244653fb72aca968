import { OutsideError } from "../../core/errors.ts";

/** The stable code of any failure, for the attempt's row and the log. */
export function codeOf(error: unknown): string {
  if (error instanceof OutsideError) return error.code;
  return error instanceof Error ? `internal.${error.name}` : "internal.unknown";
}

const frame = /((?:server|core|connectors|cli)\/[\w./-]+\.ts):(\d+):\d+\)?$/;

/**
 * Where in our code an unexpected failure came from, such as `server/delivery/plan.ts/44`. Its message is never logged: it
 * may quote what a customer wrote, as JSON.parse does.
 */
export function whereOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const line of error.stack?.split("\n") ?? []) {
    const [, file, number] = /^\s+at /.test(line) ? (frame.exec(line) ?? []) : [];
    if (file && number) return `${file}/${number}`;
  }
  return undefined;
}
