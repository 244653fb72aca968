/** What changed in a form, and a Flow's versions, on the app page: told, dismissed, taken over, gone back from. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type PageFlowReady,
  pageDismiss,
  pageFlow,
  pageFlows,
  pagePreview,
  pagePublish,
  pageRollBack,
} from "../../src/app/packages/contract/index.ts";
import { pageCalls } from "./page-calls.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());
const { ask, newKey, consultation } = pageCalls(() => world);

async function shown(flowId: string): Promise<PageFlowReady> {
  const answer = await ask(pageFlow, { flowId });
  if (answer.kind !== "ready") throw new Error(answer.kind);
  return answer;
}
const states = async (flowId: string) => (await shown(flowId)).versions.map(({ number, state }) => [number, state]);
const rollBack = (flowId: string, to: number, idempotencyKey = newKey()) =>
  ask(pageRollBack, { flowId, to, idempotencyKey });

async function reword(word: string): Promise<void> {
  const form = world.portal().forms.get(world.facts.formIds.consultation);
  if (!form) throw new Error("The portal has no such form.");
  const text = JSON.stringify(form.fieldGroups).replace('"label":"', `"label":"${word}: `);
  world.portal().putForm({ ...form, fieldGroups: JSON.parse(text) });
  await world.operator("/operator/forms/changes", { look: true });
}

describe("what changed in a form", () => {
  it("is told with what it means, dismissed, and told again when more changes", async () => {
    const { flowId } = await world.publishForm("consultation");
    expect((await shown(flowId)).changes).toBeUndefined();
    await reword("New");
    const { changes, lookedAt } = await shown(flowId);
    expect(changes).toMatchObject({
      dismissed: false,
      list: [{ kind: "question_reworded", says: expect.any(String) }],
    });
    expect(lookedAt).toBeDefined();
    const wrong = { flowId, state: "another", idempotencyKey: newKey() };
    expect(await ask(pageDismiss, wrong)).toMatchObject({ kind: "refused", code: "forms.changed_again" });
    const dismissing = { flowId, state: changes?.state, idempotencyKey: newKey() };
    expect(await ask(pageDismiss, dismissing)).toEqual({ kind: "dismissed" });
    expect((await shown(flowId)).changes?.dismissed).toBe(true);
    expect((await ask(pageFlows)) as unknown).not.toHaveProperty("flows.0.changes");
    await reword("Newer");
    expect((await shown(flowId)).changes?.dismissed).toBe(false);
  });

  it("can be taken over after it was dismissed", async () => {
    const { flowId } = await world.publishForm("consultation");
    await reword("New");
    const state = (await shown(flowId)).changes?.state;
    await ask(pageDismiss, { flowId, state, idempotencyKey: newKey() });
    const of = { what: "changes", flowId, state };
    expect(await ask(pagePublish, { of, idempotencyKey: newKey() })).toMatchObject({ kind: "published" });
    expect((await shown(flowId)).changes).toBeUndefined();
    expect(await states(flowId)).toEqual([
      [2, "current"],
      [1, "previous"],
    ]);
  });
});

describe("versions", () => {
  it("are listed, and new messages carry the one before again, once per press", async () => {
    const { flowId } = await world.publishForm("consultation");
    await reword("New");
    await world.publishForm("consultation");
    await reword("Newer");
    await ask(pagePreview, { of: { what: "form", source: consultation() }, idempotencyKey: newKey() });
    expect(await states(flowId)).toEqual([
      [3, "draft"],
      [2, "current"],
      [1, "previous"],
    ]);
    const key = newKey();
    expect(await rollBack(flowId, 1, key)).toEqual({ kind: "changed", version: 1 });
    expect(await rollBack(flowId, 1, key)).toEqual({ kind: "changed", version: 1 });
    expect((await states(flowId)).slice(1)).toEqual([
      [2, "previous"],
      [1, "current"],
    ]);
    // Somebody whose page is old does not go forth again by mistake.
    expect(await rollBack(flowId, 1)).toMatchObject({ kind: "refused", code: "flow.other_version" });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ version: 1 }] });
  });

  it("WhatsApp's failing is an answer, and nothing has changed", async () => {
    const { flowId } = await world.publishForm("consultation");
    await reword("New");
    await world.publishForm("consultation");
    world.whatsapp.failNext({ method: "POST", path: /\/assets$/, times: 3, answer: { kind: "status", status: 503 } });
    expect(await rollBack(flowId, 1)).toMatchObject({ kind: "error", code: expect.stringMatching(/^whatsapp\./) });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ version: 2 }] });
  });

  it("are each portal's own", async () => {
    const { flowId } = await world.publishForm("consultation");
    await installSecondPortal(world);
    const other = { portalId: second.portalId };
    expect(await ask(pageFlow, { flowId }, other)).toMatchObject({ kind: "error", code: "flow.unknown" });
    const press = { flowId, to: 1, idempotencyKey: newKey() };
    expect(await ask(pageRollBack, press, other)).toMatchObject({ kind: "refused" });
    const dismissing = { flowId, state: "x", idempotencyKey: newKey() };
    expect(await ask(pageDismiss, dismissing, other)).toMatchObject({ kind: "refused", code: "forms.not_watched" });
  });
});
