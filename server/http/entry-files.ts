/** `GET /entry-files/<signed link>/<file>`: an entry's QR code or card, to be kept or printed. */
import type { Router } from "express";
import { entryFile, entryFileNames } from "../app-page/entry-files.ts";
import type { Context } from "../context.ts";
import { signedFileRoutes } from "./signed-files.ts";

const words = {
  forged: "This link is not complete. Open the entry in Flowella and press the link there.",
  expired: "This link is over. Open the entry in Flowella and make a new one.",
  gone: "There is no such entry any more, or no number that it could lead to.",
} as const;

export function entryFileRoutes(context: Context): Router {
  return signedFileRoutes("/entry-files/:token/:name", {
    names: entryFileNames,
    read: (token, name) => entryFile(context, token, name),
    words,
    disposition: "inline",
    // A picture, and never a page: nothing in it may run.
    headers: { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox" },
  });
}
