/**
 * Structured logs: one full line per event, with ids and never with personal data.
 *
 * A field's value is a string, a number or nothing else, so that no object with a customer's answers can be passed in
 * by accident, and a string that is neither id nor code is not written (log-fields.ts). What the work at hand is about,
 * such as its request, stands in every line of it (scope.ts).
 */
import type { Writable } from "node:stream";
import winston from "winston";
import { type Fields, loggable, loggableFields } from "./log-fields.ts";
import { currentScope } from "./scope.ts";
import { stderrLines } from "./stderr-lines.ts";

export type { Fields } from "./log-fields.ts";

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

/** @param lines where the lines go; standard error by default, because standard output belongs to what was asked for */
export function createLog(level: "info" | "warn" | "error" | "silent", lines: Writable = stderrLines): Log {
  const logger = winston.createLogger({
    level: level === "silent" ? "error" : level,
    silent: level === "silent",
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: lines })],
  });
  const line = (severity: "info" | "warn" | "error") => (event: string, fields: Fields) => {
    if (!logger.isLevelEnabled(severity) || logger.silent) return;
    const scope = currentScope();
    const all = { ...scope?.fields, ...(scope?.span && { trace: scope.span.traceId }), ...fields };
    logger.log({ ...loggableFields(all), level: severity, message: String(loggable("event", event)) });
  };
  const [info, warn, error] = [line("info"), line("warn"), line("error")];
  return {
    info: (event, fields = {}) => info(event, fields),
    warn: (event, fields = {}) => warn(event, fields),
    error: (event, fields = {}) => error(event, fields),
  };
}
