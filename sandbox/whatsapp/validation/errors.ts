/** `validation_errors[]` as Meta writes them (WhatsApp reference 5.1). */
import { positionsOf, type Span } from "./positions.ts";

export interface Finding {
  /** Meta's code (reference 5.11). */
  readonly error: string;
  /** `screens[0].layout.children[2].label`; `""` is the whole document. */
  readonly path: string;
  readonly message: string;
}

export interface ValidationError extends Span {
  readonly error: string;
  readonly error_type: "FLOW_JSON_ERROR" | "JSON_SCHEMA_ERROR";
  readonly message: string;
  readonly pointers: readonly (Span & { readonly path: string })[];
}

/** Codes that come from the schema rather than from the Flow's meaning. */
const SCHEMA_CODES: ReadonlySet<string> = new Set([
  "INVALID_PROPERTY_KEY",
  "INVALID_PROPERTY_TYPE",
  "MISSING_REQUIRED_PROPERTY",
  "MISSING_REQUIRED_TYPE_PROPERTY",
  "PATTERN_MISMATCH",
  "INVALID_ENUM_VALUE",
  "MIN_ITEMS_REQUIRED",
]);

/** Gives each finding its lines and columns in the uploaded text. */
export function locate(findings: readonly Finding[], text: string): ValidationError[] {
  if (findings.length === 0) return [];
  const positions = positionsOf(text);
  return findings.map(({ error, path, message }) => {
    const span = nearest(positions, path);
    const type = SCHEMA_CODES.has(error) ? "JSON_SCHEMA_ERROR" : "FLOW_JSON_ERROR";
    return { error, error_type: type, message, ...span, pointers: [{ ...span, path }] };
  });
}

/** A missing property has no place of its own: its parent's is given. */
function nearest(positions: ReadonlyMap<string, Span>, path: string): Span {
  const span = positions.get(path);
  if (span) return span;
  if (path === "") return { line_start: 1, line_end: 1, column_start: 1, column_end: 1 };
  return nearest(positions, path.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, ""));
}
