/** Connecting an account: with a token that somebody pasted, or over the tool's consent page. */
import { z } from "zod";
import type { ExtraRight } from "../../connectors/form-tool.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { saveToolConnection } from "./connection.ts";
import type { FormTools } from "./index.ts";
import { type FormToolName, labels, oauthOf, regions } from "./tools.ts";

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
  context.log.info("forms.connected", { portal: portalId, tool });
}

const stateSchema = z.object({ tool: z.string(), until: z.number() });
const stateColumn = "form-tools.state";
/** How long a consent page may stay open, in milliseconds. */
const stateLifeMs = 30 * 60_000;

/**
 * The address of the tool's consent page. The state names the portal and is sealed by its key: nobody else can make one,
 * and it connects to no other portal.
 *
 * @throws RefusedInput `forms.no_app` where this server has no app at the tool
 */
export async function authoriseUrl(
  context: Context,
  portalId: string,
  tool: FormToolName,
  extra: readonly ExtraRight[] = [],
): Promise<string> {
  const oauth = oauthOf(context, tool);
  if (!oauth) {
    const prefix = { typeform: "TYPEFORM", "google-forms": "GOOGLE", surveymonkey: "SURVEYMONKEY" }[tool];
    throw new RefusedInput(
      "forms.no_app",
      `This server has no app at ${labels[tool]}: set ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET${tool === "google-forms" ? "" : ", or connect with a token"}.`,
    );
  }
  const sealer = await context.vault.portal(portalId);
  const sealed = sealer.seal(JSON.stringify({ tool, until: context.now() + stateLifeMs }), stateColumn);
  return oauth.authorizeUrl(Buffer.from(`${portalId} ${sealed}`).toString("base64url"), extra);
}

/** What the tool's redirect brings back. */
export interface ConsentAnswer {
  readonly state: string;
  readonly code: string;
}

/** @returns undefined for a state that nobody made here, is too old, or is for another tool */
export async function finishConsent(
  context: Context,
  tool: FormToolName,
  { state, code }: ConsentAnswer,
): Promise<{ portalId: string } | undefined> {
  const portalId = await portalOfState(context, tool, state);
  const oauth = oauthOf(context, tool);
  if (portalId === undefined || !oauth) return undefined;
  await saveToolConnection(context, portalId, tool, await oauth.exchange(code));
  context.log.info("forms.connected", { portal: portalId, tool });
  return { portalId };
}

async function portalOfState(context: Context, tool: FormToolName, state: string): Promise<string | undefined> {
  const [portalId = "", sealed = ""] = Buffer.from(state, "base64url").toString("utf8").split(" ");
  if (!/^\d{1,15}$/.test(portalId) || !(await findPortal(context, portalId))) return undefined;
  try {
    const sealer = await context.vault.portal(portalId);
    const made = stateSchema.parse(JSON.parse(sealer.open(sealed, stateColumn)));
    return made.tool === tool && made.until > context.now() ? portalId : undefined;
  } catch {
    return undefined;
  }
}
