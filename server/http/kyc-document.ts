/**
 * `GET /kyc/document/<token>`: what the link opens, which does not use it up: whatever looks at links before people do may
 * look. `POST` opens the document, once. Nothing is kept anywhere, nothing in it runs, and nobody may frame it.
 */
import { type Response, Router } from "express";
import type { Context } from "../context.ts";
import { type ClosedLink, lookAtDocumentLink, type OpenDocument, openDocument } from "../kyc/document-link.ts";
import { html } from "./html.ts";
import { framedPage } from "./page.ts";

export function kycDocumentRoutes(context: Context): Router {
  const router = Router();
  router.use("/kyc/document", (_request, response, next) => {
    response.set({
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow",
      "referrer-policy": "no-referrer",
    });
    next();
  });
  router.get("/kyc/document/:token", async (request, response) => {
    const looked = await lookAtDocumentLink(context, String(request.params["token"]));
    if (looked.kind === "waiting") response.send(waitingPage(looked.link.portal_id));
    else sendClosed(response, looked.kind);
  });
  router.post("/kyc/document/:token", async (request, response) => {
    const opened = await openDocument(context, String(request.params["token"]));
    if (opened.kind === "open") sendDocument(response, opened.document);
    else sendClosed(response, opened.kind);
  });
  return router;
}

/** Kinds that a browser shows as they are; anything else is saved. */
const shown: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
]);

function sendDocument(response: Response, { type, contents }: OpenDocument): void {
  const extension = shown.get(type) ?? (type === "application/pdf" ? "pdf" : "bin");
  response.set({
    "content-type": type,
    "content-disposition": `${shown.has(type) ? "inline" : "attachment"}; filename="identity-document.${extension}"`,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  response.end(contents);
}

function waitingPage(portalId: string): string {
  return framedPage({
    title: "An identity document",
    about: `HubSpot account ${portalId}`,
    body: html`<p>This link opens one identity document that a customer handed in on WhatsApp.</p>
<p>It opens once. Flowella writes down that you opened it, and when.</p>
<form method="post"><p class="actions"><button>Open the document</button></p></form>`,
  });
}

const again = "Go back to the contact in HubSpot and open the document from Flowella's card once more.";
const words: Readonly<Record<ClosedLink, readonly [title: string, ...says: string[]]>> = {
  unknown: ["This link is not complete", "A part of it is missing, or Flowella did not make it.", again],
  used: ["This link was opened before", "Each link opens once, so that nobody else can use it after you.", again],
  expired: ["This link is too old", "A link is good for ten minutes.", again],
  gone: [
    "The document is not there any more",
    "It was erased together with the person whom it belonged to, or Flowella was removed from the account.",
  ],
};

function sendClosed(response: Response, kind: ClosedLink): void {
  const [title, ...says] = words[kind];
  const body = html`${says.map((text) => html`<p>${text}</p>`)}`;
  response.status(kind === "unknown" ? 404 : 410).send(framedPage({ title, tone: "problem", body }));
}
