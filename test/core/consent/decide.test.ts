/** The whole table: source × state × window × category × opt-out × quiet hours × cap. */
import { describe, expect, it } from "@jest/globals";
import type { Consent, ConsentSource, Facts } from "../../../core/consent/index.ts";
import { mayWrite } from "../../../core/consent/index.ts";

const sources: ConsentSource[] = ["question", "form_box", "property", "list"];
const consents: Consent[] = [
  { state: "none" },
  ...sources.flatMap((source): Consent[] => [
    { state: "declined", source },
    { state: "given", source, covers: "utility" },
    { state: "given", source, covers: "everything" },
  ]),
];
const times = [undefined, 2_000, 5_000];

function* everyCase(): Generator<Facts> {
  for (const consent of consents)
    for (const purpose of ["utility", "marketing"] as const)
      for (const occasion of ["answer", "outreach"] as const)
        for (const window of ["open", "closed"] as const)
          for (const optOut of ["none", "marketing", "everything"] as const)
            for (const quietUntil of times)
              for (const capUntil of times) yield { consent, purpose, occasion, window, optOut, quietUntil, capUntil };
}

const base: Facts = {
  purpose: "utility",
  occasion: "outreach",
  window: "closed",
  optOut: "none",
  consent: { state: "given", source: "question", covers: "everything" },
};
const none: Consent = { state: "none" };
const answer = { occasion: "answer", window: "open" } as const;

describe("the table, row by row", () => {
  const send = (because: string) => ({ kind: "send", because });
  const hold = (because: string, until: number) => ({ kind: "hold", because, until });
  const refuse = (because: string) => ({ kind: "refuse", because });
  const rows: [string, Partial<Facts>, unknown][] = [
    ["an agreement", {}, send("consent")],
    ["marketing with one that covers it", { purpose: "marketing" }, send("consent")],
    ["no agreement", { consent: none }, refuse("no_consent")],
    ["no agreement, window open, but the business begins", { consent: none, window: "open" }, refuse("no_consent")],
    ["no agreement, an answer outside the window", { consent: none, occasion: "answer" }, refuse("no_consent")],
    ["no agreement, an answer inside the window", { consent: none, ...answer }, send("answer_in_window")],
    ["marketing as an answer, no agreement", { consent: none, ...answer, purpose: "marketing" }, refuse("no_consent")],
    ["the box was left empty", { consent: { state: "declined", source: "form_box" } }, refuse("consent_declined")],
    [
      "the box was left empty, an answer",
      { consent: { state: "declined", source: "form_box" }, ...answer },
      send("answer_in_window"),
    ],
    [
      "marketing with one for requests only",
      { purpose: "marketing", consent: { state: "given", source: "list", covers: "utility" } },
      refuse("consent_not_for_marketing"),
    ],
    ["the person waits for somebody", { withPersonUntil: 9_000 }, hold("with_a_person", 9_000)],
    [
      "the person waits for somebody, no agreement",
      { withPersonUntil: 9_000, consent: none },
      hold("with_a_person", 9_000),
    ],
    ["the person waits for somebody, an answer", { withPersonUntil: 9_000, ...answer }, send("answer_in_window")],
    ["opted out while waiting for somebody", { withPersonUntil: 9_000, optOut: "everything" }, refuse("opted_out")],
    ["opted out", { optOut: "everything" }, refuse("opted_out")],
    ["opted out, even an answer", { optOut: "everything", ...answer }, refuse("opted_out")],
    ["opted out of marketing", { optOut: "marketing", purpose: "marketing" }, refuse("opted_out_of_marketing")],
    ["opted out of marketing, about a request", { optOut: "marketing" }, send("consent")],
    ["quiet hours", { quietUntil: 5_000 }, hold("quiet_hours", 5_000)],
    ["quiet hours, an answer", { quietUntil: 5_000, ...answer }, send("answer_in_window")],
    ["the cap", { capUntil: 5_000 }, hold("frequency_cap", 5_000)],
    ["the cap, an answer", { capUntil: 5_000, ...answer }, send("answer_in_window")],
    ["both: the later one", { quietUntil: 2_000, capUntil: 5_000 }, hold("frequency_cap", 5_000)],
    ["both: the later one", { quietUntil: 5_000, capUntil: 2_000 }, hold("quiet_hours", 5_000)],
    ["quiet hours do not hide a refusal", { quietUntil: 5_000, consent: none }, refuse("no_consent")],
  ];
  it.each(rows)("%s", (_name, change, outcome) => {
    expect(mayWrite({ ...base, ...change })).toEqual(outcome);
  });
});

describe("whatever else holds", () => {
  const all = [...everyCase()];
  const decided = all.map((facts) => ({ facts, decision: mayWrite(facts) }));

  it("knows every case", () => {
    expect(all).toHaveLength(13 * 2 * 2 * 2 * 3 * 3 * 3);
  });

  it("who opted out is never written to, and never later", () => {
    const them = decided.filter(
      ({ facts }) => facts.optOut === "everything" || (facts.optOut === "marketing" && facts.purpose === "marketing"),
    );
    expect(new Set(them.map(({ decision }) => decision.kind))).toEqual(new Set(["refuse"]));
  });

  it("without an agreement nothing goes but answers inside the window that are no marketing", () => {
    const sent = decided.filter(({ facts, decision }) => facts.consent.state !== "given" && decision.kind !== "refuse");
    expect(sent.length).toBeGreaterThan(0);
    for (const { facts, decision } of sent) {
      expect(facts).toMatchObject({ occasion: "answer", window: "open", purpose: "utility" });
      expect(decision).toEqual({ kind: "send", because: "answer_in_window" });
    }
  });

  it("nothing that the business begins goes in quiet hours or above the cap, and a hold ends when both are over", () => {
    for (const { facts, decision } of decided) {
      const latest = Math.max(facts.quietUntil ?? 0, facts.capUntil ?? 0);
      if (decision.kind === "hold") expect(decision.until).toBe(latest);
      if (decision.kind === "send" && decision.because === "consent") expect(latest).toBe(0);
    }
  });

  it("where the agreement comes from changes nothing", () => {
    for (const { facts, decision } of decided) {
      if (facts.consent.state === "none") continue;
      for (const source of sources)
        expect(mayWrite({ ...facts, consent: { ...facts.consent, source } })).toEqual(decision);
    }
  });
});
