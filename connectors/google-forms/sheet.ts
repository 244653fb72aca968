/**
 * Rows in a tab of our own of the spreadsheet that is linked to a Google form (form-tools reference 3.10 d). A row is no
 * response: it does not show among the form's, and notifies nobody.
 *
 * The first column is the submission's id, by which a row is looked for before it is written again. Columns are known by
 * their heading in the first row; new ones are added at the end, and none is ever moved.
 */
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { call, outsideError, parsed, type Wire } from "../json-call.ts";
import { judgeSheet } from "./verdicts.ts";

export const tabName = "WhatsApp";

export interface SheetOptions extends Wire {
  /** `https://sheets.googleapis.com` */
  readonly sheetsBase: string;
  readonly accessToken: () => Promise<string>;
}

/** A value by its column's heading. */
export type SheetRow = ReadonlyMap<string, string>;

/** Every failure is an OutsideError `google.*` (verdicts.ts). */
export interface Sheet {
  /** Makes the tab where it is not there yet. */
  prepare(): Promise<void>;
  /** The number of the row that begins with this id, from 1. */
  find(id: string): Promise<number | undefined>;
  /** Adds the row, or writes it over the one with this number. The first column is the row's id. */
  write(columns: readonly string[], row: SheetRow, over?: number): Promise<void>;
  /** Empties the whole row, with what people added to it: Google keeps an empty one in its place. */
  clear(row: number): Promise<void>;
}

const tabsSchema = z.object({ sheets: z.array(z.object({ properties: z.object({ title: z.string() }) })).catch([]) });
const valuesSchema = z.object({ values: z.array(z.array(z.string())).catch([]) });

export function createSheet(options: SheetOptions, spreadsheetId: string): Sheet {
  const { sheetsBase, accessToken, ...wire } = options;
  const ask = async <T>(
    method: "GET" | "POST" | "PUT",
    path: string,
    schema: z.ZodType<T>,
    { query = {}, json }: { query?: Readonly<Record<string, string>>; json?: unknown } = {},
  ): Promise<T> => {
    const url = new URL(`${sheetsBase}/v4/spreadsheets/${encodeURIComponent(spreadsheetId)}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const writes = method !== "GET";
    const calling = { tool: "google", label: "Google", method, url, accessToken: await accessToken(), json, writes };
    const answered = await call(wire, calling);
    if (answered.status !== 200) throw outsideError(answered, judgeSheet(answered), writes);
    return parsed(calling, answered, schema);
  };
  const values = (range: string) => `/values/${encodeURIComponent(`${tabName}!${range}`)}`;
  /** As it was typed: what begins with = is no formula. */
  const raw = { valueInputOption: "RAW" };
  const hasTab = async () => {
    const { sheets } = await ask("GET", "", tabsSchema, { query: { fields: "sheets.properties.title" } });
    return sheets.some(({ properties }) => properties.title === tabName);
  };

  /** The headings as they stand, with those that were missing. */
  const headings = async (columns: readonly string[]): Promise<string[]> => {
    const [known = []] = (await ask("GET", values("1:1"), valuesSchema)).values;
    if (known.length > 0 && known[0] !== columns[0]) {
      throw new OutsideError(
        `The tab ${tabName} of the spreadsheet no longer begins with the column ${columns[0]}. Put it first, then replay.`,
        { code: "google.sheet_changed", remedy: "ask-admin" },
      );
    }
    const missing = columns.filter((column) => !known.includes(column));
    if (missing.length === 0) return known;
    const all = [...known, ...missing];
    const json = { majorDimension: "ROWS", values: [all] };
    await ask("PUT", values("A1"), z.unknown(), { query: raw, json });
    return all;
  };

  return {
    prepare: async () => {
      if (await hasTab()) return;
      const json = { requests: [{ addSheet: { properties: { title: tabName } } }] };
      try {
        await ask("POST", ":batchUpdate", z.unknown(), { json });
      } catch (error) {
        // Another process may have made it in the meantime.
        if (!(error instanceof OutsideError && error.remedy === "give-up" && (await hasTab()))) throw error;
      }
    },
    find: async (id) => {
      const { values: rows } = await ask("GET", values("A:A"), valuesSchema);
      const index = rows.findIndex(([first]) => first === id);
      return index < 0 ? undefined : index + 1;
    },
    write: async (columns, row, over) => {
      const all = await headings(columns);
      const json = { majorDimension: "ROWS", values: [all.map((column) => cellOf(columns, row, column))] };
      if (over === undefined) {
        const query = { ...raw, insertDataOption: "INSERT_ROWS" };
        await ask("POST", `${values("A1")}:append`, z.unknown(), { query, json });
      } else {
        await ask("PUT", values(`A${over}`), z.unknown(), { query: raw, json });
      }
    },
    // The body has to be empty (Sheets API, spreadsheets.values.clear).
    clear: async (row) => {
      await ask("POST", `${values(`${row}:${row}`)}:clear`, z.unknown());
    },
  };
}

/** Google leaves a cell alone where the value is null: a column that people added is theirs. */
function cellOf(columns: readonly string[], row: SheetRow, column: string): string | null {
  return columns.includes(column) ? (row.get(column) ?? "") : null;
}
