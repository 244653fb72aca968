/** Bodies and queries as values that a schema can judge. */

export type Body =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly type: string; readonly value: unknown }
  | { readonly kind: "unreadable"; readonly reason: string };

export function bodyOf(text: string, contentType: string): Body {
  if (text === "") return { kind: "none" };
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  switch (type) {
    case "application/x-www-form-urlencoded":
      return { kind: "value", type, value: Object.fromEntries(new URLSearchParams(text)) };
    case "multipart/form-data":
      return { kind: "value", type, value: partsOf(text, contentType) };
    default:
      return jsonBody(text, type);
  }
}

function jsonBody(text: string, type: string): Body {
  try {
    return { kind: "value", type, value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable", reason: `is no JSON (content type ${type || "missing"})` };
  }
}

/** The parts of a multipart body by name; files by their content. */
function partsOf(text: string, contentType: string): Record<string, string> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return {};
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [head = "", ...content] = part.replace(/^\r\n/, "").split("\r\n\r\n");
      const name = /\bname="([^"]*)"/i.exec(head)?.[1];
      return name === undefined ? [] : [[name, content.join("\r\n\r\n").replace(/\r\n$/, "")]];
    }),
  );
}

/** JSON values as a form would carry them: lists and objects are JSON texts. */
export function asForm(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, typeof entry === "string" ? entry : JSON.stringify(entry)]),
  );
}

/** A query value as its schema's type; what does not fit stays text and fails there. Lists are separated by commas. */
export function queryValue(text: string, schema: Readonly<Record<string, unknown>>): unknown {
  switch (schema["type"]) {
    case "integer":
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "array":
      return text.split(",");
    default:
      return text;
  }
}
