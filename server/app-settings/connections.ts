/** What a portal is connected with, how each stands, and giving one up. */
import { scopeReasons } from "../../core/portal/scopes.ts";
import type { SettingsConnectionsReady, SettingsDisconnectRequest } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { forgetConnection, toolConnection } from "../form-tools/connection.ts";
import { type AccountName, labels } from "../form-tools/tools.ts";
import { disconnect } from "../pipedrive/connect.ts";
import { findPortal } from "../portals/store.ts";
import { recordAudit } from "../privacy/audit.ts";
import { portalState } from "../provisioning/capabilities.ts";
import { disconnectAccount } from "../whatsapp-account/disconnect.ts";
import { accountsSeen } from "../whatsapp-account/seen.ts";

const accounts = ["typeform", "google-forms", "surveymonkey", "pipedrive"] as const satisfies readonly AccountName[];

export async function connectionsOf(context: Context, portalId: string): Promise<SettingsConnectionsReady> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error("The portal of a signed call is not there.");
  const { capabilities, scopes } = await portalState(context, portal);
  const missing = scopeReasons.filter(({ scope }) => !scopes.includes(scope));
  const whatsapp = await accountsSeen(context, portalId);
  return {
    kind: "ready",
    hubspot: { missing: missing.map(({ scope, why }) => ({ scope, why })), capabilities: [...capabilities] },
    whatsapp: whatsapp.map(({ connectionId, name, readiness }) => ({
      connectionId,
      name,
      state: readiness.state,
      numbers: readiness.numbers.map(({ displayNumber }) => displayNumber),
    })),
    tools: await Promise.all(
      accounts.map(async (tool) => {
        const connection = await toolConnection(context, portalId, tool);
        const state = !connection ? "not-connected" : connection.status === "active" ? "connected" : "refused";
        return { tool, label: labels[tool], state };
      }),
    ),
  };
}

/** What was sent or imported over it stays. @throws RefusedInput where the portal has no such account */
export async function giveUp(
  context: Context,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  of: SettingsDisconnectRequest["of"],
): Promise<void> {
  if (of.what === "whatsapp") await disconnectAccount(context, portalId, of.connectionId);
  else if (of.tool === "pipedrive") await disconnect(context, portalId);
  else await forgetConnection(context, portalId, of.tool);
  const subject = of.what === "whatsapp" ? of.connectionId : of.tool;
  await recordAudit(context, portalId, { actor: `user:${userId}`, action: "disconnected", subject });
}
