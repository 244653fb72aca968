/** The secure page over its routes: every kind of question, both databases, two at once, and every state's words. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { compile } from "../../../core/flow/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { languages, wordsFor } from "../../../core/texts/index.ts";
import { newLink } from "../../../server/secure-questions/links.ts";
import { answersIn, secureQuestionsOf } from "../../../server/secure-questions/records.ts";
import { choices, field, formOf } from "../../core/flow/forms.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

const secure = { policy: "secure_page" as const };
const form: Form = formOf([
  field("name", { kind: "short_text", title: "Your name", required: true }),
  field("account", { kind: "number", title: "Bank account number", required: true, integer: true, ...secure }),
  field("iban", { kind: "short_text", title: "IBAN", pattern: "^[A-Z]{2}\\d{2}[A-Z0-9 ]{8,34}$", ...secure }),
  field("allergic", { kind: "boolean", title: "Any allergies?", trueLabel: "Yes", falseLabel: "No", ...secure }),
  field("allergies", {
    kind: "multiple_choice",
    title: "Which allergies?",
    choices: choices(3),
    allowOther: true,
    ...secure,
  }),
  field("medicine", {
    kind: "dropdown",
    title: "Which medication?",
    choices: choices(2),
    allowOther: false,
    ...secure,
  }),
  field("doses", { kind: "number", title: "How much of the medication a day?", ...secure }),
  field("since", { kind: "date", title: "Since when the illness?", ...secure }),
  field("person", {
    kind: "contact_info",
    title: "Who holds the passport?",
    parts: [
      { key: "passport", label: "Passport number", required: false },
      { key: "email", label: "E-mail", required: false },
    ],
    ...secure,
  }),
]);
const filled = { account: "00123456", iban: "DE89 3704 0044 0532 0130 00" };

onBothDatabases("the secure page", (databases) => {
  let database: TestDatabase;
  let house: Harness;
  let url: string;
  beforeEach(async () => {
    database = await databases.make();
    house = await startHarness(form, { database });
    url = await linkAfterHandingIn();
  });
  afterEach(async () => {
    await house.close();
    await database.remove();
  });

  const submission = async () => {
    const { db, first } = house.context.store.everyPortal();
    const found = await first(db.selectFrom("submissions").selectAll());
    if (!found) throw new Error("Nothing was handed in.");
    return found;
  };
  const asked = async () => {
    const row = await secureQuestionsOf(house.context, portalId, (await submission()).id);
    if (!row) throw new Error("Nothing is asked on the secure page.");
    return row;
  };

  async function linkAfterHandingIn(): Promise<string> {
    const token = await house.newToken();
    const [screen = ""] = house.screens;
    await house.exchange({ version: "3.0", action: "INIT", flow_token: token });
    const data = { name: "Giulia" };
    for (const each of house.screens) {
      await house.exchange({
        version: "3.0",
        action: "data_exchange",
        screen: each,
        data: each === screen ? data : {},
        flow_token: token,
      });
    }
    return anotherLink();
  }

  async function anotherLink(): Promise<string> {
    const link = newLink(house.context, portalId, await asked(), "stp_1");
    await house.context.store.of(portalId).commit([link.write("snd_link")]);
    return link.url.replace("https://flows.example.com", house.url);
  }

  const send = (body: [string, string][], to = url) => fetch(to, { method: "POST", body: new URLSearchParams(body) });
  const events = async () => {
    const { db, all } = house.context.store.everyPortal();
    const rows = await all(db.selectFrom("events").select(["kind", "code"]).orderBy("at").orderBy("id"));
    return rows.map(({ kind, code }) => [kind, code].filter(Boolean).join(" "));
  };
  const steps = async () => {
    const { db, all } = house.context.store.everyPortal();
    return all(db.selectFrom("steps").select(["step", "revision"]).orderBy("revision").orderBy("seq"));
  };

  it("is asked for with the handing-in, and looking at it changes nothing", async () => {
    expect(await steps()).toEqual([
      { step: "identify", revision: 1 },
      { step: "timeline", revision: 1 },
      { step: "secure_link", revision: 1 },
    ]);
    expect(await asked()).toMatchObject({ status: "waiting", answers_sealed: null });
    const before = await asked();
    expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(url)).status).toBe(200);
    expect(await asked()).toEqual(before);
    expect((await submission()).answers_sealed).not.toContain("account");
  });

  it("reads every kind of question as the endpoint does", async () => {
    const wrong = await send([
      ["account", ""],
      ["iban", "nonsense"],
      ["since", "2026-02-31"],
      ["person.email", "nobody"],
      ["medicine", "c9"],
    ]);
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    for (const sentence of [
      "answer this question",
      "expected format",
      "date that exists",
      "full e-mail address",
      "options offered",
    ]) {
      expect(page).toContain(sentence);
    }
    expect(page).toContain('value="nonsense"');
    expect((await asked()).status).toBe("waiting");

    const received = await send([
      ...Object.entries(filled),
      ["allergic", "true"],
      ["allergies", "c3"],
      ["allergies", "c1"],
      ["allergies.other", "Nuts"],
      ["medicine", "c2"],
      ["doses", "2,5"],
      ["since", "2026-02-28"],
      ["person.passport", "L01X00T471"],
      ["name", "is not asked here"],
    ]);
    expect([received.status, await received.text()]).toEqual([200, expect.stringContaining("Thank you")]);
    const answers = await answersIn(house.context, portalId, await asked());
    expect(answers).toMatchObject([
      // As it was typed: a computer's number has no leading zeros.
      { fieldId: "account", value: "00123456" },
      { fieldId: "iban", value: filled.iban },
      { fieldId: "allergic", value: true },
      { fieldId: "allergies", value: ["c1", "c3", "__other"], chosen: [{}, {}, { label: "Nuts" }] },
      { fieldId: "medicine", value: "c2" },
      { fieldId: "doses", value: 2.5 },
      { fieldId: "since", value: "2026-02-28" },
      { fieldId: "person", part: "passport", value: "L01X00T471" },
    ]);
    expect(answers).toHaveLength(8);
  });

  it("takes one answer, whoever sends twice or at once", async () => {
    const body = Object.entries(filled);
    const statuses = await Promise.all([send(body), send(body), send(body, await anotherLink())]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
    expect(await submission()).toMatchObject({ revision: 2 });
    expect((await events()).filter((kind) => /secure|corrected/.test(kind))).toEqual([
      "secure_answered",
      "corrected secure_page",
    ]);
    // HubSpot gets the last four; nobody else was chosen to get anything.
    expect((await steps()).filter(({ revision }) => revision === 2)).toEqual([{ step: "identify", revision: 2 }]);
    expect((await fetch(url)).status).toBe(410);
  });

  it("plans nothing where nobody may have it, and keeps it all the same", async () => {
    await house.operator("settings/change", { change: { secureAnswers: { hubspot: "none" } } });
    expect((await send(Object.entries(filled))).status).toBe(200);
    expect((await steps()).filter(({ revision }) => revision === 2)).toEqual([]);
    expect(await answersIn(house.context, portalId, await asked())).toHaveLength(2);
  });

  it("asks for at least one answer, and forgets with the person", async () => {
    const { person_id } = await submission();
    expect((await send([["account", "  "]])).status).toBe(422);
    await house.context.vault.destroyPersonKey(portalId, person_id);
    expect((await fetch(url)).status).toBe(410);
    expect((await send(Object.entries(filled))).status).toBe(410);
    expect(await house.operator("secure-answers", { submissionId: (await submission()).id })).toMatchObject({
      kind: "secure-answers",
      answers: [],
    });
  });

  it("refuses what is no link, or too much", async () => {
    for (const token of ["x", `${url.split("/").at(-1)}x`, "%00", "..%2f"]) {
      expect((await fetch(`${house.url}/secure/${token}`)).status).toBe(404);
    }
    expect((await send([["account", "1".repeat(300_000)]])).status).toBe(413);
  });
});

describe.each(languages)("in %s", (language) => {
  const compiled = compile({ ...form, language });
  let house: Harness;
  beforeEach(async () => {
    house = await startHarness({ ...form, language });
  });
  afterEach(() => house.close());

  it("every page speaks it, and the Flow says what follows", async () => {
    const { secure: words } = wordsFor(language);
    expect(JSON.stringify(compiled.flow)).toContain(words.follows);
    const response = await fetch(`${house.url}/secure/nothing`, {
      headers: { "accept-language": `${language}, en;q=0.1` },
    });
    const text = await response.text();
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(words.unknown[0].replaceAll("'", "&#39;"));
  });
});
