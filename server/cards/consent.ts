/** Whether the people behind a contact may be written to, and what says so. */
import type { Consent } from "../../core/consent/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { CardConsent, CardEvidence } from "../../src/app/packages/contract/index.ts";
import { standingOf } from "../consent/gate.ts";
import { asksHubSpot, hubspotConsent } from "../consent/hubspot-consent.ts";
import { ownConsent, recordsOf } from "../consent/records.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { identityOf } from "../people/people.ts";
import type { SendingParts } from "../sending/request.ts";
import type { CardPeople } from "./people.ts";

export interface ConsentSeen {
  readonly consent: CardConsent;
  readonly trouble?: string;
}

/** The widest of what the people said themselves and what HubSpot says; where it cannot be asked, what is known here. */
export async function consentOf(parts: SendingParts, portalId: string, behind: CardPeople): Promise<ConsentSeen> {
  const { context, hubspot } = parts;
  const { people, contact, trouble } = behind;
  const known = await knownHere(context, portalId, people);
  if (trouble !== undefined) return { consent: known, trouble };
  const nobody = { ...known, ...(known.state === "unknown" && { state: "none" as const }) };
  const settings = await consentSettingsOf(context, portalId);
  // A declined box outweighs what HubSpot says, as in the gate of every send.
  if (!contact || known.state === "declined" || !asksHubSpot(settings)) return { consent: nobody };
  try {
    const said = await hubspotConsent(hubspot.of(portalId), settings, contact);
    const wider = said.consent.state === "given" && (nobody.state === "none" || said.consent.covers === "everything");
    return {
      consent: wider ? { ...nobody, ...inCard(said.consent) } : nobody,
      ...(said.trouble !== undefined && { trouble: said.trouble }),
    };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { consent: known, trouble: error.message };
  }
}

async function knownHere(context: Context, portalId: string, people: readonly string[]): Promise<CardConsent> {
  const records = (await Promise.all(people.map((id) => recordsOf(context, portalId, id)))).flat();
  const sorted = records.toSorted((a, b) => b.at - a.at);
  const own = ownConsent(sorted);
  return {
    ...(own.state === "none" ? { state: "unknown" as const } : inCard(own)),
    optOut: await optOutOf(context, portalId, people),
    evidence: await evidenceOf(context, portalId, sorted),
  };
}

const inCard = (consent: Consent): Pick<CardConsent, "state" | "covers" | "source"> => ({
  state: consent.state,
  ...(consent.state !== "none" && { source: consent.source }),
  ...(consent.state === "given" && { covers: consent.covers }),
});

/** The strictest of them: on a card they are one. */
async function optOutOf(context: Context, portalId: string, people: readonly string[]): Promise<CardConsent["optOut"]> {
  const found = await Promise.all(
    people.map(async (personId) => {
      const waId = await identityOf(context, portalId, personId, "wa_id");
      return waId === undefined ? "none" : (await standingOf(context, portalId, { personId, waId })).optOut;
    }),
  );
  return found.find((each) => each === "everything") ?? found.find((each) => each === "marketing") ?? "none";
}

async function evidenceOf(
  { store }: Context,
  portalId: string,
  records: Awaited<ReturnType<typeof recordsOf>>,
): Promise<CardEvidence[]> {
  const versions = [...new Set(records.flatMap(({ wording }) => (wording === null ? [] : [wording])))];
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("consent_wordings").select(["version", "wording"]);
  const texts = versions.length === 0 ? [] : await tenant.all(query.where("version", "in", versions));
  return records.slice(0, shownEvidence).map(({ source, state, covers, at, wording }) => {
    const text = texts.find(({ version }) => version === wording)?.wording;
    return { source, state, covers, at: new Date(at).toISOString(), ...(text !== undefined && { wording: text }) };
  });
}

const shownEvidence = 20;
