/**
 * The one message that confirms a STOP or a START, in the words of its language. It answers what was written a moment
 * ago, so it is free-form, and it goes once: where no answer comes from WhatsApp, or the process dies that waits for one, it
 * may have gone, and is not repeated.
 */
import { z } from "zod";
import { sendTextMessage } from "../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import { wordsFor } from "../../core/texts/index.ts";
import type { Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import type { SendingParts } from "../sending/request.ts";
import { windowOf } from "../sending/window.ts";

const replySchema = z.object({
  senderId: z.string(),
  said: z.enum(["stopped", "restarted"]),
  language: z.string().nullable(),
});

/** @throws OutsideError where it surely did not go, to be tried again */
export function replyWork(parts: Pick<SendingParts, "context" | "catalogue">): Work {
  const { context } = parts;
  return async (portalId, { id, person_id: personId }, payload, { mayCall, interrupted }) => {
    const { senderId, said, language } = replySchema.parse(payload);
    if (interrupted) return { status: "ended", reason: "unconfirmed" };
    const window = await windowOf(context, portalId, personId, senderId);
    if (window.state === "closed") return { status: "ended", reason: "window_closed" };
    const tenant = context.store.of(portalId);
    const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", senderId));
    const connection = sender && (await whatsappConnection(context, portalId, sender.connection_id));
    const waId = await identityOf(context, portalId, personId, "wa_id");
    if (!connection || !waId) return { status: "ended", reason: "not_connected" };
    const { consent } = wordsFor(language ?? (await languageOf(parts, portalId, personId)));
    const message = { to: `+${waId}`, callbackData: id, body: consent[said] };
    mayCall();
    try {
      await sendTextMessage(graphOf(context, connection), senderId, message);
      return { status: "done", reason: "sent" };
    } catch (error) {
      if (error instanceof RefusedInput) return { status: "ended", reason: error.code };
      if (!(error instanceof OutsideError)) throw error;
      if (error.mayHaveLanded) return { status: "ended", reason: "unconfirmed" };
      if (error.remedy === "give-up") return { status: "ended", reason: error.code };
      throw error;
    }
  };
}

/** Of the Flow that this person got last; English where they never got one. */
export async function languageOf(
  { context, catalogue }: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  personId: string,
): Promise<string> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("sends").select("version_id").where("person_id", "=", personId);
  const last = await tenant.first(query.orderBy("created_at", "desc").limit(1));
  return last ? (await catalogue.version(portalId, last.version_id)).form.language : "en";
}
