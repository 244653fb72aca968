/** Opening a connect link in a browser, and the door of the pages behind it. */
import { type Request, type RequestHandler, type Response, Router } from "express";
import { type OpenedLink, openLink, type PageSession, sessionLifeMs, sessionOf } from "../connect-links/links.ts";
import { type ConnectPage, connectPages } from "../connect-links/pages.ts";
import type { Context } from "../context.ts";
import { html } from "./html.ts";
import { framedPage } from "./page.ts";

const cookieName = "flowella_page";

/** `GET /connect/open/<token>`: spends the link, sets the cookie, and goes on to the link's page. */
export function connectLinkRoutes(context: Context): Router {
  const router = Router();
  router.get("/connect/open/:token", async (request, response) => {
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    // What looks at a link before a person does must not use it up.
    if (request.method === "HEAD" || /prefetch|preview/i.test(request.get("sec-purpose") ?? "")) {
      response.status(204).end();
      return;
    }
    const opened = await openLink(context, String(request.params["token"]));
    if (opened.kind !== "opened") {
      response.status(opened.kind === "unknown" ? 404 : 410).send(noLink(words[opened.kind]));
      return;
    }
    const path = connectPages[opened.session.page];
    // `lax`: the link is opened from HubSpot, and a stricter cookie would not come along on the way to the page. Forms
    // of other sites are sent without it all the same.
    response.cookie(cookieName, opened.secret, {
      httpOnly: true,
      sameSite: "lax",
      secure: context.config.PUBLIC_BASE_URL.startsWith("https:"),
      path,
      maxAge: sessionLifeMs,
    });
    response.redirect(303, path);
  });
  return router;
}

/**
 * A handler for people who opened a link of this page. Without a session they read what to do; a form that another site
 * sends is refused.
 */
export function behindLink(
  context: Context,
  page: ConnectPage,
  handle: (request: Request, response: Response, session: PageSession) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    response.set({
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow",
      // With `no-referrer` a browser would hide the origin of our own forms as well.
      "referrer-policy": "same-origin",
    });
    const secret = cookieOf(request);
    const session = secret === undefined ? undefined : await sessionOf(context, secret, page);
    if (!session) {
      response.status(401).send(noLink(words.over));
      return;
    }
    if (request.method !== "GET" && !fromOurselves(context, request)) {
      response.status(403).send(noLink(words.foreign));
      return;
    }
    await handle(request, response, session);
  };
}

function cookieOf(request: Request): string | undefined {
  const cookies = request.headers.cookie?.split("; ") ?? [];
  return cookies.find((each) => each.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

/** Browsers say where a form was sent from, in one header or the other; what comes without both is no browser. */
function fromOurselves({ config }: Context, request: Request): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = request.get("origin");
  return origin === undefined || origin === new URL(config.PUBLIC_BASE_URL).origin;
}

type Closed = Exclude<OpenedLink["kind"], "opened"> | "over" | "foreign";

const again = "Go back to Flowella in HubSpot and open the page from there once more: that makes a new link.";
const words: Readonly<Record<Closed, readonly [title: string, ...says: string[]]>> = {
  unknown: ["This link is not complete", "A part of it is missing, or Flowella did not make it.", again],
  used: ["This link was opened before", "Each link opens once, so that nobody else can use it after you.", again],
  expired: ["This link is too old", "A link is good for ten minutes.", again],
  departed: [
    "Flowella is not connected to this account",
    "HubSpot no longer lets Flowella into the account that this link is for. Install Flowella there again first.",
  ],
  over: ["Your time on this page is over", "For safety the page closes half an hour after its link was opened.", again],
  foreign: ["Nothing was changed", "This form was sent from another page than Flowella's own.", again],
};

function noLink([title, ...says]: readonly [string, ...string[]]): string {
  return framedPage({ title, tone: "problem", body: html`${says.map((text) => html`<p>${text}</p>`)}` });
}
