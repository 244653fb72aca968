/** An account that is reached through 360dialog: what can be asked there (WhatsApp reference 5.18). */
import type { Context } from "../../context.ts";
import type { WhatsAppConnection } from "../../portals/connections.ts";
import { read360Facts } from "../../whatsapp-account/360dialog-facts.ts";
import { finding } from "../finding.ts";
import type { AccountFindings } from "./whatsapp.ts";

/** @throws OutsideError where 360dialog cannot say now */
export async function check360Account(
  context: Context,
  { portalId, connection }: { readonly portalId: string; readonly connection: WhatsAppConnection },
): Promise<AccountFindings> {
  const { account } = await read360Facts(context, portalId, connection);
  const place = { portalId, about: account.name ?? connection.externalId };
  const token = finding("whatsapp_token", place);
  if (account.token.state === "refused") {
    const says = account.obstacles.map((obstacle) => obstacle.says).join(" ");
    const fix = "Make a new key in 360dialog's hub and run `flowella connect 360dialog` again.";
    return { findings: [token.broken(says, "whatsapp-admin", fix)], usable: false };
  }
  const webhook = finding("whatsapp_webhook", place);
  const events =
    account.webhooks === "ours"
      ? webhook.ok("360dialog sends the numbers' events here.")
      : webhook.broken(
          "360dialog sends a number's events to another address.",
          "operator",
          "Press Repair on the page that connects WhatsApp: then they come here and nowhere else.",
        );
  const untold = finding("whatsapp_account", place).skipped(
    "360dialog does not tell how account, business and payment stand. Look into its hub, or into WhatsApp Manager.",
  );
  return { findings: [token.ok("360dialog accepts the API keys."), events, untold], usable: true };
}
