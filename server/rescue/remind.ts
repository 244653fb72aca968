/**
 * The one reminder of a Flow that was left half-way. It carries the token of the message that brought the Flow, so it opens
 * the same session: every answer is there, and the way goes on where it stopped.
 *
 * It is stored before WhatsApp is called, under a key of its session: who died in between finds it and sends no second one.
 */
import { sendFlowMessage, sendFlowTemplate } from "../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { NoReminder } from "../../core/rescue/index.ts";
import { wordsFor } from "../../core/texts/index.ts";
import { type Context, newId } from "../context.ts";
import { eventWrites } from "../insight/events.ts";
import { identityOf } from "../people/people.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { clearance } from "../reminders/clearance.ts";
import type { SendingParts } from "../sending/request.ts";
import { settle } from "../sending/send.ts";
import { sendByKey } from "../sending/store.ts";
import { type Row, tryCommit, type Write, write } from "../store/index.ts";
import { lifeOf, type TemplateRow, templateRows } from "../templates/store.ts";
import { type Stop, stopWrite, subjectOf } from "./stops.ts";

export interface Reminding {
  readonly session: Row<"sessions">;
  readonly flow: Row<"flows">;
  readonly stop: Stop;
  readonly token: string;
}

export type Reminded =
  | { readonly kind: "went"; readonly state: "sent" | "unconfirmed" }
  | { readonly kind: "hold"; readonly because: string; readonly until: number }
  | { readonly kind: "none"; readonly because: NoReminder };

/** A form that comes every month may be reminded of every month. */
const lateMs = 30 * 24 * 3_600_000;
/** Somebody else wrote about the person in the same moment: everything is decided anew. */
const againMs = 60_000;

/** Whether this person was reminded of this Flow before, by whatever message they had begun it. */
export async function remindedOfLate(
  { store, now }: Context,
  portalId: string,
  { person_id, flow_id }: Pick<Row<"sessions">, "person_id" | "flow_id">,
): Promise<boolean> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("sends")
      .select("id")
      .where("person_id", "=", person_id)
      .where("flow_id", "=", flow_id)
      .where("source", "=", "rescue")
      .where("status", "!=", "failed")
      .where("created_at", ">", now() - lateMs)
      .limit(1),
  );
  return row !== undefined;
}

/** The Flow's approved template for reminders in the form's language; one that opens with `navigate` would begin anew. */
export async function reminderTemplate(
  { context, catalogue }: SendingParts,
  portalId: string,
  { flow, session }: Pick<Reminding, "flow" | "session">,
): Promise<TemplateRow | undefined> {
  const { form } = await catalogue.version(portalId, session.version_id);
  const usable = (await templateRows(context, portalId, flow.id)).filter(
    ({ purpose, status, meta_flow_id, opens_with }) =>
      purpose === "reminder" &&
      status === "approved" &&
      meta_flow_id === flow.meta_flow_id &&
      opens_with === "exchange",
  );
  const wanted = baseOf(form.language);
  return (
    usable.find(({ language }) => baseOf(language) === wanted) ??
    usable.find(({ language }) => baseOf(language) === "en")
  );
}

function baseOf(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? "";
}

/** @throws OutsideError where it surely did not go and may be tried again */
export async function remind(
  parts: SendingParts,
  portalId: string,
  given: Reminding & { readonly senderId: string },
  template: TemplateRow | undefined,
): Promise<Reminded> {
  const { context } = parts;
  const { session, flow, stop, senderId } = given;
  const key = `rescue:${session.id}:${session.round}`;
  const earlier = await sendByKey(context, portalId, key);
  if (earlier) return knownAs(context, portalId, stop, earlier);
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", senderId));
  const connection = sender && (await whatsappConnection(context, portalId, sender.connection_id));
  const waId = await identityOf(context, portalId, session.person_id, "wa_id");
  if (!connection || !waId || !flow.meta_flow_id) return none("not_connected");
  const about = { person_id: session.person_id, sender_id: senderId, flow_id: flow.id };
  const otherTemplate = template && { goes: "closed" as const, category: async () => lifeOf(template).category };
  const cleared = await clearance(parts, portalId, about, waId, otherTemplate);
  if (cleared.kind === "hold") return cleared;
  if (cleared.kind === "refuse") return none(cleared.because.startsWith("opted_out") ? "opted_out" : "no_consent");
  if (cleared.window === "closed" && !template) return none("window_closed");
  // Asked again behind the person's revision, which the commit names: of two sessions at once the second one sees the first.
  if (await remindedOfLate(context, portalId, session)) return none("reminded_before");
  const channel = cleared.window === "open" ? "message" : "template";
  const send = sendRow(context, given, { key, channel });
  const begun = await tryCommit(tenant, [
    write(tenant.db.insertInto("sends").values(send), 1),
    ...cleared.writes,
    stillQuiet(context, portalId, session),
    stopWrite(context, portalId, stop, { reminder: "sent", reason: null, remind_at: context.now(), send_id: send.id }),
  ]);
  if (!begun) return { kind: "hold", because: "changed_meanwhile", until: context.now() + againMs };
  try {
    const { form } = await parts.catalogue.version(portalId, session.version_id);
    const words = wordsFor(form.language);
    const common = { to: `+${waId}`, callbackData: send.id, flowToken: given.token };
    const graph = graphOf(context, connection);
    const sent =
      channel === "template" && template
        ? await sendFlowTemplate(graph, senderId, { ...common, template: template.name, language: template.language })
        : await sendFlowMessage(graph, senderId, {
            ...common,
            flowId: flow.meta_flow_id,
            body: words.rescue.body(flow.name.slice(0, 200)),
            cta: words.rescue.button,
            // However the Flow opens otherwise: only a first screen that we give can be the one where they stopped.
            open: { action: "data_exchange" },
          });
    await settle(context, portalId, send.id, "sent", { wamid: sent.messageId });
    const subject = { ...subjectOf(stop), send_id: send.id };
    await tenant.commit(
      eventWrites(context, portalId, subject, [{ kind: "reminded", details: { screen: stop.screen } }]),
    );
    return { kind: "went", state: "sent" };
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    context.log.warn("rescue.not_sent", { portal: portalId, send: send.id, code: error.code });
    return notSent(context, portalId, { ...stop, reminder: "sent" }, send, error);
  }
}

function sendRow(
  context: Context,
  { session, senderId }: Reminding & { readonly senderId: string },
  { key, channel }: { readonly key: string; readonly channel: "message" | "template" },
): Row<"sends"> {
  const now = context.now();
  return {
    id: newId(context, "snd"),
    person_id: session.person_id,
    flow_id: session.flow_id,
    version_id: session.version_id,
    sender_id: senderId,
    idempotency_key: key,
    channel,
    status: "queued",
    reason: null,
    wamid: null,
    source: "rescue",
    country: null,
    contact_sealed: null,
    created_at: now,
    updated_at: now,
  };
}

/** Who goes on in this very moment needs no reminder. */
function stillQuiet({ store }: Context, portalId: string, { id, revision }: Row<"sessions">): Write {
  const { db } = store.of(portalId);
  return write(db.updateTable("sessions").set({ revision }).where("id", "=", id).where("revision", "=", revision), 1);
}

/** An earlier try got as far as the call: whether it went, only its status says. */
async function knownAs(context: Context, portalId: string, stop: Stop, send: Row<"sends">): Promise<Reminded> {
  if (send.status === "failed") return none("failed");
  const state = send.status === "queued" || send.status === "unconfirmed" ? "unconfirmed" : "sent";
  const change = { reminder: state, reason: null, remind_at: send.created_at, send_id: send.id } as const;
  if (send.status === "queued") await settle(context, portalId, send.id, "unconfirmed", {});
  await tryCommit(context.store.of(portalId), [stopWrite(context, portalId, stop, change)]);
  return { kind: "went", state };
}

/** @throws the error where the same reminder may be tried again */
async function notSent(
  context: Context,
  portalId: string,
  stop: Stop,
  send: Row<"sends">,
  error: OutsideError | RefusedInput,
): Promise<Reminded> {
  const tenant = context.store.of(portalId);
  if (error instanceof OutsideError && error.mayHaveLanded) {
    await settle(context, portalId, send.id, "unconfirmed", { reason: error.code });
    await tryCommit(tenant, [stopWrite(context, portalId, stop, { reminder: "unconfirmed" })]);
    return { kind: "went", state: "unconfirmed" };
  }
  // WhatsApp said plainly that nothing went: a later try is the first one again.
  await tryCommit(tenant, [
    write(tenant.db.deleteFrom("sends").where("id", "=", send.id).where("wamid", "is", null), 1),
    stopWrite(context, portalId, stop, { reminder: "planned", reason: error.code, send_id: null }),
  ]);
  if (error instanceof OutsideError && error.remedy === "retry") throw error;
  if (error.code === "whatsapp.undeliverable") return none("not_on_whatsapp");
  return none(error.code === "whatsapp.window_closed" ? "window_closed" : "failed");
}

function none(because: NoReminder): Reminded {
  return { kind: "none", because };
}
