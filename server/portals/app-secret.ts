import { listAppSubscriptions } from "../../connectors/whatsapp/accounts.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { graphAsApp } from "./graph.ts";
import type { MetaApps } from "./meta-apps.ts";

export interface AppSecretChange {
  /** Meta's id of the app. */
  readonly appId: string;
  readonly secret?: string | undefined;
  /** Stores it although Meta does not take it (yet). */
  readonly unchecked: boolean;
  /** Accepts only the newest secret from now on. */
  readonly dropPrevious: boolean;
}

export type AppSecretResult =
  | {
      readonly kind: "app-secret";
      readonly appId: string;
      /** How many secrets are accepted now. */
      readonly accepted: number;
      /** Until when the one before is accepted, epoch milliseconds. */
      readonly previousUntil: number | null;
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Changes a Meta app's secret while webhooks and Flows go on: the one before stays accepted for a week. */
export async function changeAppSecret(
  context: Context,
  apps: MetaApps,
  { appId, secret, unchecked, dropPrevious }: AppSecretChange,
): Promise<AppSecretResult> {
  if (!(await apps.byAppId(appId))) {
    return { kind: "refused", code: "whatsapp.unknown_app", message: `No account is connected with the app ${appId}.` };
  }
  if (secret !== undefined) {
    if (!unchecked && !(await isAccepted(context, appId, secret))) {
      return {
        kind: "refused",
        code: "whatsapp.app_secret",
        message:
          "Meta does not accept this secret for this app. Copy it from App settings > Basic; to store one that Meta " +
          "will only use later, add --unchecked.",
      };
    }
    await apps.save(appId, secret);
    context.log.info("whatsapp.app_secret_changed", { app: appId });
  }
  if (dropPrevious) await apps.dropPrevious(appId);
  const previous = (await apps.byAppId(appId))?.previous;
  const live = previous && previous.until > context.now() ? previous : undefined;
  return { kind: "app-secret", appId, accepted: live ? 2 : 1, previousUntil: live?.until ?? null };
}

async function isAccepted(context: Context, appId: string, secret: string): Promise<boolean> {
  try {
    await listAppSubscriptions(graphAsApp(context, appId, secret), appId);
    return true;
  } catch (error) {
    if (error instanceof OutsideError && error.remedy !== "retry") return false;
    throw error;
  }
}
