/** `/connect/whatsapp`: the page behind a connect link on which an admin connects a WhatsApp account. */
import { type Request, type Response, Router } from "express";
import helmet from "helmet";
import { z } from "zod";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { PageSession } from "../connect-links/links.ts";
import type { Context } from "../context.ts";
import { connectWhatsApp, whatsappValuesSchema } from "../portals/connect-whatsapp.ts";
import { whatsappConnectionIds } from "../portals/connections.ts";
import { hostedSignup, signupApp } from "../portals/graph.ts";
import { actorOf, recordAudit } from "../privacy/audit.ts";
import { type AccountParts, repairAccount } from "../whatsapp-account/attach.ts";
import { disconnectAccount } from "../whatsapp-account/disconnect.ts";
import { firstSendOf } from "../whatsapp-account/first-send.ts";
import { type Claim, claimAccount, openHostedSignup } from "../whatsapp-account/hosted.ts";
import { refreshAccount } from "../whatsapp-account/refresh.ts";
import { registerSender } from "../whatsapp-account/register.ts";
import { accountsSeen } from "../whatsapp-account/seen.ts";
import { preferSender } from "../whatsapp-account/senders.ts";
import { finishSignup } from "../whatsapp-account/signup.ts";
import type { HostedClaim } from "./connect-hosted-view.ts";
import { behindLink } from "./connect-session.ts";
import { connectScript } from "./connect-whatsapp-script.ts";
import { type ConnectView, connectPage, type Typed } from "./connect-whatsapp-view.ts";
import { bytesOf, jsonOf, rawBody } from "./raw-body.ts";

const limitBytes = 64 * 1024;
const home = "/connect/whatsapp";

const signupSchema = z.object({
  code: z.string().min(1),
  wabaId: z.string().regex(/^\d+$/).optional(),
  event: z.string().max(100).optional(),
});

/** What the page says after something was done. */
const done: Readonly<Record<string, string>> = {
  hosted: "Connected. You can delete the message template that proved it. What still has to happen is listed below.",
  signup: "Connected. What still has to happen is listed below.",
  pasted: "All values are right, and the account is connected. What still has to happen is listed below.",
  "360dialog": "The key is right, and the number is connected. What is done by hand is listed below.",
  register: "The number is registered.",
  repair: "Repaired, as far as it could be. What is left is listed below.",
  "take-key": "The number has Flowella's key now.",
  prefer: "New Flows go out from this number from now on.",
  refresh: "WhatsApp was asked again.",
  disconnect: "Disconnected: nothing is sent from that account any more.",
};

export function connectWhatsAppRoutes(parts: AccountParts): Router {
  const { context, apps } = parts;
  const router = Router();
  router.use(home, guarded(context.config));

  router.get(`${home}/page.js`, (_request, response) => {
    response.type("text/javascript").send(connectScript);
  });

  router.get(
    home,
    behindLink(context, "whatsapp", async (request, response, session) => {
      const text = done[String(request.query["done"])];
      await show(parts, response, session, text === undefined ? {} : { news: { tone: "good", text } });
    }),
  );

  router.post(
    `${home}/paste`,
    rawBody(limitBytes),
    behindLink(context, "whatsapp", (request, response, session) => paste(parts, request, response, session)),
  );

  router.post(
    `${home}/signup`,
    rawBody(limitBytes),
    behindLink(context, "whatsapp", async (request, response, { portalId, userId }) => {
      const asked = signupSchema.safeParse(jsonOf(request));
      if (!asked.success) {
        response.status(400).json({ kind: "refused", message: "WhatsApp's answer could not be read. Try again." });
        return;
      }
      try {
        const result = await finishSignup(parts, { portalId, ...asked.data });
        if (result.kind === "connected") await connectedBy(context, { portalId, userId });
        response.json(result.kind === "connected" ? { kind: "connected" } : result);
      } catch (error) {
        response.json({ kind: "refused", message: wordsOf(error) });
      }
    }),
  );

  // The button's form opens it in a window of its own, and its answer leads on to Meta.
  router.post(
    `${home}/hosted/open`,
    rawBody(limitBytes),
    behindLink(context, "whatsapp", async (_request, response, session) => {
      const refuse = (text: string) => show(parts, response.status(422), session, { news: { tone: "bad", text } });
      try {
        const opened = await openHostedSignup(parts);
        if (opened.kind === "page") response.redirect(303, opened.url);
        else await refuse(opened.message);
      } catch (error) {
        await refuse(wordsOf(error));
      }
    }),
  );
  router.post(
    `${home}/hosted/claim`,
    rawBody(limitBytes),
    behindLink(context, "whatsapp", (request, response, session) => claim(parts, request, response, session)),
  );

  /** A button of the page: does it, and shows the page again. */
  const action = (name: string, act: (session: PageSession, form: URLSearchParams) => Promise<string | undefined>) =>
    router.post(
      `${home}/${name}`,
      rawBody(limitBytes),
      behindLink(context, "whatsapp", async (request, response, session) => {
        let problem: string | undefined;
        try {
          problem = await act(session, formOf(request));
        } catch (error) {
          problem = wordsOf(error);
        }
        if (problem === undefined) response.redirect(303, `${home}?done=${name}`);
        else await show(parts, response.status(422), session, { news: { tone: "bad", text: problem } });
      }),
    );

  action("refresh", async ({ portalId }) => {
    for (const id of await whatsappConnectionIds(context, portalId)) await refreshAccount(context, apps, portalId, id);
    return undefined;
  });
  action("repair", async ({ portalId }, form) =>
    (await repairAccount(parts, portalId, form.get("connectionId") ?? "")) ? undefined : noAccount,
  );
  action("register", async ({ portalId }, form) => {
    const numberId = form.get("numberId") ?? "";
    const pin = form.get("pin") || undefined;
    if (pin !== undefined && !/^\d{6}$/.test(pin)) return "A two-step PIN has six digits.";
    const result = await registerSender(context, portalId, numberId, pin);
    await refreshOf(parts, portalId, numberId);
    return result.kind === "registered" ? undefined : result.message;
  });
  action("take-key", async ({ portalId }, form) => {
    const numberId = form.get("numberId") ?? "";
    const connectionId = await connectionOf(parts, portalId, numberId);
    const took = connectionId !== undefined && (await repairAccount(parts, portalId, connectionId, [numberId]));
    return took ? undefined : noAccount;
  });
  action("prefer", async ({ portalId }, form) => {
    await preferSender(context, portalId, { senderId: form.get("numberId") ?? "" });
    return undefined;
  });
  action("disconnect", async ({ portalId, userId }, form) => {
    const connectionId = form.get("connectionId") ?? "";
    await disconnectAccount(context, portalId, connectionId);
    const entry = { actor: actorOf(userId), action: "disconnected", subject: connectionId } as const;
    await recordAudit(context, portalId, entry);
    return undefined;
  });
  return router;
}

async function claim(parts: AccountParts, request: Request, response: Response, session: PageSession): Promise<void> {
  const form = formOf(request);
  const number = form.get("number")?.trim().slice(0, 40) ?? "";
  let got: Claim;
  try {
    got = await claimAccount(parts, { portalId: session.portalId, typed: number });
  } catch (error) {
    got = { kind: "refused", code: "whatsapp.not_claimed", message: wordsOf(error) };
  }
  if (got.kind === "connected") {
    await connectedBy(parts.context, session);
    response.redirect(303, `${home}?done=hosted`);
    return;
  }
  if (got.kind !== "refused") {
    await show(parts, response, session, { claim: { number, ...got, asked: form.get("asked") === got.kind } });
    return;
  }
  const news = { tone: "bad" as const, text: got.message };
  await show(parts, response.status(422), session, { news, claim: { number, kind: "refused", asked: false } });
}

function connectedBy(context: Context, { portalId, userId }: Pick<PageSession, "portalId" | "userId">): Promise<void> {
  return recordAudit(context, portalId, { actor: actorOf(userId), action: "connected", subject: "whatsapp" });
}

const noAccount = "There is no such account any more. Reload the page.";

async function paste(parts: AccountParts, request: Request, response: Response, session: PageSession): Promise<void> {
  const { portalId } = session;
  const form = formOf(request);
  const text = (name: string) => form.get(name)?.trim() ?? "";
  const typed: Typed = { wabaId: text("wabaId"), phoneNumberId: text("phoneNumberId"), appId: text("appId") };
  const values = whatsappValuesSchema.safeParse({
    portalId,
    ...typed,
    appSecret: text("appSecret"),
    accessToken: text("accessToken"),
  });
  const refuse = (news: string, checks: NonNullable<ConnectView["tried"]>["checks"] = []) =>
    show(parts, response.status(422), session, {
      news: { tone: "bad", text: news },
      tried: { typed, checks, says: news },
    });
  if (!values.success) {
    const [issue] = values.error.issues;
    await refuse(`${labels[String(issue?.path[0])] ?? "A value"} ${issue?.message ?? "is missing"}.`);
    return;
  }
  try {
    const result = await connectWhatsApp(parts, values.data);
    if (result.kind === "connected") {
      await connectedBy(parts.context, session);
      response.redirect(303, `${home}?done=pasted`);
    } else await refuse(result.message, result.checks);
  } catch (error) {
    await refuse(wordsOf(error));
  }
}

const labels: Readonly<Record<string, string>> = {
  wabaId: "The WhatsApp Business account id",
  phoneNumberId: "The phone number id",
  appId: "The app id",
  appSecret: "The app secret",
  accessToken: "The access token",
};

async function show(
  { context }: AccountParts,
  response: Response,
  { portalId }: PageSession,
  { claim: claimed, ...more }: Pick<ConnectView, "news" | "tried"> & { readonly claim?: HostedClaim },
): Promise<void> {
  const app = signupApp(context);
  const { META_SIGNUP_SCRIPT: script, META_GRAPH_VERSION: version } = context.config;
  const accounts = await accountsSeen(context, portalId);
  const signup = app && { ...app, script, version };
  const hosted = hostedSignup(context) && { ...(claimed && { claim: claimed }) };
  const firstSend = await firstSendOf(context, portalId);
  response.send(connectPage({ portalId, accounts, firstSend, signup, hosted, now: context.now(), ...more }));
}

async function refreshOf(parts: AccountParts, portalId: string, numberId: string): Promise<void> {
  const connectionId = await connectionOf(parts, portalId, numberId);
  if (connectionId !== undefined) await refreshAccount(parts.context, parts.apps, portalId, connectionId);
}

async function connectionOf(
  { context }: AccountParts,
  portalId: string,
  numberId: string,
): Promise<string | undefined> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("senders").select("connection_id").where("id", "=", numberId);
  return (await tenant.first(query))?.connection_id;
}

/** What the world refused is said; what is our own mistake is thrown on. */
function wordsOf(error: unknown): string {
  if (error instanceof OutsideError || error instanceof RefusedInput) return error.message;
  throw error;
}

function formOf(request: Request): URLSearchParams {
  return new URLSearchParams(Buffer.from(bytesOf(request)).toString("utf8"));
}

/**
 * Meta's script and its window may be used, and nothing else from elsewhere. The window talks to this page, so it must
 * keep its opener; and a form must name its origin, which no-referrer would take away.
 */
function guarded({ META_SIGNUP_SCRIPT: script, META_HOSTED_SIGNUP_URL: hosted }: Context["config"]) {
  const meta = ["https://*.facebook.com", "https://*.facebook.net"];
  const none = ["'none'"];
  const directives = {
    defaultSrc: none,
    scriptSrc: ["'self'", new URL(script).origin],
    styleSrc: ["'unsafe-inline'"],
    connectSrc: ["'self'", ...meta],
    frameSrc: meta,
    imgSrc: ["data:", ...meta],
    // The form of the hosted signup leads on to Meta's page.
    formAction: ["'self'", ...(hosted === undefined ? [] : [new URL(hosted).origin])],
    baseUri: none,
    frameAncestors: none,
  };
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginOpenerPolicy: { policy: "same-origin-allow-popups" },
    referrerPolicy: { policy: "same-origin" },
  });
}
