import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";

let house: Harness;
let token: string;
beforeEach(async () => {
  house = await startHarness();
  token = await house.newToken();
});
afterEach(() => house.close());

const first = () => house.screens[0] ?? "";
const last = () => house.screens[1] ?? "";
const you = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
const open = () => house.exchange({ version: "3.0", action: "INIT", flow_token: token });
const back = (screen: string) => house.exchange({ version: "3.0", action: "BACK", screen, flow_token: token });
const submit = (screen: string, data: Record<string, unknown>) =>
  house.exchange({ version: "3.0", action: "data_exchange", screen, data, flow_token: token });

async function answer(topic = "kitchen") {
  await open();
  await submit(first(), you);
  return submit(last(), { topic });
}

const operator = (route: string, body: Record<string, unknown>) => house.operator(route, body);

const settings = (changed: Record<string, unknown>) =>
  operator("flows/settings", { flowId: "flw_1", settings: changed });

async function submissions() {
  const { db, all } = house.context.store.everyPortal();
  return all(db.selectFrom("submissions").selectAll().orderBy("accepted_at").orderBy("round"));
}

async function answersOf(submission: { person_id: string; answers_sealed: string } | undefined) {
  const sealer = await house.context.vault.person(portalId, submission?.person_id ?? "");
  return sealer.open(submission?.answers_sealed ?? "", "submissions.answers");
}

async function events() {
  const { db, all } = house.context.store.everyPortal();
  const rows = await all(
    db.selectFrom("events").select(["kind", "screen", "field_id", "code"]).orderBy("at").orderBy("id"),
  );
  return rows.map(({ kind, screen, field_id, code }) => [kind, screen, field_id, code].filter(Boolean).join(" "));
}

describe("once", () => {
  it("says when it was answered, whatever is tried afterwards", async () => {
    await answer();
    const year = new Date().getUTCFullYear().toString();
    for (const tried of [await open(), await submit(last(), { topic: "bath" })]) {
      expect(tried).toEqual({ status: 427, clear: { error_msg: expect.stringContaining(year) } });
    }
    expect(await submissions()).toHaveLength(1);
  });

  it("speaks in the business's own words", async () => {
    await settings({ words: { already_accepted: "You told us on {answeredAt}. Call 0511 234." } });
    await answer();
    expect(await open()).toMatchObject({
      clear: { error_msg: expect.stringMatching(/^You told us on .+\. Call 0511 234\.$/) },
    });
  });
});

describe("change", () => {
  beforeEach(() => settings({ reopen: { kind: "change", until: Date.now() + 86_400_000 } }));

  it("opens filled in, and a change is a new revision of the same submission with a plan of its own", async () => {
    const accepted = await answer();
    expect(JSON.stringify((await open()).clear)).toContain("Giulia Bellandi");
    await submit(first(), { ...you, full_name: "Giulia Rossi" });
    expect(await submit(last(), { topic: "bath" })).toEqual(accepted);
    const [submission, ...others] = await submissions();
    expect(others).toEqual([]);
    expect(submission).toMatchObject({ revision: 2 });
    expect(await answersOf(submission)).toMatch(/Giulia Rossi.*bath/);
    const { db, all } = house.context.store.everyPortal();
    expect(await all(db.selectFrom("steps").select(["step", "revision"]).orderBy("seq"))).toEqual([
      { step: "identify", revision: 1 },
      { step: "timeline", revision: 1 },
      { step: "identify", revision: 2 },
      { step: "timeline", revision: 2 },
    ]);
    expect(await events()).toContain("corrected");
  });

  it("changes nothing until the last screen is handed in", async () => {
    await answer();
    await open();
    await submit(first(), { ...you, full_name: "Somebody Else" });
    expect(await answersOf((await submissions())[0])).toContain("Giulia Bellandi");
  });

  it("gives the same reply when nothing changed, and makes no revision", async () => {
    const accepted = await answer();
    expect(await answer()).toEqual(accepted);
    expect(await submissions()).toMatchObject([{ revision: 1 }]);
  });

  it("is over after its date", async () => {
    await answer();
    house.passTime(86_400_001);
    expect(await submit(last(), { topic: "bath" })).toMatchObject({ status: 427 });
    expect(await submissions()).toMatchObject([{ revision: 1 }]);
  });
});

describe("again", () => {
  beforeEach(() => settings({ reopen: { kind: "again" } }));

  it("starts an empty round with each opening; every round is a submission", async () => {
    const one = await answer("kitchen");
    expect(JSON.stringify((await open()).clear)).not.toContain("Giulia");
    await submit(first(), you);
    const two = await submit(last(), { topic: "bath" });
    expect(two).not.toEqual(one);
    expect(await submissions()).toMatchObject([{ round: 1 }, { round: 2 }]);
  });

  it("refuses other answers without a new opening in plain sight, and leaves the button alone", async () => {
    const accepted = await answer();
    expect(await submit(last(), { topic: "bath" })).toMatchObject({
      status: 200,
      clear: { screen: last(), data: { error_message: expect.any(String) } },
    });
    expect(await submit(last(), { topic: "kitchen" })).toEqual(accepted);
    expect(await submissions()).toHaveLength(1);
  });
});

describe("a Flow that is held back or ended", () => {
  it("says so while it is paused, and goes on afterwards with everything kept", async () => {
    await open();
    await submit(first(), you);
    await operator("flows/pause", { flowId: "flw_1" });
    expect(await open()).toMatchObject({ status: 427 });
    await operator("flows/resume", { flowId: "flw_1" });
    expect(await submit(last(), { topic: "kitchen" })).toMatchObject({ clear: { screen: "SUCCESS" } });
    expect(await answersOf((await submissions())[0])).toContain("Giulia Bellandi");
  });

  it("accepts nothing after its closing date, and still repeats what it accepted before", async () => {
    const other = await house.newToken();
    const accepted = await answer();
    await settings({ closesAt: Date.now() + 60_000 });
    house.passTime(60_001);
    expect(await submit(last(), { topic: "kitchen" })).toEqual(accepted);
    token = other;
    expect(await open()).toMatchObject({ status: 427, clear: { error_msg: expect.any(String) } });
    expect(await submissions()).toHaveLength(1);
  });
});

describe("coming back half-way", () => {
  it("finds everything filled in, and BACK shows the screen before", async () => {
    await open();
    await submit(first(), you);
    expect(JSON.stringify((await open()).clear)).toContain("giulia@example.org");
    await submit(first(), you);
    expect(await back(last())).toMatchObject({ status: 200, clear: { screen: first() } });
    expect(await events()).toEqual(expect.arrayContaining([`back ${last()}`]));
  });
});

describe("events", () => {
  it.each(["__proto__", "SCREEN_OF_ANOTHER_FLOW", "Giulia Bellandi"])(
    "keep no name of a screen that the Flow does not have: %s",
    async (screen) => {
      await open();
      expect(await back(screen)).toMatchObject({ status: 200, clear: { screen: first() } });
      expect((await events()).filter((line) => line.startsWith("back"))).toEqual(["back"]);
    },
  );

  it("tell the whole conversation, with rules and screens and without answers", async () => {
    await open();
    await submit(first(), { ...you, email: "no e-mail" });
    await submit(first(), you);
    await submit(last(), { topic: "kitchen" });
    const told = await events();
    expect(told.toSorted()).toEqual(
      [
        "opened",
        `shown ${first()}`,
        `rejected ${first()} email not_an_email`,
        `shown ${first()}`,
        `submitted ${first()}`,
        `shown ${last()}`,
        `submitted ${last()}`,
        "accepted",
      ].toSorted(),
    );
    const { db, all } = house.context.store.everyPortal();
    expect(JSON.stringify(await all(db.selectFrom("events").selectAll()))).not.toMatch(/Giulia|kitchen|no e-mail/);
  });
});

describe("choices from the business's own system", () => {
  const secret = "a-data-source-secret-of-thirty-two";
  let source: Awaited<ReturnType<typeof startSource>>;

  beforeEach(async () => {
    await house.close();
    const { topic } = sampleForm.fields;
    if (topic?.kind !== "single_choice") throw new Error("The sample form has changed.");
    house = await startHarness({
      ...sampleForm,
      fields: { ...sampleForm.fields, topic: { ...topic, choicesFrom: { source: "stock" } } },
    });
    token = await house.newToken();
    source = await startSource();
    Object.assign(house.context, { fetch });
    await operator("source", { source: { name: "stock", url: source.url, secret } });
  });
  afterEach(() => {
    source.close();
  });

  it("shows what is there now, asked for with a signed request, and accepts nothing else", async () => {
    source.answers = { choices: [{ value: "sku-1", label: "Oak, 3 left" }] };
    await open();
    const shown = await submit(first(), you);
    expect(JSON.stringify(shown.clear)).toContain("Oak, 3 left");
    expect(JSON.stringify(shown.clear)).not.toContain("Bathroom");
    const { body, timestamp, signature } = source.asked[0] ?? { body: "", timestamp: "", signature: "" };
    expect(signature).toBe(createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"));
    expect(await submit(last(), { topic: "kitchen" })).toMatchObject({ clear: { screen: last() } });
    expect(await submit(last(), { topic: "sku-1" })).toMatchObject({ clear: { screen: "SUCCESS" } });
  });

  it.each([
    ["fails", { status: 500 }],
    ["answers nonsense", { choices: [{ label: "no value" }] }],
    ["answers too much", { choices: [], filler: "x".repeat(300_000) }],
  ])("falls back to the form's own options when it %s", async (_name, answers) => {
    source.answers = answers;
    await open();
    expect(JSON.stringify((await submit(first(), you)).clear)).toContain("Bathroom");
    expect(await submit(last(), { topic: "bath" })).toMatchObject({ clear: { screen: "SUCCESS" } });
  });
});

async function startSource() {
  const asked: { body: string; timestamp: unknown; signature: unknown }[] = [];
  const source = { url: "", asked, answers: {} as Record<string, unknown>, close: () => server.close() };
  const server = createServer(async (request, response) => {
    const { "flowella-timestamp": timestamp, "flowella-signature": signature } = request.headers;
    asked.push({ body: await text(request), timestamp, signature });
    response.statusCode = Number(source.answers["status"] ?? 200);
    response.end(JSON.stringify(source.answers));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  source.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/stock`;
  return source;
}
