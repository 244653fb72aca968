/** Two businesses: one that has everything there is, made through the doors, and one that will ask for it. */
import { z } from "zod";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { service as bookable, connectCalendar } from "../e2e/booking-world.ts";
import { connectSecondPortal, second } from "../e2e/second-portal.ts";
import { consultationAnswers, startWorld, type World } from "../e2e/world.ts";
import type { Dump } from "./dump.ts";

export const asking = String(second.portalId);

const damage = {
  id: "Cla1ms",
  title: "Report a damage",
  fields: [
    { id: "f1", ref: "first", title: "First name", type: "short_text", validations: { required: true } },
    { id: "f2", ref: "photo", title: "A photo of the damage", type: "file_upload", validations: { required: true } },
  ],
};
const photo = {
  name: "IMG_0042.jpg",
  type: "image/jpeg",
  bytes: Uint8Array.from(
    Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.from("A dent. ".repeat(300))]),
  ),
};
/** What nobody else may read, in whatever form it comes. */
const secrets = [
  "Stella",
  "Ferrara",
  "ferrara.example",
  "Report a damage",
  "IMG_0042",
  "hooks-of-casa-lume",
  "Bellandi",
];

const kindOf = async (answer: Promise<unknown>, kind: string) => {
  const said = await answer;
  if (z.object({ kind: z.string() }).safeParse(said).data?.kind !== kind) throw new Error(JSON.stringify(said));
  return said;
};

export async function twoPortals(): Promise<World> {
  const world = await startWorld();
  try {
    await fill(world);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function fill(world: World): Promise<void> {
  const { customer, shared, optIn } = world.facts;
  const flow = await world.publishForm("consultation");
  const feedback = await world.publishForm("feedback");
  const claims = await world.publish({ tool: "typeform", definition: damage });
  for (const each of [flow, feedback, claims]) world.approveTemplate(each);
  await world.settle();
  await connectCalendar(world);
  const service = { ...bookable, title: "Advice for Stella" };
  await kindOf(world.operator("/operator/bookings/save", { service }), "saved");

  // Somebody unknown with everything delivered, one with a file, one whom two contacts could be, one whose answers are stuck.
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  await world.fillIn(claims, world.stranger(), { first: "Stella", photo: [photo] });
  await world.deliver();
  const sharing = world.whatsapp.person(shared.waId, { name: "Sartori" });
  await world.fillIn(feedback, sharing, { firstname: "Marco", visit_rating: "good" });
  await world.deliver();
  const creating = { method: "POST", path: /\/objects\/2026-03\/contacts$/ };
  world.hubspot.api.failNext({
    ...creating,
    answer: { kind: "status", status: 400, body: { category: "VALIDATION_ERROR" } },
  });
  await world.fillIn(feedback, world.stranger(), { firstname: "Stella", visit_rating: "good" });
  await world.deliver();

  // Somebody who stops half-way, and an answer that is ready to be sent.
  const stopping = world.stranger();
  stopping.sendText("Hello");
  await world.settle();
  await kindOf(world.send(flow, { phone: `+${stopping.waId}` }, "isolation-stopped-1"), "sent");
  await stopping.openFlow();
  world.passTime(4 * 3_600_000);
  await world.settle();
  const answers = [{ name: "From Stella", texts: { en: "Stella will call you." } }];
  await kindOf(world.operator("/operator/ready-answers/save", { answers }), "saved");

  // A send from the record, one that waits, and a chat.
  const wording = "I agree that Casa Lume writes to me.";
  await world.consent({
    sources: [{ kind: "property", name: optIn.property, values: [optIn.value], wording }],
    cap: { messages: 1, days: 7 },
  });
  const to = { contactId: customer.contactId };
  await kindOf(world.send(flow, to, "isolation-sent-1"), "sent");
  await kindOf(world.send(feedback, to, "isolation-held-1"), "held");

  world.whatsapp.person(customer.waId, { name: "Giulia Bellandi" }).sendText("Is this safe? Stella told me.");
  await world.settle();

  const members = new Map([[customer.contactId, 0]]);
  world.portal().lists.set("4001", { listId: "4001", name: "Clients of Casa Lume", members });
  const broadcast = { name: "For Stella", flowId: flow.flowId, listId: "4001", idempotencyKey: "isolation-broadcast" };
  await kindOf(world.operator("/operator/broadcasts/make", broadcast), "made");
  const prices = { currency: "EUR", countries: { IT: { marketing: 0.06, utility: 0.03 } } };
  await kindOf(world.operator("/operator/broadcasts/prices", { save: prices }), "ready");
  await world.settle();

  const entry = { name: "Window of Stella", flowId: flow.flowId, language: "en", source: "window of Stella" };
  const choice = { ...entry, state: "on", keywords: ["Stella"], ads: [] };
  await kindOf(world.operator("/operator/entries/save", { choice }), "saved");
  world.stranger().sendText("Stella");
  await world.settle();

  const endpoint = { url: "http://127.0.0.1:46111/hooks-of-casa-lume" };
  await kindOf(world.operator("/operator/webhooks/add", { endpoint }), "added");
  await world.operator("/operator/mapping/edit", { flowId: claims.flowId, mapping: { entries: [] } });
  await world.operator("/operator/alerts/settings", { change: { mail: "alerts@casa-lume.example" } });
  await world.operator("/operator/connect/link", { page: "whatsapp" });

  const today = new Date(world.now()).toISOString().slice(0, 10);
  await kindOf(world.operator("/operator/insight", { flowId: flow.flowId, from: today, to: today }), "ready");

  await kindOf(world.operator("/operator/retention/run", {}), "removed");

  await connectSecondPortal(world);
  await kindOf(world.operator("/operator/settings/change", { portalId: asking, change: { access } }), "saved");
  const own = { ...damage, id: "0wn", title: "Our own form", fields: damage.fields.slice(0, 1) };
  await kindOf(
    world.operator("/operator/publish", { portalId: asking, source: { tool: "typeform", definition: own } }),
    "published",
  );
  await world.settle();
}

/** Whoever asks has every right there is in their own portal. */
const access = {
  everyone: ["send", "see-answers", "publish"],
  grants: [{ to: { kind: "user", id: "61200481" }, rights: ["admin", "see-identity"] }],
};

/** Ids of the full portal by the names under which they are asked for. */
export function idsOf(dump: Dump, world: World): Readonly<Record<string, string>> {
  const first = (table: string, where: (row: Record<string, unknown>) => boolean = () => true, column = "id") =>
    z.string().parse(dump[table]?.find(where)?.[column], { error: () => `The portal has no ${table} to ask for.` });
  const connectionId = first("connections", ({ system }) => system === "whatsapp");
  return {
    flowId: first("flows", ({ status }) => status === "published"),
    versionId: first("flow_versions"),
    connectionId,
    accountId: DEFAULT_WORLD.accountId,
    senderId: first("senders"),
    numberId: first("senders"),
    keyId: first("flow_keys"),
    contactId: world.facts.customer.contactId,
    submissionId: first("submissions"),
    stepId: first("steps", ({ status }) => status === "dead"),
    sendId: first("sends"),
    entryId: first("entries"),
    heldId: first("person_outbox", ({ kind, status }) => kind === "held_send" && status === "waiting"),
    conflictId: first("conflicts"),
    fileId: first("files"),
    documentId: first("files"),
    templateId: first("templates"),
    replayId: "rpl_AAAAAAAAAAAAAAAAAAAAAA",
    messageId: first("chat_messages"),
    personId: first("people"),
    id: first("webhook_endpoints"),
  };
}

/**
 * What must be in no answer to the other portal: the full one's ids, and words of its people.
 * @param own what the other portal holds itself
 */
export function markersOf(dump: Dump, own: Dump): string[] {
  const texts = (from: Dump) =>
    new Set(
      Object.values(from).flatMap((rows) =>
        rows.flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) =>
            /(^|_)(id|wamid|hash|lookup|sealed|key)$/.test(column) && typeof value === "string" && value.length >= 12
              ? [value]
              : [],
          ),
        ),
      ),
    );
  const mine = texts(own);
  return [...secrets, ...[...texts(dump)].filter((text) => !mine.has(text))];
}
