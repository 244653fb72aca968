/** Connecting an account: with a token that somebody pasted, or over the tool's consent page. */
import { z } from "zod";
import type { ExtraRight } from "../../connectors/form-tool.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { isBoundState } from "../http/browser-state.ts";
import { newState, spendState } from "../portals/oauth-states.ts";
import { findPortal } from "../portals/store.ts";
import { recordAudit } from "../privacy/audit.ts";
import { saveToolConnection } from "./connection.ts";
import type { FormTools } from "./index.ts";
import { type AccountName, type FormToolName, labels, oauthOf, regions } from "./tools.ts";

export interface PastedToken {
  readonly portalId: string;
  readonly tool: FormToolName;
  readonly accessToken: string;
  /** Where the account lives, if not in the usual place; see `regions`. */
  readonly region?: string | undefined;
}

/** @throws RefusedInput `forms.region_unknown`; OutsideError where the tool does not take the token */
export async function connectWithToken(
  context: Context,
  tools: FormTools,
  { portalId, tool, accessToken, region }: PastedToken,
): Promise<void> {
  const known = regions[tool] ?? {};
  const apiBase = region === undefined ? undefined : known[region];
  if (region !== undefined && apiBase === undefined) {
    const names = Object.keys(known).join(", ") || "none";
    throw new RefusedInput(
      "forms.region_unknown",
      `${labels[tool]} has no region ${region}. Known beside the usual one: ${names}.`,
    );
  }
  await tools.probe(tool, { accessToken, apiBase });
  await saveToolConnection(context, portalId, tool, { accessToken, ...(apiBase ? { apiBase } : {}) });
  await recordAudit(context, portalId, { actor: "operator", action: "connected", subject: tool });
  context.log.info("forms.connected", { portal: portalId, tool });
}

const extraRights = z.array(z.enum(["sheet"]));
const ticketSchema = z.object({ tool: z.string(), extra: extraRights, until: z.number() });
const ticketColumn = "form-tools.ticket";
/** How long the link may wait, and then the tool's consent page, in milliseconds. */
export const consentLifeMs = 30 * 60_000;

/**
 * The link that begins a connection: it leads over this server to the tool's consent page. It names the portal and is sealed
 * by its key: nobody else can make one, and it connects to no other portal.
 *
 * @throws RefusedInput `forms.no_app` where this server has no app at the tool
 */
export async function authoriseUrl(
  context: Context,
  portalId: string,
  tool: AccountName,
  extra: readonly ExtraRight[] = [],
): Promise<string> {
  const oauth = oauthOf(context, tool);
  if (!oauth) {
    const prefix = {
      typeform: "TYPEFORM",
      "google-forms": "GOOGLE",
      surveymonkey: "SURVEYMONKEY",
      pipedrive: "PIPEDRIVE",
      "google-calendar": "GOOGLE",
    }[tool];
    throw new RefusedInput(
      "forms.no_app",
      `This server has no app at ${labels[tool]}: set ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET${prefix === "GOOGLE" ? "" : ", or connect with a token"}.`,
    );
  }
  const sealer = await context.vault.portal(portalId);
  const sealed = sealer.seal(JSON.stringify({ tool, extra, until: context.now() + consentLifeMs }), ticketColumn);
  const ticket = Buffer.from(`${portalId} ${sealed}`).toString("base64url");
  return `${context.config.PUBLIC_BASE_URL}/oauth/accounts/${tool}?ticket=${ticket}`;
}

/** Somebody opened the link: a state for this browser alone, and where it goes on. Undefined for what is no good link. */
export async function beginConsent(
  context: Context,
  tool: AccountName,
  ticket: string,
): Promise<{ readonly state: string; readonly url: string } | undefined> {
  const good = await openTicket(context, tool, ticket);
  const oauth = oauthOf(context, tool);
  if (!good || !oauth) return undefined;
  const state = await newState(context, good.portalId, { purpose: tool, lifeMs: consentLifeMs });
  return { state, url: oauth.authorizeUrl(state, good.extra) };
}

/** What the tool's redirect brings back, and the cookies of the browser that brings it. */
export interface ConsentAnswer {
  readonly state: string;
  readonly code: string;
  readonly cookies: string | undefined;
}

/** @returns undefined for a state that was not made for this tool and browser, is too old, or was used before */
export async function finishConsent(
  context: Context,
  tool: AccountName,
  { state, code, cookies }: ConsentAnswer,
): Promise<{ portalId: string } | undefined> {
  const oauth = oauthOf(context, tool);
  if (!oauth || !isBoundState(cookies, stateCookie(tool), state)) return undefined;
  const spent = await spendState(context, state, tool);
  const portalId = spent.kind === "good" ? spent.portalId : undefined;
  if (portalId === undefined || !(await findPortal(context, portalId))) return undefined;
  await saveToolConnection(context, portalId, tool, await oauth.exchange(code));
  // The link may have gone from the admin who asked for it to a colleague who has the account: nobody signs for this step.
  await recordAudit(context, portalId, { actor: "system", action: "connected", subject: tool });
  context.log.info("forms.connected", { portal: portalId, tool });
  return { portalId };
}

/** One for each tool: connections of two may be under way in one browser. */
export function stateCookie(tool: AccountName): string {
  return `flowella_${tool}`;
}

async function openTicket(context: Context, tool: AccountName, ticket: string) {
  const [portalId = "", sealed = ""] = Buffer.from(ticket, "base64url").toString("utf8").split(" ");
  if (!/^\d{1,15}$/.test(portalId) || !(await findPortal(context, portalId))) return undefined;
  try {
    const sealer = await context.vault.portal(portalId);
    const { extra, until, ...made } = ticketSchema.parse(JSON.parse(sealer.open(sealed, ticketColumn)));
    return made.tool === tool && until > context.now() ? { portalId, extra } : undefined;
  } catch {
    return undefined;
  }
}
