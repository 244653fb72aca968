/**
 * `GET /preview/<signed link>`: a Flow version on a phone's page, filled in against the real endpoint, with nothing sent.
 * HubSpot may show it in a frame (HubSpot reference 4.7); nobody else may.
 */
import path from "node:path";
import { type Request, type Response, Router } from "express";
import helmet from "helmet";
import { z } from "zod";
import {
  contentOf,
  type NoPreview,
  type OpenPreview,
  openPreview,
  type PreviewRoom,
  previewExchange,
} from "../preview/preview.ts";
import { type Bundle, bundleOf } from "./bundle.ts";
import { page } from "./page.ts";
import { jsonOf, rawBody } from "./raw-body.ts";

/** As at the endpoint, and the session beside it. */
const limitBytes = 4 * 1024 * 1024;

const exchangeSchema = z.object({ body: z.string(), state: z.string().optional() });

const none = ["'none'"];
const self = ["'self'"];

/** Nothing from elsewhere, nothing inline; pictures of Flows are `data:` addresses. */
const policy = {
  defaultSrc: none,
  scriptSrc: self,
  connectSrc: self,
  imgSrc: ["'self'", "data:"],
  baseUri: none,
  formAction: none,
  frameAncestors: ["'self'", "https://*.hubspot.com"],
};

export function previewRoutes(room: PreviewRoom): Router {
  const router = Router();
  const bundle = bundleOf(path.join(import.meta.dirname, "../../phone/preview"));
  const { world, config } = room.context;
  // The stand-in shows its accounts on its own port.
  const standIn = world === "sandbox" ? [new URL(config.HUBSPOT_API_BASE).origin] : [];
  const frameAncestors = [...policy.frameAncestors, ...standIn];
  const guarded = (styleSrc: string[]) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { ...policy, frameAncestors, styleSrc } },
      // The policy says who may frame it; this older header cannot name several.
      frameguard: false,
      referrerPolicy: { policy: "no-referrer" },
    });
  router.use("/preview", guarded(self), (_request, response, next) => {
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    next();
  });

  const part =
    (name: keyof Pick<Bundle, "script" | "style">, type: string) => async (_: Request, response: Response) => {
      response.set("cache-control", "public, max-age=31536000, immutable");
      response.type(type).send((await bundle())[name]);
    };
  router.get("/preview/assets/page.js", part("script", "js"));
  router.get("/preview/assets/page.css", part("style", "css"));

  /** The preview that the link opens; otherwise the request is answered here. */
  const opened = async (request: Request, response: Response): Promise<OpenPreview | undefined> => {
    const found = await openPreview(room.context, String(request.params["token"]));
    if (found.kind === "open") return found.preview;
    response.status(statuses[found.kind]).json({ message: words[found.kind].join(" ") });
    return undefined;
  };

  const plainWords = guarded(["'unsafe-inline'"]);
  router.get("/preview/:token", async (request, response, next) => {
    const found = await openPreview(room.context, String(request.params["token"]));
    if (found.kind === "open") {
      response.type("html").send(shell((await bundle()).version));
      return;
    }
    plainWords(request, response, (error) => {
      if (error) next(error);
      else response.status(statuses[found.kind]).send(page("No preview here", words[found.kind]));
    });
  });

  router.get("/preview/:token/flow", async (request, response) => {
    const preview = await opened(request, response);
    if (!preview) return;
    const content = await contentOf(room, preview);
    if (content) response.json(content);
    else response.status(410).json({ message: words.gone.join(" ") });
  });

  router.post("/preview/:token/exchange", rawBody(limitBytes), async (request, response) => {
    const preview = await opened(request, response);
    if (!preview) return;
    const asked = exchangeSchema.safeParse(jsonOf(request));
    if (asked.success) response.json(await previewExchange(room, preview, asked.data));
    else
      response.status(400).json({ message: "The page and the server do not understand each other. Reload the page." });
  });

  return router;
}

const statuses: Readonly<Record<NoPreview, number>> = { forged: 404, expired: 410, gone: 410 };

const words: Readonly<Record<NoPreview, readonly string[]>> = {
  forged: ["This is not a link that Flowella made, or a part of it is missing.", "Copy the whole link and try again."],
  expired: ["This preview link has expired.", "Ask whoever sent it for a new one."],
  gone: ["What this link showed is not there any more.", "Ask whoever sent it for a new one."],
};

/** One document for all previews; its script asks what to show. */
function shell(version: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>Preview · Flowella</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/preview/assets/page.css?v=${version}">
    <script type="module" src="/preview/assets/page.js?v=${version}"></script>
  </head>
  <body></body>
</html>
`;
}
