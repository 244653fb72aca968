/** "Too often", in the words and the shape of each caller. */
import type { Request, Response } from "express";
import { wordsFor } from "../../../core/texts/index.ts";
import { html } from "../html.ts";
import { framedPage, page } from "../page.ts";
import { preferredLanguage } from "../preferred-language.ts";
import type { Shape } from "./table.ts";

const title = "Too many requests";
const says = "This was asked for too often in a short time. Wait a minute, then try again.";

/** Answers with 429 and when to come back. @param waitMs milliseconds */
export function refuse(request: Request, response: Response, shape: Shape, waitMs: number): void {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  // HubSpot's pages do not agree on seconds or milliseconds: a number that does as both (HubSpot reference 3.3).
  response.status(429).set("retry-after", String(shape === "workflow" ? 1_000 : seconds));
  response.set("cache-control", "no-store");
  answers[shape](request, response);
}

const answers: Readonly<Record<Shape, (request: Request, response: Response) => void>> = {
  silent: (_, response) => void response.end(),
  text: (_, response) => void response.type("text/plain").send(`${says}\n`),
  page: (_, response) => void response.send(page(title, [says])),
  preview: (request, response) =>
    void (request.accepts(["json", "html"]) === "html"
      ? response.send(page(title, [says]))
      : response.json({ message: says })),
  "customer-page": (request, response) => {
    const lang = preferredLanguage(request.get("accept-language"));
    const text = wordsFor(lang).sayings.code_too_many({});
    const body = html``;
    response.send(framedPage({ title: text, tone: "problem", lang, brand: false, body }));
  },
  message: (_, response) => void response.json({ message: says }),
  workflow: (_, response) => void response.json({ message: says }),
  hubspot: (_, response) => void response.json({ kind: "error", code: "page.too_many", message: says }),
  operator: (_, response) => void response.json({ kind: "refused", code: "too_many_requests", message: says }),
};
