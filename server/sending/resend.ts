import { hiddenOf } from "../conversation/hidden.ts";
import type { SessionRow } from "../conversation/sessions.ts";
import { identityOf } from "../people/people.ts";
import type { FlowAtEndpoint } from "../publishing/catalogue.ts";
import { codeOf } from "../telemetry/code.ts";
import type { SendingParts } from "./request.ts";
import { sendFlow } from "./send.ts";
import { sendById } from "./store.ts";
import { windowOf } from "./window.ts";

/**
 * A fresh message for somebody who opened one whose time is over: only inside the 24 hours, where it is free and asked
 * for, and once per expired session however often it is opened.
 */
export async function resendExpired(parts: SendingParts, flow: FlowAtEndpoint, session: SessionRow): Promise<void> {
  const { context } = parts;
  try {
    if (flow.status !== "published" || session.state === "accepted") return;
    const send = await sendById(context, flow.portalId, session.send_id);
    if (!send) return;
    const window = await windowOf(context, flow.portalId, session.person_id, send.sender_id);
    const waId = await identityOf(context, flow.portalId, session.person_id, "wa_id");
    if (window.state === "closed" || !waId) return;
    const hidden = await hiddenOf(context, flow.portalId, session);
    const idempotencyKey = `resend:${session.id}`;
    await sendFlow(parts, flow.portalId, {
      flowId: flow.id,
      to: { phone: `+${waId}` },
      idempotencyKey,
      hidden,
      source: "resend",
    });
  } catch (error) {
    context.log.warn("resend.failed", { portal: flow.portalId, session: session.id, code: codeOf(error) });
  }
}
