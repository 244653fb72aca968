import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { answered, type Candidate, climb, type Ladder, nextRung, type SearchRung } from "../../../core/person/index.ts";

const waId = "393475550142";
const contact = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, phones: [], ...more });
const nobody = { byWaId: [], byEmail: [], byPhone: [] };

describe("climb", () => {
  it("trusts the record that the Flow was sent from before all else", () => {
    const candidates = { ...nobody, byWaId: [contact("3", { waId })] };
    expect(climb({ recordContactId: "1", identityContactId: "2", waId, candidates })).toEqual({
      kind: "one",
      contactId: "1",
      rung: "record",
    });
    expect(climb({ identityContactId: "2", waId, candidates })).toEqual({
      kind: "one",
      contactId: "2",
      rung: "identity",
    });
    expect(climb({ waId, candidates })).toEqual({ kind: "one", contactId: "3", rung: "wa_id" });
  });

  it("takes the carrier of the WhatsApp id under either spelling, and nobody who carries another", () => {
    const byWaId = [contact("1", { waId: "551187654321" }), contact("2", { waId }), contact("3")];
    expect(climb({ waId: "5511987654321", candidates: { ...nobody, byWaId } })).toEqual({
      kind: "one",
      contactId: "1",
      rung: "wa_id",
    });
  });

  it("takes an e-mail match that carries no WhatsApp id, or this one", () => {
    for (const match of [contact("7", { email: "ana@example.com" }), contact("7", { waId })]) {
      expect(climb({ waId, typedEmail: "ana@example.com", candidates: { ...nobody, byEmail: [match] } })).toEqual({
        kind: "one",
        contactId: "7",
        rung: "email",
      });
    }
  });

  it("passes over an e-mail match with another WhatsApp id, and says who holds the e-mail when nobody else is found", () => {
    const byEmail = [contact("7", { waId: "393475550199" })];
    expect(climb({ waId, typedEmail: "ana@example.com", candidates: { ...nobody, byEmail } })).toEqual({
      kind: "none",
      emailTakenBy: "7",
    });
    const byPhone = [contact("8", { phones: ["+393475550142"] })];
    expect(climb({ waId, typedEmail: "ana@example.com", candidates: { ...nobody, byEmail, byPhone } })).toEqual({
      kind: "one",
      contactId: "8",
      rung: "phone",
    });
  });

  it("ignores e-mail candidates when no e-mail was typed", () => {
    expect(climb({ waId, candidates: { ...nobody, byEmail: [contact("7")] } })).toEqual({ kind: "none" });
  });

  it("finds a phone in a local spelling and refuses the same national number of another country", () => {
    const byPhone = [contact("1", { phones: ["+1 347 555 0142"] }), contact("2", { phones: ["", "347 555 0142"] })];
    expect(climb({ waId, defaultCountry: "IT", candidates: { ...nobody, byPhone } })).toEqual({
      kind: "one",
      contactId: "2",
      rung: "phone",
    });
    expect(climb({ waId, candidates: { ...nobody, byPhone } })).toEqual({ kind: "none" });
  });

  it("guesses among several never", () => {
    const byPhone = [
      contact("1", { phones: ["+39 347 555 0142"] }),
      contact("2", { phones: ["0039 347 555 0142"] }),
      contact("1", { phones: ["+393475550142"] }),
    ];
    expect(climb({ waId, candidates: { ...nobody, byPhone } })).toEqual({
      kind: "several",
      contactIds: ["1", "2"],
      rung: "phone",
    });
  });

  it("counts the same contact once, however often the search brought it", () => {
    const same = contact("1", { phones: ["+393475550142", "347 555 0142"] });
    expect(climb({ waId, defaultCountry: "IT", candidates: { ...nobody, byPhone: [same, same] } })).toEqual({
      kind: "one",
      contactId: "1",
      rung: "phone",
    });
  });

  it("finds nobody where there is nobody", () => {
    expect(climb({ waId, typedEmail: "ana@example.com", candidates: nobody })).toEqual({ kind: "none" });
  });

  it("works for a user whose number WhatsApp keeps to itself", () => {
    const byEmail = [contact("7")];
    expect(climb({ typedEmail: "ana@example.com", candidates: { ...nobody, byEmail } })).toMatchObject({
      contactId: "7",
    });
    expect(
      climb({ typedEmail: "ana@example.com", candidates: { ...nobody, byEmail: [contact("7", { waId })] } }),
    ).toEqual({
      kind: "none",
      emailTakenBy: "7",
    });
  });
});

describe("nextRung", () => {
  it("asks nothing when the record or the identity is known", () => {
    expect(nextRung({ recordContactId: "1", waId })).toMatchObject({ kind: "one" });
    expect(nextRung({ identityContactId: "1", waId })).toMatchObject({ kind: "one" });
  });

  it("asks rung by rung and only what makes sense", () => {
    expect(nextRung({})).toEqual({ kind: "none" });
    expect(nextRung({ typedEmail: "ana@example.com" })).toEqual({ kind: "ask", rung: "email" });
    const first: Ladder = { waId, typedEmail: "ana@example.com" };
    expect(nextRung(first)).toEqual({ kind: "ask", rung: "wa_id" });
    expect(nextRung(answered(first, "wa_id", []))).toEqual({ kind: "ask", rung: "email" });
    expect(nextRung(answered({ waId }, "wa_id", []))).toEqual({ kind: "ask", rung: "phone" });
  });

  const candidate = fc.record({
    id: fc.constantFrom("1", "2", "3", "4"),
    waId: fc.constantFrom(undefined, waId, "393475550199"),
    phones: fc.array(fc.constantFrom("347 555 0142", "+39 347 555 0142", "+1 347 555 0142", ""), { maxLength: 2 }),
  });
  const candidates = fc.record({
    byWaId: fc.array(candidate, { maxLength: 3 }),
    byEmail: fc.array(candidate, { maxLength: 3 }),
    byPhone: fc.array(candidate, { maxLength: 3 }),
  });
  const known = fc.record({
    recordContactId: fc.constantFrom(undefined, "9"),
    identityContactId: fc.constantFrom(undefined, undefined, "8"),
    waId: fc.constantFrom(undefined, waId),
    typedEmail: fc.constantFrom(undefined, "ana@example.com"),
    defaultCountry: fc.constantFrom(undefined, "IT"),
  });

  it("ends where the whole climb ends, and never asks after a rung has answered", () => {
    fc.assert(
      fc.property(known, candidates, (person, found) => {
        const asked: SearchRung[] = [];
        const lists = { wa_id: found.byWaId, email: found.byEmail, phone: found.byPhone };
        let ladder: Ladder = person;
        let step = nextRung(ladder);
        while (step.kind === "ask") {
          asked.push(step.rung);
          ladder = answered(ladder, step.rung, lists[step.rung]);
          step = nextRung(ladder);
        }
        expect(step).toEqual(climb({ ...person, candidates: found }));
        expect(asked).toEqual(["wa_id", "email", "phone"].filter((rung) => asked.includes(rung as SearchRung)));
        if (step.kind !== "none" && asked.length > 0) expect(step.rung).toBe(asked.at(-1));
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order in which a search lists its results", () => {
    fc.assert(
      fc.property(known, candidates, (person, found) => {
        const turned = {
          byWaId: found.byWaId.toReversed(),
          byEmail: found.byEmail.toReversed(),
          byPhone: found.byPhone.toReversed(),
        };
        const one = climb({ ...person, candidates: found });
        const other = climb({ ...person, candidates: turned });
        if (one.kind === "several" && other.kind === "several")
          expect(one.contactIds.toSorted()).toEqual(other.contactIds.toSorted());
        else if (one.kind === "none") expect(other.kind).toBe("none");
        else expect(other).toEqual(one);
      }),
    );
  });
});
