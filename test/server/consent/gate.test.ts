/** What must hold whoever asks: an opt-out that outlives the person, and one that arrives in the last moment. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Contact } from "../../../connectors/hubspot/index.ts";
import { askGate } from "../../../server/consent/gate.ts";
import { wishWrites } from "../../../server/consent/inbound.ts";
import { keysOfPerson } from "../../../server/consent/keys-of.ts";
import { preferenceWrites } from "../../../server/consent/preferences.ts";
import { consentSettingsSchema, saveConsentSettings } from "../../../server/consent/settings.ts";
import { suppressWrites } from "../../../server/consent/suppression.ts";
import type { Context } from "../../../server/context.ts";
import { addIdentity, personWithWaId } from "../../../server/people/people.ts";
import { hubspotAccess } from "../../../server/portals/hubspot.ts";
import { eraseWrites } from "../../../server/privacy/erase.ts";
import { windowWrite } from "../../../server/sending/window.ts";
import { StoreConflict } from "../../../server/store/index.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portalId = "4417203";
const waId = "393475550142";
const contact: Contact = { id: "501", properties: { whatsapp_opt_in: "true" } };
let context: Context;
let passTime: (ms: number) => void;

beforeEach(async () => {
  ({ context, passTime } = await testContext());
  await addPortal(context, portalId);
  const property = { kind: "property", name: "whatsapp_opt_in", wording: "I agree." };
  await saveConsentSettings(context, portalId, consentSettingsSchema.parse({ sources: [property] }));
});
afterEach(() => context.store.close());

const tenant = () => context.store.of(portalId);

async function gate(personId: string, number = waId) {
  const approach = { personId, waId: number, senderId: "106", flowId: "flw", occasion: "answer", contact } as const;
  return askGate({ context, hubspot: hubspotAccess(context) }, portalId, approach);
}

async function says(personId: string, text: string): Promise<void> {
  const body = { kind: "message", phoneNumberId: "106", at: context.now(), content: { type: "text", text } };
  await tenant().commit(await wishWrites(context, portalId, personId, body));
}

async function erase(personId: string): Promise<void> {
  await tenant().commit(await eraseWrites(context, portalId, personId));
}

describe("a person who wrote STOP, was erased, and comes back by an import", () => {
  it("is not written to, and nothing that is kept names them", async () => {
    const before = await personWithWaId(context, portalId, waId);
    expect((await gate(before)).decision).toEqual({ kind: "send", because: "consent" });
    await says(before, "STOP");
    await erase(before);
    const [kept, ...others] = await tenant().all(tenant().db.selectFrom("suppressions").selectAll());
    expect(others).toEqual([]);
    expect(JSON.stringify(kept)).not.toContain(waId.slice(-6));

    const after = await personWithWaId(context, portalId, waId);
    expect(after).not.toBe(before);
    expect((await gate(after)).decision).toEqual({ kind: "refuse", because: "opted_out" });
    await says(after, "START");
    expect((await gate(after)).decision).toEqual({ kind: "send", because: "consent" });
  });

  it("is not written to under the other spelling of the number either", async () => {
    const before = await personWithWaId(context, portalId, "5541995551234");
    await says(before, "parar");
    await erase(before);
    const twin = await personWithWaId(context, portalId, "554195551234");
    expect((await gate(twin, "554195551234")).decision).toEqual({ kind: "refuse", because: "opted_out" });
  });

  it("is known by WhatsApp's own id, too, whatever the number", async () => {
    const before = await personWithWaId(context, portalId, waId);
    await tenant().commit([await addIdentity(context, portalId, before, "user_id", "IT.1000200030004000")]);
    await says(before, "stop");
    await erase(before);
    const other = await personWithWaId(context, portalId, "393209990000");
    expect((await gate(other, "393209990000")).decision.kind).toBe("send");
    await tenant().commit([await addIdentity(context, portalId, other, "user_id", "IT.1000200030004000")]);
    expect((await gate(other, "393209990000")).decision).toEqual({ kind: "refuse", because: "opted_out" });
  });

  it("in one portal only", async () => {
    await addPortal(context, "77");
    const here = await personWithWaId(context, portalId, waId);
    await says(here, "STOP");
    const rows = await context.store.of("77").all(context.store.of("77").db.selectFrom("suppressions").selectAll());
    expect(rows).toEqual([]);
  });
});

describe("what was decided holds for this moment only", () => {
  it.each(["STOP", "please stop"])("%s between the decision and the commit: nothing is committed", async (text) => {
    const personId = await personWithWaId(context, portalId, waId);
    const { decision, writes } = await gate(personId);
    expect(decision.kind).toBe("send");
    await says(personId, text);
    await expect(tenant().commit([...writes])).rejects.toThrow(StoreConflict);
    expect((await gate(personId)).decision).toEqual({ kind: "refuse", because: "opted_out" });
  });

  it("a text about something else changes nothing", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    const { writes } = await gate(personId);
    await says(personId, "Can I stop by tomorrow?");
    await tenant().commit([...writes]);
  });

  it("two at once: the second decides again", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    const [first, second] = [await gate(personId), await gate(personId)];
    await tenant().commit([...first.writes]);
    await expect(tenant().commit([...second.writes])).rejects.toThrow(StoreConflict);
  });
});

describe("words that come late or out of order", () => {
  const said = (text: string, at: number) => ({
    kind: "message",
    phoneNumberId: "106",
    at,
    content: { type: "text", text },
  });

  it("a START that was written before the STOP does not undo it", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    const start = said("start", context.now());
    passTime(60_000);
    await says(personId, "stop");
    await tenant().commit(await wishWrites(context, portalId, personId, start));
    expect((await gate(personId)).decision).toEqual({ kind: "refuse", because: "opted_out" });
  });

  it("a tapped button counts, media and answers of a Flow do not", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    for (const content of [
      { type: "other", messageType: "image" },
      { type: "flow_reply", response: { note: "STOP" } },
    ])
      expect(await wishWrites(context, portalId, personId, { ...said("", 1), content })).toEqual([]);
    const tap = { type: "tap", id: "quick", title: "Stop promotions" };
    expect(await wishWrites(context, portalId, personId, { ...said("", 1), content: tap })).not.toEqual([]);
  });

  it("WhatsApp's own switch (131050) stops offers only", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    const failed = {
      kind: "status",
      messageId: "wamid.1",
      status: "failed",
      errors: [{ metaCode: 131050, code: "x" }],
    };
    await tenant().commit(await wishWrites(context, portalId, personId, failed));
    expect((await gate(personId)).facts.optOut).toBe("marketing");
    expect((await gate(personId)).decision.kind).toBe("send");
  });
});

describe("another template than the one that carries the Flow", () => {
  const meets = async (
    personId: string,
    goes: "always" | "closed",
    category: string | undefined,
    occasion = "outreach",
  ) => {
    const otherTemplate = { goes, category: async () => category };
    const approach = { personId, waId, senderId: "106", flowId: "flw", contact, otherTemplate } as const;
    const parts = { context, hubspot: hubspotAccess(context) };
    const gate = await askGate(parts, portalId, {
      ...approach,
      occasion: occasion === "answer" ? "answer" : "outreach",
    });
    return gate.decision;
  };
  const refused = { kind: "refuse", because: "opted_out_of_marketing" };
  const sent = { kind: "send", because: "consent" };
  let personId: string;
  beforeEach(async () => {
    personId = await personWithWaId(context, portalId, waId);
  });
  const wantsNoOffers = async () => {
    const keys = await keysOfPerson(context, portalId, personId);
    const stop = { scope: "marketing" as const, via: "operator" as const, since: context.now() };
    await tenant().commit(suppressWrites(context, portalId, keys, stop));
  };

  it.each([
    ["MARKETING", refused],
    [undefined, refused],
    ["", refused],
    ["UTILITY", sent],
  ])("of category %s, to somebody who wants no offers: %j", async (category, decision) => {
    expect(await meets(personId, "closed", category)).toEqual(sent);
    await wantsNoOffers();
    expect(await meets(personId, "closed", category)).toEqual(decision);
    expect(await meets(personId, "always", category)).toEqual(decision);
  });

  it("needs an agreement that covers offers where it is one", async () => {
    const property = { kind: "property", name: "whatsapp_opt_in", wording: "I agree.", covers: "utility" };
    await saveConsentSettings(context, portalId, consentSettingsSchema.parse({ sources: [property] }));
    expect(await meets(personId, "closed", "UTILITY")).toEqual(sent);
    expect(await meets(personId, "closed", "MARKETING")).toEqual({
      kind: "refuse",
      because: "consent_not_for_marketing",
    });
  });

  it("counts inside the 24 hours only where it goes there", async () => {
    await wantsNoOffers();
    await tenant().commit([windowWrite(context, portalId, personId, "106", context.now())]);
    const inWindow = { kind: "send", because: "answer_in_window" };
    expect(await meets(personId, "closed", "MARKETING", "answer")).toEqual(inWindow);
    expect(await meets(personId, "always", "MARKETING", "answer")).toEqual(refused);
  });
});

describe("WhatsApp's own switch for offers", () => {
  const preference = (wish: "stop" | "resume", at = context.now()) => ({ wish, at, from: waId });
  const said = async (personId: string | undefined, ...told: Parameters<typeof preference>) =>
    tenant().commit(await preferenceWrites(context, portalId, personId, preference(...told)));
  const optOutOf = async (personId: string) => (await gate(personId)).facts.optOut;
  const offers = async (personId: string) => {
    const approach = { personId, waId, senderId: "106", flowId: "flw_offer", occasion: "outreach", contact } as const;
    return (await askGate({ context, hubspot: hubspotAccess(context) }, portalId, approach)).decision;
  };
  beforeEach(async () => {
    const sources = [{ kind: "property", name: "whatsapp_opt_in", wording: "I agree." }];
    const settings = consentSettingsSchema.parse({ sources, marketingFlows: ["flw_offer"] });
    await saveConsentSettings(context, portalId, settings);
  });

  /** What is said, in the order in which it arrives, with its time in minutes; then what an offer and a request meet. */
  const table: [string, ["stop" | "resume" | "STOP" | "START" | "operator", number][], string, string][] = [
    ["off", [["stop", 0]], "opted_out_of_marketing", "consent"],
    [
      "off and on again",
      [
        ["stop", 0],
        ["resume", 1],
      ],
      "consent",
      "consent",
    ],
    [
      "on, told before the off that it took back",
      [
        ["resume", 1],
        ["stop", 0],
      ],
      "consent",
      "consent",
    ],
    [
      "off, on, off",
      [
        ["stop", 0],
        ["resume", 1],
        ["stop", 2],
      ],
      "opted_out_of_marketing",
      "consent",
    ],
    [
      "on does not take back a STOP in the chat",
      [
        ["STOP", 0],
        ["resume", 1],
      ],
      "opted_out",
      "opted_out",
    ],
    [
      "off after a STOP changes nothing",
      [
        ["STOP", 0],
        ["stop", 1],
        ["resume", 2],
      ],
      "opted_out",
      "opted_out",
    ],
    [
      "STOP after off, then on",
      [
        ["stop", 0],
        ["STOP", 1],
        ["resume", 2],
      ],
      "opted_out",
      "opted_out",
    ],
    [
      "START takes back both",
      [
        ["stop", 0],
        ["STOP", 1],
        ["START", 2],
      ],
      "consent",
      "consent",
    ],
    [
      "on does not take back what the operator entered",
      [
        ["operator", 0],
        ["resume", 1],
      ],
      "opted_out_of_marketing",
      "consent",
    ],
  ];
  it.each(table)("%s", async (_name, words, offer, request) => {
    const personId = await personWithWaId(context, portalId, waId);
    const start = context.now();
    passTime(10 * 60_000);
    for (const [word, minute] of words) {
      const at = start + minute * 60_000;
      if (word === "stop" || word === "resume") await said(personId, word, at);
      else if (word === "operator") {
        const keys = await keysOfPerson(context, portalId, personId);
        const entry = { scope: "marketing" as const, via: "operator" as const, since: at };
        await tenant().commit(suppressWrites(context, portalId, keys, entry));
      } else {
        const content = { type: "text", text: word };
        const body = { kind: "message", phoneNumberId: "106", at, content };
        await tenant().commit(await wishWrites(context, portalId, personId, body));
      }
    }
    expect((await offers(personId)).because).toBe(offer);
    expect((await gate(personId)).decision.because).toBe(request);
  });

  it("counts for somebody who comes by an import later, and names nobody", async () => {
    await said(undefined, "stop");
    const later = await personWithWaId(context, portalId, waId);
    expect(await optOutOf(later)).toBe("marketing");
    await said(undefined, "resume");
    expect(await optOutOf(later)).toBe("none");
  });

  it("off between the decision and the commit: nothing is committed", async () => {
    const personId = await personWithWaId(context, portalId, waId);
    const { decision, writes } = await gate(personId);
    expect(decision.kind).toBe("send");
    await said(personId, "stop");
    await expect(tenant().commit([...writes])).rejects.toThrow(StoreConflict);
  });
});
