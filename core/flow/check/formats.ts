/** Values with a form of their own: dates, addresses, images, colours, numbers in texts (WhatsApp reference 1.3, 1.7). */
import type { ValueFormat } from "../capabilities.ts";
import type { ProblemCode } from "./codes.ts";
import type { FlowModel } from "./model.ts";
import { at } from "./paths.ts";
import type { Report } from "./report.ts";

interface Format {
  code: ProblemCode;
  fits: (text: string) => boolean;
  message: string;
}

const formats: Readonly<Record<ValueFormat, Format>> = {
  "screen-id": {
    code: "PATTERN_MISMATCH",
    fits: (text) => /^[A-Za-z_]+$/.test(text),
    message: "A screen id has only letters and underscores: no digits, no dashes, such as PAGE_A.",
  },
  "input-name": {
    code: "FLOWELLA_INPUT_NAME",
    fits: (text) => /^[a-z_][a-z0-9_]*$/.test(text),
    message: "A name has lower case letters, digits and underscores and starts with no digit.",
  },
  color: {
    code: "PATTERN_MISMATCH",
    fits: (text) => /^[0-9A-Fa-f]{6}$/.test(text),
    message: "A colour is six hexadecimal digits without #, such as 3A7BD5.",
  },
  base64: {
    code: "INVALID_PROPERTY_VALUE_FORMAT",
    fits: (text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text),
    message: "An image is base64 without line breaks and without data:image/...;base64, before it.",
  },
  uri: {
    code: "INVALID_PROPERTY_VALUE_FORMAT",
    fits: (text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text),
    message: "Give a whole address that begins with https://.",
  },
  regex: {
    code: "INVALID_PROPERTY_VALUE_FORMAT",
    fits: isRegex,
    message: "This is not a regular expression: write it raw, without slashes around it.",
  },
};

/** PATTERN_MISMATCH, INVALID_PROPERTY_VALUE_FORMAT, FLOWELLA_INPUT_NAME */
export function valuesAreWellFormed(flow: FlowModel, report: Report): void {
  for (const { rule, key, value, path } of flow.statics) {
    if (typeof value === "string" && value !== "") {
      const format = rule.format && formats[rule.format];
      if (format && !format.fits(value)) report(format.code, path, format.message);
      if (rule.kinds.includes("date") && !isDate(value))
        report("INVALID_PROPERTY_VALUE_FORMAT", path, dateMessage(key));
      if (rule.kinds.includes("numeric-string") && !/^\d{1,9}$/.test(value)) {
        report("PATTERN_MISMATCH", path, `${key} must be a whole number, such as 80.`);
      }
    }
    if (!Array.isArray(value) || !rule.kinds.includes("dates")) continue;
    for (const [index, item] of value.entries()) {
      if (typeof item === "string" && !isDate(item)) {
        report("INVALID_PROPERTY_VALUE_FORMAT", at(path, index), dateMessage(key));
      }
    }
  }
}

function dateMessage(key: string): string {
  return `${key} must be a day that exists, written YYYY-MM-DD.`;
}

function isRegex(text: string): boolean {
  if (text.length > 1 && text.startsWith("/") && text.endsWith("/")) return false;
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/** A day that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
