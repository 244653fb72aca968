/** Trying a form on one's own phone: from the code on the page to the form on the phone, and nowhere else. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  pageFlows,
  pageHold,
  pagePhoneTest,
  pagePhoneTestState,
  pagePublish,
  pageResults,
  pageStart,
} from "../../src/app/packages/contract/index.ts";
import { pageCalls } from "./page-calls.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, fillEveryScreen, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());
const { ask, newKey, consultation } = pageCalls(() => world);

async function newTest() {
  const made = await ask(pagePhoneTest, { source: consultation(), idempotencyKey: newKey() });
  if (made.kind !== "ready") throw new Error(`${made.kind}: ${made.message}`);
  return made;
}
const stateOf = async (code: string) => {
  const answer = await ask(pagePhoneTestState, { code });
  return answer.kind === "ready" ? answer.state : answer.kind;
};
const minutes = (count: number) => count * 60_000;
const contacts = () => world.portal().contacts.list().length;
const tasks = () => world.portal().records.tasks.list().length;

describe("a test on the user's phone", () => {
  it("gives whoever sends the code the draft, in the open chat, with no template and no consent", async () => {
    await world.consent({ sources: [] });
    const before = contacts();
    const test = await newTest();
    expect(test.qr).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(new URL(test.link).searchParams.get("text")).toBe(test.text);
    expect(new URL(test.link).pathname).toBe(`/${test.number.replace(/\D/g, "")}`);
    expect(await stateOf(test.code)).toBe("waiting");
    const user = world.stranger();
    user.sendText(`  ${test.text.toLowerCase()} `);
    await world.settle();
    expect(await stateOf(test.code)).toBe("sent");
    const phone = await user.openFlow();
    await fillEveryScreen(phone, consultationAnswers);
    await world.deliver();
    expect(await stateOf(test.code)).toBe("answered");
    // Nothing of it is anybody's answer.
    expect(await world.submissions()).toEqual([]);
    expect(contacts()).toBe(before);
    expect(tasks()).toBe(0);
    expect(await ask(pageResults)).toMatchObject({ submissions: [], dead: 0 });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ status: "draft", sends: 0, answers: 0 }] });
    const start = await ask(pageStart);
    const steps = start.kind === "ready" ? start.steps : [];
    expect(steps).toEqual(
      expect.arrayContaining([
        { id: "first-send", is: "none" },
        { id: "first-answer", is: "none" },
      ]),
    );
    expect(steps).toContainEqual({ id: "phone-test", is: "done", source: consultation() });
    // The code is used up.
    user.sendText(test.text);
    await world.settle();
    expect(user.chat().filter(({ from }) => from === "business")).toHaveLength(1);
  });

  it("leaves the Flow that customers get as it is", async () => {
    const of = { what: "form", source: consultation() };
    await ask(pagePublish, { of, idempotencyKey: newKey() });
    await world.settle();
    const published = [...world.whatsapp.state.flows.values()].map(({ id, status }) => [id, status]);
    await newTest();
    const after = [...world.whatsapp.state.flows.values()].map(({ id, status }) => [id, status]);
    expect(after).toEqual([...published, [expect.any(String), "DRAFT"]]);
    await newTest();
    expect([...world.whatsapp.state.flows.values()]).toHaveLength(2);
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ status: "published", version: 1 }] });
  });

  it("works for half an hour, once, with the newest code alone, and at the number that it names", async () => {
    const first = await newTest();
    const next = await newTest();
    const user = world.stranger();
    user.sendText(first.text);
    await world.settle();
    expect([await stateOf(first.code), user.chat().filter(({ from }) => from === "business").length]).toEqual([
      "ended",
      0,
    ]);
    world.passTime(minutes(31));
    user.sendText(next.text);
    await world.settle();
    expect(await stateOf(next.code)).toBe("ended");
    // A code that ended is no customer's question either.
    expect(user.chat().filter(({ from }) => from === "business")).toEqual([]);
    expect(await stateOf("NOSUCHCD")).toBe("ended");
  });

  it("says what WhatsApp refused, and a new code tries again", async () => {
    const test = await newTest();
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times: 1, answer: { kind: "status", status: 400 } });
    const user = world.stranger();
    user.sendText(test.text);
    await world.settle();
    expect(await ask(pagePhoneTestState, { code: test.code })).toMatchObject({
      kind: "ready",
      state: "failed",
      reason: expect.stringMatching(/^whatsapp\./),
    });
    const again = await newTest();
    user.sendText(again.text);
    await world.settle();
    expect(await stateOf(again.code)).toBe("sent");
  });

  it("is another portal's code for nobody else, and needs a number", async () => {
    const test = await newTest();
    await installSecondPortal(world);
    const other = { portalId: second.portalId };
    expect(await ask(pagePhoneTestState, { code: test.code }, other)).toMatchObject({ state: "ended" });
    const form = world.portal().forms.get(world.facts.formIds.consultation);
    if (form) world.hubspot.portal(second.portalId).putForm(form);
    const made = await ask(pagePhoneTest, { source: consultation(), idempotencyKey: newKey() }, other);
    expect(made).toMatchObject({ kind: "refused", code: "whatsapp.not_connected" });
    expect(await ask(pageHold, { flowId: "flw_x", what: "pause", idempotencyKey: newKey() }, other)).toMatchObject({
      kind: "refused",
    });
  });
});
