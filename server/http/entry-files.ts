/** `GET /entry-files/<signed link>/<file>`: an entry's QR code or card, to be kept or printed. */
import { Router } from "express";
import { entryFile, entryFileNames } from "../app-page/entry-files.ts";
import type { Context } from "../context.ts";

const words = {
  forged: "This link is not complete. Open the entry in Flowella and press the link there.",
  expired: "This link is over. Open the entry in Flowella and make a new one.",
  gone: "There is no such entry any more, or no number that it could lead to.",
} as const;

export function entryFileRoutes(context: Context): Router {
  const router = Router();
  router.get("/entry-files/:token/:name", async (request, response) => {
    const name = entryFileNames.find((each) => each === request.params.name);
    const file = name ? await entryFile(context, request.params.token, name) : { kind: "forged" as const };
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    if (file.kind !== "file") {
      response
        .status(file.kind === "gone" ? 404 : 403)
        .type("text/plain")
        .send(words[file.kind]);
      return;
    }
    // A picture, and never a page: nothing in it may run.
    response.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.set("content-disposition", `inline; filename="${name}"`);
    response.type(file.type).send(file.content);
  });
  return router;
}
