/**
 * `/secure/<link>`: what may not be asked in the chat, on a page of our own. The link is the key: no cookie, no script, nothing
 * from elsewhere, and no word about the page to anybody else.
 */
import { type Response, Router } from "express";
import helmet from "helmet";
import type { Context } from "../context.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { handIn, typedOn } from "../secure-questions/hand-in.ts";
import { type Closed, openLink } from "../secure-questions/links.ts";
import { pageStyleHash } from "./headers.ts";
import { preferredLanguage } from "./preferred-language.ts";
import { bytesOf, rawBody } from "./raw-body.ts";
import { closedPage, questionPage, receivedPage } from "./secure-page-view.ts";

/** Many long answers; a phone sends at most a megabyte for a whole Flow. */
const limitBytes = 256 * 1024;

const none = ["'none'"];

const policy = {
  defaultSrc: none,
  styleSrc: [pageStyleHash],
  imgSrc: ["data:"],
  formAction: ["'self'"],
  baseUri: none,
  frameAncestors: none,
};

const statuses: Readonly<Record<Closed["kind"], number>> = { unknown: 404, answered: 410, expired: 410, gone: 410 };

export function securePageRoutes(context: Context, catalogue: FlowCatalogue): Router {
  const router = Router();
  router.use(
    "/secure",
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: policy },
      referrerPolicy: { policy: "no-referrer" },
    }),
    (_request, response, next) => {
      response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
      next();
    },
  );
  const closed = (response: Response, found: Closed, accepted: string | undefined) => {
    // A link that is none says nothing about its language: then the browser's counts.
    const language = found.kind === "unknown" ? preferredLanguage(accepted) : found.language;
    response.status(statuses[found.kind]).send(closedPage(found.kind, language));
  };

  router.get("/secure/:token", async (request, response) => {
    const opened = await openLink(context, catalogue, String(request.params["token"]));
    if (opened.kind === "open") response.send(questionPage(opened.page));
    else closed(response, opened, request.get("accept-language"));
  });

  router.post("/secure/:token", rawBody(limitBytes), async (request, response) => {
    const body = new URLSearchParams(Buffer.from(bytesOf(request)).toString("utf8"));
    const result = await handIn(context, catalogue, String(request.params["token"]), body);
    if (result.kind === "received") response.send(receivedPage(result.language));
    else if (result.kind === "again") {
      const { page, problems } = result;
      response.status(422).send(questionPage(page, { typed: typedOn(page, body), problems }));
    } else closed(response, result, request.get("accept-language"));
  });

  return router;
}
