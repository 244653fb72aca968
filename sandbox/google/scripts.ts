/**
 * Apps Script web apps on loopback (form-tools reference 3.10 b): a POST is answered by a redirect to where the output lies,
 * which a GET fetches. What an installed script decides is written here again, from its rules alone.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Express } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";

/** A response as it stands in the form. */
export interface FormResponse {
  readonly id: string;
  readonly formId: string;
  readonly submission: string;
  readonly revision: number;
  readonly answers: readonly z.infer<typeof answerSchema>[];
}

interface WebApp {
  readonly formId: string;
  readonly secret: string;
}

export interface Scripts {
  readonly responses: FormResponse[];
  /** Forms that take no answers. */
  readonly closed: Set<string>;
  /** What the owner does with a printed script: @returns the web app's address */
  install(script: string): string;
  /** The owner takes every web app away. */
  removeAll(): void;
}

const answerSchema = z.strictObject({
  field: z.string(),
  entry: z.string().regex(/^\d*$/),
  title: z.string(),
  value: z.array(z.string()).min(1).optional(),
  date: z.array(z.int()).length(3).optional(),
  time: z.array(z.int()).min(2).max(3).optional(),
  rows: z.record(z.string(), z.array(z.string())).optional(),
});
const callSchema = z.strictObject({ time: z.string(), payload: z.string(), signature: z.string() });
const payloadSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hello") }),
  z.strictObject({ kind: z.literal("erase"), submission: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("submission"),
    submission: z.string().min(1),
    revision: z.int().min(1),
    acceptedAt: z.iso.datetime(),
    flow: z.strictObject({ id: z.string(), name: z.string() }),
    source: z.literal("whatsapp"),
    answers: z.array(answerSchema).min(1),
  }),
]);

const freshMs = 5 * 60_000;

export function scriptRoutes(routes: Express, urlOf: () => string, now: () => number): Scripts {
  const apps = new Map<string, WebApp>();
  const outputs = new Map<string, unknown>();
  const responses: FormResponse[] = [];
  const closed = new Set<string>();

  const handIn = (app: WebApp, json: unknown): unknown => {
    const call = callSchema.safeParse(json).data;
    if (!call) return { ok: false, code: "failed", message: "TypeError" };
    const expected = createHmac("sha256", app.secret).update(`${call.time}.${call.payload}`).digest();
    const given = Buffer.from(call.signature, "hex");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, code: "signature" };
    if (!(Math.abs(now() - Number(call.time)) <= freshMs)) return { ok: false, code: "stale" };
    const payload = payloadSchema.parse(JSON.parse(call.payload));
    if (payload.kind === "hello") return { ok: true, kind: "hello", title: "A form" };
    const { submission } = payload;
    const index = responses.findIndex((each) => each.submission === submission && each.formId === app.formId);
    if (payload.kind === "erase") {
      if (index >= 0) responses.splice(index, 1);
      return { ok: true, kind: index < 0 ? "unknown" : "erased" };
    }
    const { revision, answers } = payload;
    const there = responses[index];
    if (there && there.revision >= revision) return { ok: true, kind: "found", response: there.id, left: [] };
    if (closed.has(app.formId)) return { ok: false, code: "closed" };
    const id = `2_${randomBytes(12).toString("base64url")}`;
    const made: FormResponse = { id, formId: app.formId, submission, revision, answers };
    if (there) responses.splice(index, 1, made);
    else responses.push(made);
    return { ok: true, kind: there ? "replaced" : "submitted", response: id, left: [] };
  };

  routes.post("/macros/s/:deployment/exec", (request, response) => {
    const app = apps.get(request.params.deployment);
    if (!app) {
      response.status(404).type("html").send("<html>Sorry, unable to open the file at this time.</html>");
      return;
    }
    const key = randomBytes(12).toString("base64url");
    outputs.set(key, handIn(app, jsonBody(request)));
    response.set("location", `${urlOf()}/macros/echo?user_content_key=${key}`).status(302).json({});
  });
  routes.get("/macros/echo", (request, response) => {
    response.json(outputs.get(String(request.query["user_content_key"])) ?? {});
  });

  return {
    responses,
    closed,
    install: (script) => {
      const constant = (name: string) =>
        z.string().parse(JSON.parse(new RegExp(`^const ${name} = (".*");$`, "m").exec(script)?.[1] ?? "null"));
      const deployment = `AKfycb${randomBytes(16).toString("base64url")}`;
      apps.set(deployment, { formId: constant("FORM_ID"), secret: constant("SECRET") });
      return `${urlOf()}/macros/s/${deployment}/exec`;
    },
    removeAll: () => apps.clear(),
  };
}
