/** A table as CSV (RFC 4180), safe to be opened in a spreadsheet. */
export interface Table {
  readonly columns: readonly string[];
  /** By column; what is missing is an empty cell. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** With a header, and a line end behind the last row. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** A customer's text that begins like a formula would be calculated by the spreadsheet that opens it. */
const formula = /^[=+\-@\t\r]/;
const number = /^[+-]?\d+(?:\.\d+)?$/;

function cell(text: string): string {
  const harmless = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
