import { OutsideError } from "../../core/errors.ts";

/** The stable code of any failure, for the attempt's row and the log. */
export function codeOf(error: unknown): string {
  if (error instanceof OutsideError) return error.code;
  return error instanceof Error ? `internal.${error.name}` : "internal.unknown";
}
