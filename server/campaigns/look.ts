/** Looks at everybody in the list before anything is sent, and then fixes who belongs to the pilot and to which side. */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { Contact } from "../../connectors/hubspot/index.ts";
import { checkOf, type Fit, sizeOfShare } from "../../core/campaigns/index.ts";
import { askGate } from "../consent/gate.ts";
import { findPeople } from "../people/people.ts";
import { recipientOf } from "../people/recipient.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit, type Write, write } from "../store/index.ts";
import { categoryInUse, templateRows } from "../templates/store.ts";
import { senderAmong } from "../whatsapp-account/senders.ts";
import { contactsOf, languageProperty } from "./contacts.ts";
import { dayOf, leftToday } from "./daily-limit.ts";
import { type Ground, groundOf } from "./ground.ts";
import {
  type BroadcastRow,
  lifeWrite,
  numberLookup,
  planOf,
  type RecipientRow,
  recipientUpdate,
  settingsOf,
  stepWrite,
  targetOf,
} from "./store.ts";

/** Recipients of one turn. */
const share = 200;
const together = 20;
/** Stands for somebody whom we do not know yet. */
const nobody = "per_nobody";

type Found = Pick<RecipientRow, "fit" | "country" | "language" | "in_window" | "number_lookup" | "person_id">;

/** @returns false where somebody pressed, or another process looked at the same people, meanwhile */
export async function look(parts: SendingParts, portalId: string, row: BroadcastRow): Promise<boolean> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const recipients = await tenant.all(
    tenant.db
      .selectFrom("broadcast_recipients")
      .selectAll()
      .where("broadcast_id", "=", row.id)
      .where("rank", ">", row.list_cursor ?? "")
      .orderBy("rank")
      .limit(share),
  );
  if (recipients.length === 0) return finish(parts, portalId, row);
  const ground = await groundOf(parts, portalId, row.flow_id, Number.POSITIVE_INFINITY);
  const unchecked = recipients.filter(({ fit }) => fit === "unchecked");
  const found = await lookAtAll(parts, portalId, row, ground, unchecked);
  const cursor = recipients.at(-1)?.rank ?? null;
  return tryCommit(tenant, [
    ...unchecked.flatMap((recipient, at) => {
      const change = found[at];
      return change ? [write(recipientUpdate(context, portalId, recipient, change))] : [];
    }),
    stepWrite(context, portalId, row, { list_cursor: cursor, checked: row.checked + unchecked.length }),
  ]);
}

async function lookAtAll(
  parts: SendingParts,
  portalId: string,
  row: BroadcastRow,
  ground: Ground,
  recipients: readonly RecipientRow[],
): Promise<Found[]> {
  const { context } = parts;
  const sealer = await context.vault.portal(portalId);
  const ids = recipients.map((recipient) => {
    const target = targetOf(sealer, recipient);
    return target && "contactId" in target ? target.contactId : undefined;
  });
  const contacts = await contactsOf(
    parts,
    portalId,
    ids.flatMap((id) => (id === undefined ? [] : [id])),
  );
  const found: Found[] = [];
  for (let from = 0; from < recipients.length; from += together) {
    const some = ids.slice(from, from + together);
    found.push(
      ...(await Promise.all(
        some.map((id) => lookAt(parts, portalId, row, ground, id === undefined ? undefined : contacts.get(id))),
      )),
    );
  }
  return withoutDuplicates(parts, portalId, row, found);
}

const none: Found = { fit: "gone", country: "", language: "", in_window: 0, number_lookup: null, person_id: null };

async function lookAt(
  parts: SendingParts,
  portalId: string,
  row: BroadcastRow,
  ground: Ground,
  contact: Contact | undefined,
): Promise<Found> {
  if (!contact) return none;
  const { context } = parts;
  const recipient = await recipientOf(parts, portalId, { contactId: contact.id }, [], contact);
  const language = contact.properties[languageProperty] ?? "";
  if (recipient.kind === "none") return { ...none, fit: "no_number", language };
  const { waId } = recipient;
  const country = parsePhoneNumberFromString(`+${waId}`)?.country ?? "";
  const [person] = await findPeople(context, portalId, "wa_id", waId);
  const senders = ground.kind === "ground" ? ground.ready.senders : [];
  const senderId = (await senderAmong(context, portalId, senders, waId))?.id ?? "";
  const gate = await askGate(parts, portalId, {
    personId: person ?? nobody,
    waId,
    senderId,
    flowId: row.flow_id,
    occasion: "outreach",
    contact,
  });
  const lookup = numberLookup(await context.vault.portal(portalId), row.id, waId);
  const { decision, facts } = gate;
  const fit: Fit =
    decision.kind !== "refuse" ? "reachable" : decision.because.startsWith("opted_out") ? "opted_out" : "no_consent";
  return {
    fit,
    country,
    language,
    in_window: facts.window === "open" ? 1 : 0,
    number_lookup: fit === "reachable" ? lookup : null,
    person_id: person ?? null,
  };
}

/** Of several contacts with one number, the first in rank is the one that gets the message. */
async function withoutDuplicates(
  { context }: SendingParts,
  portalId: string,
  row: BroadcastRow,
  found: readonly Found[],
): Promise<Found[]> {
  const lookups = found.flatMap(({ number_lookup }) => (number_lookup === null ? [] : [number_lookup]));
  if (lookups.length === 0) return [...found];
  const tenant = context.store.of(portalId);
  const taken = new Set(
    (
      await tenant.all(
        tenant.db
          .selectFrom("broadcast_recipients")
          .select("number_lookup")
          .where("broadcast_id", "=", row.id)
          .where("number_lookup", "in", lookups),
      )
    ).map(({ number_lookup }) => number_lookup),
  );
  return found.map((each) => {
    if (each.number_lookup === null) return each;
    if (taken.has(each.number_lookup)) return { ...each, fit: "duplicate", number_lookup: null };
    taken.add(each.number_lookup);
    return each;
  });
}

async function finish(parts: SendingParts, portalId: string, row: BroadcastRow): Promise<boolean> {
  const { context } = parts;
  const tenant = context.store.of(portalId);
  const members = () =>
    tenant.db.selectFrom("broadcast_recipients").where("broadcast_id", "=", row.id).where("stage", "!=", "internal");
  const reachable = () => members().where("fit", "=", "reachable");
  const fits = await tenant.all(
    members()
      .select(["fit", ({ fn }) => fn.countAll().as("people")])
      .groupBy("fit"),
  );
  const payable = await tenant.all(
    reachable()
      .select(["country", "in_window", ({ fn }) => fn.countAll().as("people")])
      .groupBy(["country", "in_window"]),
  );
  const languages = await tenant.all(
    reachable()
      .select(["language", ({ fn }) => fn.countAll().as("people")])
      .groupBy("language"),
  );
  const ground = await groundOf(parts, portalId, row.flow_id, Number.POSITIVE_INFINITY);
  const day = ground.kind === "ground" ? await dayOf(context, portalId, ground.ready.connection) : undefined;
  const approved = (await templateRows(context, portalId, row.flow_id)).filter(({ status }) => status === "approved");
  const counts = Object.fromEntries(fits.map(({ fit, people }) => [fit, Number(people)]));
  const found = checkOf({
    fits: counts,
    payable: payable.map(({ country, in_window, people }) => ({
      country,
      free: in_window === 1,
      people: Number(people),
    })),
    languages: languages.map(({ language, people }) => ({ language, people: Number(people) })),
    templates: approved.map(({ language }) => language),
    category: (await categoryInUse(context, portalId, row.flow_id)) === "UTILITY" ? "utility" : "marketing",
    prices: (await settingsOf(context, portalId)).prices,
    dailyLimit: day?.limit ?? Number.POSITIVE_INFINITY,
    writtenToday: day ? (await leftToday(context, day)).written : 0,
    perSecond: ground.kind === "ground" ? Math.max(1, ...ground.perSecond.values()) : 1,
  });

  const { pilotShare, ab } = planOf(row);
  const pilot = sizeOfShare(pilotShare, found.reachable);
  const linked = sizeOfShare((ab?.linkPercent ?? 0) / 100, found.reachable);
  const change = (values: Partial<RecipientRow>) =>
    tenant.db
      .updateTable("broadcast_recipients")
      .set({ ...values, updated_at: context.now() })
      .where("broadcast_id", "=", row.id)
      .where("stage", "!=", "internal");
  const writes: Write[] = [
    write(
      change({ outcome: "skipped" })
        .set(({ ref }) => ({ reason: ref("fit") }))
        .where("fit", "!=", "reachable"),
    ),
  ];
  for (const [size, by, values] of [
    [pilot, "rank", { stage: "pilot" }],
    [linked, "arm_rank", { arm: "link" }],
  ] as const) {
    if (size === 0) continue;
    const last = await tenant.first(
      reachable()
        .select(by)
        .orderBy(by)
        .limit(1)
        .offset(size - 1),
    );
    const lastRank = last && (by === "rank" && "rank" in last ? last.rank : "arm_rank" in last ? last.arm_rank : "");
    if (lastRank) writes.push(write(change(values).where("fit", "=", "reachable").where(by, "<=", lastRank), size));
  }
  const ready = { state: "ready", stage: "none" } as const;
  return tryCommit(tenant, [
    ...writes,
    lifeWrite(context, portalId, row, ready, { found: JSON.stringify(found), pilot_size: pilot, list_cursor: null }),
  ]);
}
