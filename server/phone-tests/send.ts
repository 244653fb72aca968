/** Sends the draft to whoever asked for it by a code. */
import { z } from "zod";
import { sendFlowMessage } from "../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { Ended, Work } from "../people/outbox.ts";
import { identityOf } from "../people/people.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { openingOf, wordsOf } from "../publishing/opening.ts";
import { settingsOf } from "../publishing/settings.ts";
import { beginSend } from "../sending/begin.ts";
import type { SendingParts } from "../sending/request.ts";
import { settle } from "../sending/send.ts";
import { type Row, write } from "../store/index.ts";
import { testSessionPrefix } from "./test-session.ts";

const wishSchema = z.object({ code: z.string() });
/** A test is filled in at once; nobody comes back to it days later. */
const answerableMs = 24 * 3_600_000;

/** Once: where no answer comes from WhatsApp it may have gone, and the user makes another code. */
export function phoneTestWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, { person_id: personId }, payload) => {
    const { code } = wishSchema.parse(payload);
    const tenant = context.store.of(portalId);
    const test = await tenant.first(tenant.db.selectFrom("phone_tests").selectAll().where("code", "=", code));
    if (test?.state !== "asked") return { status: "ended", reason: "not_asked" };
    const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", test.flow_id));
    const connection = flow && (await whatsappConnection(context, portalId, flow.connection_id));
    const waId = await identityOf(context, portalId, personId, "wa_id");
    if (!flow || !connection || !waId) return failed(context, portalId, code, "whatsapp.not_connected");
    const { send, token } = await begun(parts, portalId, { test, flow, personId, waId });
    // An earlier try got so far and died: whether it went, nobody knows.
    if (!token) return failed(context, portalId, code, "whatsapp.unconfirmed");
    const version = await parts.catalogue.version(portalId, test.version_id);
    const words = wordsOf(version);
    try {
      const sent = await sendFlowMessage(graphOf(context, connection), test.sender_id, {
        to: `+${waId}`,
        callbackData: send.id,
        flowToken: token,
        flowId: test.meta_flow_id,
        mode: "draft",
        body: `${flow.name}\n\n${words.body}`.slice(0, 1024),
        cta: words.button,
        open: openingOf(version, settingsOf(flow)),
      });
      await settle(context, portalId, send.id, "sent", { wamid: sent.messageId });
      const done = tenant.db.updateTable("phone_tests").set({ state: "sent", send_id: send.id });
      await tenant.commit([write(done.where("code", "=", code), 1)]);
      return { status: "done", reason: "sent" };
    } catch (error) {
      if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
      const unclear = error instanceof OutsideError && error.mayHaveLanded;
      await settle(context, portalId, send.id, unclear ? "unconfirmed" : "failed", { reason: error.code });
      return failed(context, portalId, code, error.code);
    }
  };
}

interface Asking {
  readonly test: Row<"phone_tests">;
  readonly flow: Row<"flows">;
  readonly personId: string;
  readonly waId: string;
}

/** The draft's version, not the one that customers get. */
function begun(parts: SendingParts, portalId: string, { test, flow, personId, waId }: Asking) {
  return beginSend(parts, portalId, {
    flow: { ...flow, current_version_id: test.version_id },
    personId,
    waId,
    senderId: test.sender_id,
    channel: "message",
    request: {
      flowId: flow.id,
      to: { phone: `+${waId}` },
      idempotencyKey: `phone-test:${test.code}`,
      source: "phone_test",
      answerableMs,
    },
    sessionPrefix: testSessionPrefix,
  });
}

async function failed({ store, log }: Context, portalId: string, code: string, reason: string): Promise<Ended> {
  const { db, commit } = store.of(portalId);
  log.warn("phone_test.failed", { portal: portalId, code: reason });
  await commit([write(db.updateTable("phone_tests").set({ state: "failed", reason }).where("code", "=", code))]);
  return { status: "ended", reason };
}
