/** A form filled in on the phone ends as a person and a note in Pipedrive, which fails in every way that it can fail. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { StoredNote, StoredPerson } from "../../sandbox/pipedrive/index.ts";
import type { Failure } from "../../sandbox/stand-in.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { allow, goBack } from "./consent-page.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
const pipedrive = () => world.formTools.pipedrive;
const people = (): StoredPerson[] => [...pipedrive().company.people.values()].filter(({ deleted }) => !deleted);
const notes = (): StoredNote[] => [...pipedrive().company.notes.values()];
const fieldCode = () =>
  [...pipedrive().company.fields.values()].find(({ name }) => name === "WhatsApp ID (Flowella)")?.code ?? "";
const settings = (more: Record<string, unknown> = {}) =>
  world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { pipedrive: true, ...more } });
const connect = (accessToken = pipedrive().newApiToken()) =>
  world.operator("/operator/pipedrive/connect", { accessToken });
const steps = async () => {
  const { pipedrive_person: person, pipedrive_note: note } = await world.steps();
  return { person, note };
};

beforeAll(async () => {
  world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
  flow = await world.publishForm("consultation");
});
afterAll(() => world.close());

/** Nobody is in Pipedrive, and every customer is new. */
beforeEach(async () => {
  const { company } = pipedrive();
  company.people.clear();
  company.notes.clear();
  company.searchLagMs = 0;
  expect(await connect()).toEqual({ kind: "connected", company: "Casa Lume" });
  expect(await settings()).toMatchObject({ kind: "changed" });
});

async function answer(customer: Person = world.stranger(), change: Record<string, unknown> = {}): Promise<string> {
  const answers = { ...consultationAnswers, email: `s${customer.waId}@ferrara.example`, ...change };
  await world.fillIn(flow, customer, answers);
  await world.deliver();
  const [newest] = await world.submissions();
  return newest?.id ?? "";
}

describe("answers", () => {
  it("become a person with a note", async () => {
    const customer = world.stranger();
    const id = await answer(customer);
    expect(await steps()).toEqual({ person: "done: made", note: "done" });
    expect(people()).toMatchObject([
      {
        name: "Stella Ferrara",
        emails: [{ value: `s${customer.waId}@ferrara.example` }],
        customFields: { [fieldCode()]: customer.waId },
      },
    ]);
    const [person] = people();
    expect(notes()).toMatchObject([{ personId: person?.id, content: expect.stringContaining(id) }]);
    expect(notes()[0]?.content).toMatch(/^<b>Request a consultation<\/b><br>Answered on WhatsApp, /);
    expect(notes()[0]?.content).toContain("<b>What is it about?</b><br>Kitchen");
  });

  it("of another day update the same person, and stand in a note of their own", async () => {
    const customer = world.stranger();
    await answer(customer);
    world.passTime(24 * 3_600_000);
    await answer(customer, { firstname: "Stella Maria" });
    expect(await steps()).toEqual({ person: "done: found", note: "done" });
    expect(people()).toMatchObject([{ name: "Stella Maria Ferrara", writes: 2 }]);
    expect(new Set(notes().map(({ personId }) => personId)).size).toBe(1);
    expect(notes()).toHaveLength(2);
  });

  it("that are corrected are corrected in place", async () => {
    await settings({ reopen: { kind: "change", until: world.now() + 3_600_000 } });
    world.passTime(2_000);
    const customer = world.stranger();
    const id = await answer(customer);
    await fillEveryScreen(await customer.openFlow(), { ...consultationAnswers, message: "Rather a <small> bathroom" });
    pipedrive().standIn.failNext({ method: "PUT", path: /\/notes\/\d+$/, answer: { kind: "cut", landed: true } });
    await world.deliver();
    expect(await steps()).toMatchObject({ note: "done" });
    expect(people()).toHaveLength(1);
    expect(notes()).toHaveLength(1);
    expect(notes()[0]?.content).toContain("Rather a &lt;small&gt; bathroom");
    expect(notes()[0]?.content).toContain(", corrected");
    expect(notes()[0]?.content).toContain(id);
  });

  it("that landed before they were given up are found by a replay", async () => {
    const refused: Failure = { kind: "status", status: 422, body: { success: false }, landed: true };
    pipedrive().standIn.failNext({ method: "POST", path: /\/persons$/, answer: refused });
    await answer();
    expect(await steps()).toEqual({ person: "dead: pipedrive.refused", note: "blocked" });
    pipedrive().standIn.failNext({ method: "POST", path: /\/notes$/, answer: refused });
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await steps()).toEqual({ person: "done: found", note: "dead: pipedrive.refused" });
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await steps()).toEqual({ person: "done: found", note: "done: found-again" });
    expect([people().length, notes().length]).toEqual([1, 1]);
  });

  it("do not go there unasked, nor where it is not connected", async () => {
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: {} });
    await answer();
    expect(await steps()).toEqual({ person: undefined, note: undefined });
    await world.operator("/operator/pipedrive/disconnect");
    expect(await settings()).toMatchObject({ notices: [expect.stringMatching(/^Pipedrive is not connected/)] });
    await answer();
    expect(await steps()).toEqual({ person: undefined, note: undefined });
    expect([people(), notes()]).toEqual([[], []]);
  });
});

describe("the person", () => {
  it("is found by the WhatsApp id, the e-mail or the number, and keeps what is their own", async () => {
    const { company } = pipedrive();
    const [byId, byEmail, byPhone] = [world.stranger(), world.stranger(), world.stranger()];
    const one = company.addPerson({
      name: "S.",
      email: "own@ferrara.example",
      customFields: { [fieldCode()]: byId.waId },
    });
    const two = company.addPerson({ name: "S.", email: `S${byEmail.waId}@Ferrara.example`, phone: "02 555 010" });
    const three = company.addPerson({ name: "S.", phone: `+${byPhone.waId}` });
    for (const customer of [byId, byEmail, byPhone]) await answer(customer);
    expect(people()).toHaveLength(3);
    expect(one.emails).toMatchObject([{ value: "own@ferrara.example" }]);
    expect(two).toMatchObject({ phones: [{ value: "02 555 010" }], customFields: { [fieldCode()]: byEmail.waId } });
    expect(three).toMatchObject({ customFields: { [fieldCode()]: byPhone.waId }, name: "Stella Ferrara" });
    expect(notes().map(({ personId }) => personId)).toEqual([one.id, two.id, three.id]);
  });

  it("is asked for where several have the number, and found once somebody has decided", async () => {
    const customer = world.stranger();
    const { company } = pipedrive();
    const right = company.addPerson({ name: "S.", phone: `+${customer.waId}` });
    company.addPerson({ name: "Reception", phone: customer.waId });
    await answer(customer);
    expect(await steps()).toEqual({ person: "dead: pipedrive.several_people", note: "blocked" });
    right.customFields = { [fieldCode()]: customer.waId };
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await steps()).toEqual({ person: "done: found", note: "done" });
    expect(notes()).toMatchObject([{ personId: right.id }]);
  });

  it("is found again after they were merged, and made anew after they were deleted", async () => {
    const customer = world.stranger();
    await answer(customer);
    const [first] = people();
    const other = pipedrive().company.addPerson({ name: "Stella F." });
    pipedrive().company.merge(first?.id ?? 0, other.id);
    await answer(customer);
    expect(notes().map(({ personId }) => personId)).toEqual([other.id, other.id]);
    other.deleted = true;
    await answer(customer);
    expect(people()).toHaveLength(1);
    expect(await steps()).toEqual({ person: "done: made", note: "done" });
  });

  it("gets the field for the WhatsApp id again where somebody deleted it", async () => {
    const before = fieldCode();
    pipedrive().company.fields.delete(before);
    const customer = world.stranger();
    await answer(customer);
    expect(fieldCode()).not.toBe(before);
    expect(people()).toMatchObject([{ customFields: { [fieldCode()]: customer.waId } }]);
  });

  it("keeps the name that newer answers gave when older ones come late", async () => {
    const customer = world.stranger();
    await answer(customer);
    pipedrive().standIn.failNext({ method: "PATCH", path: /\/persons\/\d+$/, answer: { kind: "status", status: 400 } });
    await answer(customer, { firstname: "Old" });
    expect(await steps()).toMatchObject({ person: "dead: pipedrive.refused" });
    world.passTime(60_000);
    await answer(customer, { firstname: "New" });
    await world.operator("/operator/replay");
    await world.deliver();
    expect(people()).toMatchObject([{ name: "New Ferrara" }]);
    expect(notes()).toHaveLength(3);
  });
});

describe("Pipedrive fails", () => {
  const failures: [string, Failure][] = [
    ["429", { kind: "status", status: 429, headers: { "x-ratelimit-reset": "2" } }],
    ["500", { kind: "status", status: 500 }],
    ["500, but it landed", { kind: "status", status: 500, landed: true }],
    ["cut off, but it landed", { kind: "cut", landed: true }],
    ["silent, but it landed", { kind: "silent", landed: true }],
  ];
  it.each(failures)("%s: one person, one note", async (_name, failure) => {
    // Pipedrive's search does not know of a new person before the next look is over.
    pipedrive().company.searchLagMs = 3_600_000;
    pipedrive().standIn.failNext({ method: "POST", path: /\/persons$/, answer: failure });
    pipedrive().standIn.failNext({ method: "POST", path: /\/notes$/, answer: failure });
    const id = await answer();
    const { person, note } = await steps();
    expect(person).toMatch(/^done/);
    expect(note).toMatch(/^done/);
    expect([people().length, notes().length]).toEqual([1, 1]);
    expect(notes().filter(({ content }) => content.includes(id))).toHaveLength(1);
  });

  it("answers wait while the token is over, and go on when another one is connected", async () => {
    pipedrive().newApiToken();
    await answer();
    expect((await steps()).person).toBe("ready: forms.not_connected");
    expect(await world.operator("/operator/pipedrive")).toMatchObject({ status: "refused" });
    await connect();
    world.passTime(3_600_000);
    await world.deliver();
    expect((await steps()).note).toBe("done");
    expect(notes()).toHaveLength(1);
  });
});

describe("connecting", () => {
  it("refuses a token that Pipedrive does not take, and keeps the one before", async () => {
    expect(await connect("0".repeat(40))).toMatchObject({ kind: "refused", code: "pipedrive.token_invalid" });
    expect(await world.operator("/operator/pipedrive")).toMatchObject({
      status: "active",
      companyId: String(pipedrive().company.id),
      flows: [{ name: "Request a consultation" }],
    });
    await answer();
    expect((await steps()).note).toBe("done");
  });

  const consent = async () =>
    allow(z.object({ url: z.string() }).parse(await world.operator("/operator/pipedrive/authorise")).url);

  it("works over the consent page, with tokens that are renewed", async () => {
    await world.operator("/operator/pipedrive/disconnect");
    const said = await goBack(await consent());
    expect([said.status, await said.text()]).toEqual([200, expect.stringContaining("Pipedrive is connected")]);
    await answer();
    world.passTime(2 * 3_600_000);
    await answer();
    pipedrive().grants.expireAll();
    await answer();
    expect((await steps()).note).toBe("done");
    expect(notes()).toHaveLength(3);
    pipedrive().grants.withdraw();
    await answer();
    expect((await steps()).person).toMatch(/^ready: (pipedrive\.disconnected|forms\.not_connected)/);
    const back = await consent();
    expect([(await goBack(back)).status, (await goBack(back)).status]).toEqual([200, 400]);
    expect((await fetch(`${world.url}/oauth/pipedrive/callback?state=none&code=none`)).status).toBe(400);
    expect((await fetch(`${world.url}/oauth/pipedrive/callback?error=user_denied`)).status).toBe(400);
  });
});
