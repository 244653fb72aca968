/** Spreadsheets of the Google stand-in: tabs, ranges and appended rows (form-tools reference 3.10 d). */
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";

/** Tabs by their title; a tab is rows of cells. */
export type Spreadsheet = Map<string, string[][]>;

type MayNot = (request: Request, response: Response) => boolean;
type Refuse = (response: Response, code: number, status: string, message: string) => void;

const valuesSchema = z.object({
  majorDimension: z.literal("ROWS"),
  values: z.array(z.array(z.string().nullable())).length(1),
});
const addSchema = z.strictObject({
  requests: z
    .array(z.strictObject({ addSheet: z.strictObject({ properties: z.strictObject({ title: z.string().min(1) }) }) }))
    .min(1),
});

export function sheetRoutes(
  routes: Express,
  spreadsheets: ReadonlyMap<string, Spreadsheet>,
  mayNot: MayNot,
  refuse: Refuse,
): void {
  const invalid = (response: Response, what: string) => refuse(response, 400, "INVALID_ARGUMENT", what);
  routes.use("/v4/spreadsheets", (request, response) => {
    if (mayNot(request, response)) return;
    const path = /^\/([\w-]+)(:batchUpdate|\/values\/([^/]+?)(:append|:clear)?)?$/.exec(
      decodeURIComponent(request.path),
    );
    const book = path && spreadsheets.get(path[1] ?? "");
    if (!path || !book) return refuse(response, 404, "NOT_FOUND", "Requested entity was not found.");
    const [, id, action, range, verb] = path;
    const asked = `${request.method} ${action === undefined ? "book" : range === undefined ? "batchUpdate" : (verb?.slice(1) ?? "values")}`;
    if (asked === "GET book") {
      const sheets = [...book.keys()].map((title) => ({ properties: { title } }));
      return void response.json({ sheets });
    }
    if (asked === "POST batchUpdate") {
      const add = addSchema.safeParse(jsonBody(request));
      if (!add.success) return invalid(response, "Invalid requests.");
      const titles = add.data.requests.map(({ addSheet }) => addSheet.properties.title);
      if (titles.some((title) => book.has(title))) return invalid(response, "A sheet with this name already exists.");
      for (const title of titles) book.set(title, []);
      return void response.json({ spreadsheetId: id, replies: titles.map(() => ({})) });
    }
    const [, title = "", place = ""] = /^([^!]+)!(1:1|A:A|A\d+|\d+:\d+)$/.exec(range ?? "") ?? [];
    const rows = book.get(title);
    if (!rows) return invalid(response, `Unable to parse range: ${range}`);
    if (asked === "GET values") {
      const found = place === "1:1" ? rows.slice(0, 1) : rows.map((row) => row.slice(0, 1));
      // Google leaves the key out where there is nothing.
      return void response.json({ range, majorDimension: "ROWS", ...(found.length > 0 ? { values: found } : {}) });
    }
    if (asked === "POST clear") {
      if (Buffer.isBuffer(request.body) && request.body.length > 0) return invalid(response, "The body must be empty.");
      const [first = 0, last = 0] = place.split(":").map(Number);
      for (let row = first; row <= last; row += 1) if (rows[row - 1]) rows[row - 1] = [];
      return void response.json({ spreadsheetId: id, clearedRange: range });
    }
    const written = valuesSchema.safeParse(jsonBody(request));
    if (!written.success || request.query["valueInputOption"] !== "RAW") return invalid(response, "Invalid values.");
    const [row = []] = written.data.values;
    const at = asked === "POST append" ? rows.length : Number(place.slice(1)) - 1;
    // Null leaves a cell as it is.
    const next = row.map((cell, index) => cell ?? rows[at]?.[index] ?? "");
    if (asked === "POST append" || asked === "PUT values") rows[at] = next;
    else return refuse(response, 404, "NOT_FOUND", "Method not found.");
    response.json({ spreadsheetId: id, updates: { updatedRange: range } });
  });
}
