/** A portal connects its Pipedrive company, by an API token that a person made there or over Pipedrive's consent page. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { type ConsentAnswer, finishConsent } from "../form-tools/connect.ts";
import { forgetConnection, saveToolConnection, toolConnection } from "../form-tools/connection.ts";
import { recordAudit } from "../privacy/audit.ts";
import { type FlowSettings, settingsOf } from "../publishing/settings.ts";
import type { PipedriveAccess } from "./access.ts";
import { findPlace, forgetPlace, rememberedPlace, savePlace } from "./account.ts";

export const pastedTokenSchema = z.object({
  portalId: z.string(),
  accessToken: z.string().min(1).max(4_096),
  /** The company's name in its address, `https://NAME.pipedrive.com`; without it, the address for all. */
  company: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, "must be the NAME of https://NAME.pipedrive.com")
    .optional(),
});

/** What is refused is not stored. @throws OutsideError `pipedrive.*` */
export async function connectWithApiToken(
  context: Context,
  access: PipedriveAccess,
  { portalId, accessToken, company }: z.infer<typeof pastedTokenSchema>,
): Promise<{ readonly company: string }> {
  const apiBase = company === undefined ? undefined : `https://${company.toLowerCase()}.pipedrive.com`;
  const place = await findPlace(access.withToken(portalId, { accessToken, apiBase }));
  // Until the new place is written down, whoever delivers asks for it.
  await forgetPlace(context, portalId);
  await saveToolConnection(context, portalId, "pipedrive", { accessToken, ...(apiBase ? { apiBase } : {}) });
  await savePlace(context, portalId, place);
  await recordAudit(context, portalId, { actor: "operator", action: "connected", subject: "pipedrive" });
  context.log.info("pipedrive.connected", { portal: portalId });
  return { company: place.companyName };
}

/** @returns undefined for a state that nobody made here, or that is too old */
export async function connectOverConsent(
  context: Context,
  access: PipedriveAccess,
  answer: ConsentAnswer,
): Promise<{ readonly portalId: string } | undefined> {
  const done = await finishConsent(context, "pipedrive", answer);
  if (!done) return undefined;
  await forgetPlace(context, done.portalId);
  // A right that is missing is seen here, not when answers wait.
  await access.inTurn(
    done.portalId,
    () => undefined,
    async () => undefined,
  );
  return done;
}

export async function disconnect(context: Context, portalId: string): Promise<void> {
  await forgetConnection(context, portalId, "pipedrive");
  await forgetPlace(context, portalId);
}

/** What somebody should know who makes a Flow use a Pipedrive that is not there, or not any more. */
export async function pipedriveNotices(
  context: Context,
  portalId: string,
  { pipedrive }: Pick<FlowSettings, "pipedrive">,
): Promise<string[]> {
  if (pipedrive !== true) return [];
  const connection = await toolConnection(context, portalId, "pipedrive");
  if (connection?.status === "active") return [];
  return ["Pipedrive is not connected. Answers go there once it is: `flowella pipedrive connect`."];
}

/** For whoever looks: nothing secret. */
export async function pipedriveStatus(context: Context, portalId: string) {
  const connection = await toolConnection(context, portalId, "pipedrive");
  const tenant = context.store.of(portalId);
  const flows = await tenant.all(tenant.db.selectFrom("flows").select(["id", "name", "settings"]).orderBy("name"));
  return {
    kind: "pipedrive",
    status: connection?.status ?? "not-connected",
    companyId: (await rememberedPlace(context, portalId))?.companyId ?? null,
    flows: flows.filter((flow) => settingsOf(flow).pipedrive === true).map(({ id, name }) => ({ id, name })),
  };
}
