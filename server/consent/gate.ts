/**
 * Asked before every send: may this person be written to now? What it answers holds for the `revision` of the person
 * that it read; the send is committed with `guardWrite` on it, so that a STOP that arrives meanwhile wins.
 */
import type { Contact } from "../../connectors/hubspot/index.ts";
import {
  type Consent,
  capUntil,
  type Decision,
  type Facts,
  mayWrite,
  type OptOut,
  quietUntil,
} from "../../core/consent/index.ts";
import type { Context } from "../context.ts";
import { waitsForPersonUntil } from "../hand-over/waiting.ts";
import { decidedPerson, linkedPeople } from "../people/contact-people.ts";
import { identitiesOf } from "../people/people.ts";
import { idsOf, type RecipientParts } from "../people/recipient.ts";
import { guardWrite, revisionOf } from "../people/revision.ts";
import { findPortal } from "../portals/store.ts";
import { windowOf } from "../sending/window.ts";
import type { Row, Write } from "../store/index.ts";
import { categoryInUse } from "../templates/store.ts";
import { contactOf } from "./contact-of.ts";
import { asksHubSpot, consentProperties, type HubSpotConsent, hubspotConsent } from "./hubspot-consent.ts";
import { ownConsent, recordsOf, recordWrites, wordingVersion } from "./records.ts";
import { type ConsentSettings, consentSettingsOf } from "./settings.ts";
import { optOutIn, suppressionKeys, suppressionsOf } from "./suppression.ts";
import { zonesOf } from "./time-zones.ts";

export interface Approach {
  readonly personId: string;
  /** Digits. */
  readonly waId: string;
  readonly senderId: string;
  readonly flowId: string;
  readonly occasion: Facts["occasion"];
  /** The contact that it is sent from, where it is. */
  readonly contact?: Contact | undefined;
  /** Where another template goes than the one that carries the Flow. */
  readonly otherTemplate?: OtherTemplate | undefined;
}

export interface OtherTemplate {
  /** `closed`: only outside the 24 hours, and inside them a message without a template. */
  readonly goes: "always" | "closed";
  /** Asked only where it goes. @returns Meta's category; undefined where nobody knows it, which counts as marketing */
  readonly category: () => Promise<string | undefined>;
}

/** Whether the person opted out, and what a send that goes by it is committed with. */
export interface Standing {
  readonly optOut: OptOut;
  /** Fails with StoreConflict where anything about the person has changed since. */
  readonly guard: Write;
}

/** For answers that the person has a right to, such as a receipt: nothing but an opt-out stops them. */
export async function standingOf(
  context: Context,
  portalId: string,
  { personId, waId }: Pick<Approach, "personId" | "waId">,
): Promise<Standing> {
  // First of all: whatever is read after it may change from here on, and then the commit fails.
  const revision = await revisionOf(context, portalId, personId);
  const userIds = await identitiesOf(context, portalId, personId, "user_id");
  const keys = await suppressionKeys(context, portalId, { waId, userIds });
  const optOut = optOutIn(await suppressionsOf(context, portalId, keys));
  return { optOut, guard: guardWrite(context, portalId, personId, revision) };
}

export interface Gate {
  readonly decision: Decision;
  readonly facts: Facts;
  /** To be committed with the send: nothing was changed since, and the evidence that it rests on. */
  readonly writes: readonly Write[];
  /** A source of consent that could not be read, in words. */
  readonly trouble?: string;
}

/** @throws OutsideError when HubSpot, or WhatsApp about a template, must be asked and cannot be */
export async function askGate(parts: RecipientParts, portalId: string, approach: Approach): Promise<Gate> {
  const { context } = parts;
  const { personId, senderId, occasion } = approach;
  const { optOut, guard } = await standingOf(context, portalId, approach);
  const settings = await consentSettingsOf(context, portalId);
  const records = await recordsOf(context, portalId, personId);
  const window = (await windowOf(context, portalId, personId, senderId)).state;
  const facts: Facts = {
    purpose: (await isOffer(context, portalId, approach, settings, window)) ? "marketing" : "utility",
    occasion,
    window,
    optOut,
    consent: ownConsent(records),
    withPersonUntil: occasion === "outreach" ? await waitsForPersonUntil(context, portalId, personId) : undefined,
  };
  const early = mayWrite(facts);
  // Nothing that HubSpot could say changes an opt-out, a declined box, or an answer.
  const asked = early.kind === "refuse" && ["no_consent", "consent_not_for_marketing"].includes(early.because);
  if (early.kind === "send" && early.because === "answer_in_window") return { decision: early, facts, writes: [guard] };
  if (early.kind === "refuse" && !asked) return { decision: early, facts, writes: [] };

  const contact = await contactFor(parts, portalId, approach, settings, asked);
  const said =
    asked && contact && (await speaksFor(context, portalId, contact, personId))
      ? await hubspotConsent(parts.hubspot.of(portalId), settings, contact)
      : undefined;
  const consent = wider(facts.consent, said);
  const whole: Facts = { ...facts, consent, ...(await times(parts, portalId, approach, settings, contact)) };
  const decision = mayWrite(whole);
  const evidence = decision.kind === "send" ? evidenceWrites(parts, portalId, personId, records, said) : [];
  return {
    decision,
    facts: whole,
    writes: [guard, ...evidence],
    ...(said?.trouble !== undefined && { trouble: said.trouble }),
  };
}

/** The business says so, or WhatsApp counts the template that carries the Flow, or the one that goes, as marketing. */
async function isOffer(
  context: Context,
  portalId: string,
  { flowId, otherTemplate }: Approach,
  { marketingFlows }: ConsentSettings,
  window: Facts["window"],
): Promise<boolean> {
  if (marketingFlows.includes(flowId)) return true;
  if ((await categoryInUse(context, portalId, flowId))?.toUpperCase() === "MARKETING") return true;
  if (!otherTemplate || (otherTemplate.goes === "closed" && window === "open")) return false;
  return (await otherTemplate.category())?.toUpperCase() !== "UTILITY";
}

async function contactFor(
  parts: RecipientParts,
  portalId: string,
  { personId, waId, contact }: Approach,
  settings: ConsentSettings,
  asked: boolean,
): Promise<Contact | undefined> {
  if (contact) return contact;
  const zoned = settings.quietHours !== undefined && settings.timeZoneProperty !== undefined;
  const wanted = zoned || (asked && asksHubSpot(settings));
  return wanted ? contactOf(parts, portalId, personId, waId, consentProperties(settings)) : undefined;
}

/**
 * Whose agreement it is that stands on a contact: that of whoever the contact was known as. A phone that was changed in
 * HubSpot leads to somebody else, and does not take it along until a person has decided that it does.
 */
async function speaksFor(context: Context, portalId: string, contact: Contact, personId: string): Promise<boolean> {
  const linked = await linkedPeople(context, portalId, idsOf(contact));
  if (linked.length === 0 || linked.includes(personId)) return true;
  return (await decidedPerson(context, portalId, contact.id)) === personId;
}

function wider(own: Consent, said: HubSpotConsent | undefined): Consent {
  return said?.consent.state === "given" && (own.state === "none" || said.consent.covers === "everything")
    ? said.consent
    : own;
}

async function times(
  { context }: RecipientParts,
  portalId: string,
  { personId, waId }: Approach,
  { quietHours, timeZoneProperty, cap }: ConsentSettings,
  contact: Contact | undefined,
): Promise<Pick<Facts, "quietUntil" | "capUntil">> {
  const now = context.now();
  const contactZone = timeZoneProperty === undefined ? undefined : (contact?.properties[timeZoneProperty] ?? undefined);
  const portalZone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  return {
    quietUntil: quietHours && quietUntil(now, quietHours, zonesOf(waId, contactZone, portalZone)),
    capUntil: cap && capUntil(now, cap, await begunBefore(context, portalId, personId, now - cap.days * dayMs)),
  };
}

const dayMs = 24 * 3_600_000;

/** When messages that the business began went to this person: templates, which alone go outside the 24 hours. */
async function begunBefore(
  { store }: RecipientParts["context"],
  portalId: string,
  personId: string,
  since: number,
): Promise<number[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("sends")
      .select("created_at")
      .where("person_id", "=", personId)
      .where("channel", "=", "template")
      .where("status", "!=", "failed")
      .where("created_at", ">", since),
  );
  return rows.map(({ created_at }) => created_at);
}

/** That HubSpot said so is kept when it is first relied on, and again when the wording has changed. */
function evidenceWrites(
  { context }: RecipientParts,
  portalId: string,
  personId: string,
  records: readonly Row<"consents">[],
  said: HubSpotConsent | undefined,
): Write[] {
  if (!said?.by) return [];
  const { by } = said;
  const ref = by.kind === "property" ? by.name : by.listId;
  const known = records.some(
    ({ source, source_ref, wording, covers }) =>
      source === by.kind && source_ref === ref && wording === wordingVersion(by.wording) && covers === by.covers,
  );
  if (known) return [];
  const { kind: source, covers, wording } = by;
  return recordWrites(context, portalId, { personId, source, ref, state: "given", covers, wording, at: context.now() });
}
