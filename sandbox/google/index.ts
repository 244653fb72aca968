/**
 * Google on loopback, all hosts on one: Drive's list of forms, the Forms API, public pages, spreadsheets, web apps of Apps
 * Script, calendars and OAuth (form-tools reference 3.1, 3.2, 3.8, 3.9, 3.10 and 6.1).
 */
import type { Request, Response } from "express";
import { type GrantApp, Grants } from "../grants.ts";
import { rawBody, StandIn } from "../stand-in.ts";
import { Calendars, calendarRoutes } from "./calendar.ts";
import { type Scripts, scriptRoutes } from "./scripts.ts";
import { type Spreadsheet, sheetRoutes } from "./sheets.ts";
import { Watches, watchRoutes } from "./watches.ts";

export interface GoogleDefinition {
  readonly formId: string;
  readonly info: { readonly title?: string; readonly documentTitle?: string };
  readonly [key: string]: unknown;
}

/** A form in somebody's Drive, and what its public page says. */
export interface GoogleFile {
  readonly definition: GoogleDefinition;
  readonly modifiedTime: string;
  readonly publishedId?: string;
  /** The array in the page; absent: the page asks to sign in. */
  readonly pageData?: unknown;
}

export interface GoogleStandIn {
  readonly url: string;
  readonly standIn: StandIn;
  readonly grants: Grants;
  readonly files: Map<string, GoogleFile>;
  /** Somebody edits a form: its revision and its date are new ones. Resolves once its watches have told. */
  edit(formId: string, change: (form: GoogleDefinition) => GoogleDefinition): Promise<void>;
  readonly watches: Watches;
  readonly scripts: Scripts;
  /** By their ids; those that forms are linked to are there from the beginning. */
  readonly spreadsheets: Map<string, Spreadsheet>;
  readonly calendars: Calendars;
  close(): Promise<void>;
}

const hour = 3_600_000;

export async function startGoogle({
  app = demoApp,
  files = [],
  now = Date.now,
}: {
  app?: GrantApp;
  files?: readonly GoogleFile[];
  now?: () => number;
} = {}): Promise<GoogleStandIn> {
  const grants = new Grants(app, { lifeMs: hour, rotates: false, now });
  const held = new Map(files.map((file) => [file.definition.formId, file]));
  const linked = files.map(({ definition }) => definition["linkedSheetId"]).filter((id) => typeof id === "string");
  const spreadsheets = new Map(linked.map((id): [string, Spreadsheet] => [id, new Map()]));
  let scripts: Scripts | undefined;
  let edits = 0;
  const calendars = new Calendars();
  const watches = new Watches(now);
  const standIn = new StandIn(
    (routes) => {
      watchRoutes(routes, watches, {
        forms: held,
        mayNot: (request, response) => mayNot(grants, request, response),
        refuse,
      });
      sheetRoutes(routes, spreadsheets, (request, response) => mayNot(grants, request, response), refuse);
      calendarRoutes(routes, calendars, (request, response) => mayNot(grants, request, response));
      scripts = scriptRoutes(routes, () => standIn.url, now);
      routes.get("/o/oauth2/v2/auth", grants.page("Google"));
      routes.post("/token", (request, response) => {
        const { status, body } = grants.answer(new URLSearchParams(rawBody(request).toString("utf8")));
        response.status(status).json(body);
      });
      routes.get("/drive/v3/files", (request, response) => {
        if (mayNot(grants, request, response)) return;
        listFiles([...held.values()], new URL(request.originalUrl, "http://drive").searchParams, response);
      });
      routes.get("/v1/forms/:id", (request, response) => {
        if (mayNot(grants, request, response)) return;
        const file = held.get(request.params.id);
        if (file) response.json(file.definition);
        else refuse(response, 404, "NOT_FOUND", "Requested entity was not found.");
      });
      routes.get("/forms/d/e/:publishedId/viewform", (request, response) => {
        const file = [...held.values()].find(({ publishedId }) => publishedId === request.params.publishedId);
        if (!file)
          response.status(404).type("html").send("<html>Sorry, the file you have requested does not exist.</html>");
        else if (file.pageData === undefined)
          response.redirect(302, "https://accounts.google.com/v3/signin/identifier");
        else response.type("html").send(pageOf(file.pageData));
      });
    },
    (_request, response) => refuse(response, 404, "NOT_FOUND", "Method not found."),
  );
  const url = await standIn.listen();
  if (!scripts) throw new Error("A stand-in adds its routes when it is made.");
  const edit: GoogleStandIn["edit"] = async (formId, change) => {
    const file = held.get(formId);
    if (!file) return;
    edits += 1;
    const definition = { ...change(file.definition), revisionId: String(edits).padStart(8, "1") };
    held.set(formId, { ...file, definition, modifiedTime: new Date(now()).toISOString() });
    await watches.tell(formId);
  };
  return {
    url,
    standIn,
    grants,
    files: held,
    edit,
    watches,
    scripts,
    spreadsheets,
    calendars,
    close: () => standIn.close(),
  };
}

export const demoApp: GrantApp = {
  clientId: "google-client",
  clientSecret: "google-secret",
  redirectUris: ["http://localhost:3000/oauth/forms/google-forms/callback"],
};

const pageOf = (data: unknown): string =>
  `<!DOCTYPE html><html><body><script type="text/javascript">var FB_PUBLIC_LOAD_DATA_ = ${JSON.stringify(data)};</script></body></html>`;

function mayNot(grants: Grants, request: Request, response: Response): boolean {
  const verdict = grants.judge(request.get("authorization"));
  if (verdict === "good") return false;
  if (verdict === "missing") refuse(response, 403, "PERMISSION_DENIED", "The caller does not have permission");
  else refuse(response, 401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
  return true;
}

function refuse(response: Response, code: number, status: string, message: string): void {
  response.status(code).json({ error: { code, message, status } });
}

/** Understands the one kind of query that is documented: forms, not in the bin, with words in their name. */
function listFiles(files: readonly GoogleFile[], query: URLSearchParams, response: Response): void {
  const asked =
    /^mimeType='application\/vnd\.google-apps\.form' and trashed=false(?: and name contains '((?:[^'\\]|\\.)*)')?$/.exec(
      query.get("q") ?? "",
    );
  if (!asked) {
    refuse(response, 400, "INVALID_ARGUMENT", "Invalid Value");
    return;
  }
  const words = (asked[1] ?? "").replace(/\\(.)/g, "$1").toLowerCase();
  const found = files.filter(({ definition }) => nameOf(definition).toLowerCase().includes(words));
  const size = Number(query.get("pageSize") ?? 100);
  const start = Number(query.get("pageToken")?.replace("from-", "") ?? 0);
  const end = start + size;
  response.json({
    ...(end < found.length ? { nextPageToken: `from-${end}` } : {}),
    files: found.slice(start, end).map(({ definition, modifiedTime }) => ({
      id: definition.formId,
      name: nameOf(definition),
      modifiedTime,
      webViewLink: `https://docs.google.com/forms/d/${definition.formId}/edit?usp=drivesdk`,
    })),
  });
}

const nameOf = ({ info }: GoogleDefinition): string => info.documentTitle ?? info.title ?? "";
