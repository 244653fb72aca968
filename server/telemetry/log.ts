/**
 * Structured logs: one full line per event, with ids and never with personal data.
 *
 * A field's value is a string, a number or nothing else, so that no object with a customer's answers can be passed in
 * by accident.
 */
import winston from "winston";
import { stderrLines } from "./stderr-lines.ts";

export type Fields = Readonly<Record<string, string | number | undefined>>;

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

export function createLog(level: "info" | "warn" | "error" | "silent"): Log {
  const logger = winston.createLogger({
    level: level === "silent" ? "error" : level,
    silent: level === "silent",
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    // Standard output belongs to what was asked for; logs go beside it.
    transports: [new winston.transports.Stream({ stream: stderrLines })],
  });
  return {
    info: (event, fields = {}) => void logger.info(event, fields),
    warn: (event, fields = {}) => void logger.warn(event, fields),
    error: (event, fields = {}) => void logger.error(event, fields),
  };
}
