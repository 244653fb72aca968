/** What is otherwise on WhatsApp than in the form: changed on the app page, kept, published, undone. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type PageEditQuestion,
  type PageEdits,
  pageEdit,
  pageEdits,
  pagePublish,
  pageReport,
} from "../../src/app/packages/contract/index.ts";
import { pageCalls } from "./page-calls.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());
const { ask, newKey, consultation } = pageCalls(() => world);

async function shown(): Promise<PageEdits> {
  const answer = await ask(pageEdits, { source: consultation() });
  if (answer.kind !== "ready") throw new Error(`${answer.kind}: ${answer.message}`);
  return answer;
}
const question = async (title: string): Promise<PageEditQuestion> => {
  const found = (await shown()).questions.find((each) => each.title.own === title);
  if (!found) throw new Error(`There is no question ${title}.`);
  return found;
};
const change = (what: object) => ask(pageEdit, { source: consultation(), change: what, idempotencyKey: newKey() });
const asItIs = ({ field, title, description, label, screen, options }: PageEditQuestion) => ({
  kind: "question" as const,
  field,
  title: title.now,
  description: description.now,
  label: label.now,
  screen,
  options: Object.fromEntries(options.map(({ id, now }) => [id, now])),
});
const order = async () => (await shown()).questions.map(({ field }) => field);

describe("changes for WhatsApp", () => {
  it("show every question with what becomes of it; what is saved as it is changes nothing", async () => {
    const before = await shown();
    expect(before.questions.every(({ changed, becomes }) => !changed && becomes)).toBe(true);
    const topic = await question("What is it about?");
    expect(topic.options.map(({ own }) => own)).toContain("Kitchen");
    expect(await change(asItIs(topic))).toEqual({ kind: "saved" });
    expect(await shown()).toEqual(before);
  });

  it("are kept before the first publishing, stay when the form is read again, and are published", async () => {
    const topic = await question("What is it about?");
    const kitchen = topic.options.find(({ own }) => own === "Kitchen")?.id ?? "";
    const wanted = asItIs(topic);
    const options = { ...wanted.options, [kitchen]: "The kitchen" };
    expect(await change({ ...wanted, title: "Which room?", screen: "new", options })).toEqual({ kind: "saved" });
    expect(await question("What is it about?")).toMatchObject({
      title: { now: "Which room?" },
      screen: "new",
      changed: true,
      options: expect.arrayContaining([{ id: kitchen, now: "The kitchen", own: "Kitchen" }]),
    });
    const report = await ask(pageReport, { source: consultation() });
    expect(report.kind === "ready" && report.lines.map(({ title }) => title)).toContain("Which room?");
    const of = { what: "form", source: consultation() };
    expect(await ask(pagePublish, { of, idempotencyKey: newKey() })).toMatchObject({ kind: "published" });
    const [meta] = [...world.whatsapp.state.flows.values()];
    expect(JSON.stringify(meta)).toContain("Which room?");
    expect(JSON.stringify(meta)).toContain("The kitchen");
  });

  it("hide what need not be answered, and nothing else", async () => {
    const rooms = await question("Number of rooms");
    expect(await change({ kind: "hide", field: rooms.field, hide: true })).toEqual({ kind: "saved" });
    expect(await question("Number of rooms")).toMatchObject({ hidden: true, changed: true });
    const first = await question("First name");
    const refused = await change({ kind: "hide", field: first.field, hide: true });
    expect(refused).toMatchObject({
      kind: "refused",
      code: "edits.unfit",
      message: expect.stringContaining("must be"),
    });
    expect(await question("First name")).toMatchObject({ hidden: false, changed: false });
    expect(await change({ kind: "hide", field: rooms.field, hide: false })).toEqual({ kind: "saved" });
    expect(await question("Number of rooms")).toMatchObject({ hidden: false, changed: false });
  });

  it("move a question up, down and to the front", async () => {
    const [a = "", b = "", c = ""] = await order();
    await change({ kind: "move", field: c, after: a });
    expect((await order()).slice(0, 3)).toEqual([a, c, b]);
    await change({ kind: "move", field: c, after: null });
    expect((await order()).slice(0, 3)).toEqual([c, a, b]);
    await change({ kind: "undo", field: c });
    expect((await order()).slice(0, 3)).toEqual([a, b, c]);
  });

  it("name buttons, and are undone one by one or all at once; what a file holds stays", async () => {
    const first = await question("First name");
    const last = await question("Last name");
    const policy = { kind: "prefill", field: first.field, from: { from: "contact", property: "firstname" } };
    await world.operator("/operator/publish", { source: consultation(), edits: { version: 1, edits: [policy] } });
    expect((await shown()).others).toBe(1);
    await change({ ...asItIs(first), label: "Given" });
    await change({ ...asItIs(last), label: "Family" });
    await change({ kind: "buttons", next: "Go on", send: "" });
    expect((await shown()).buttons.next.now).toBe("Go on");
    await change({ kind: "undo", field: first.field });
    expect(await question("First name")).toMatchObject({ label: { now: "" }, changed: false });
    expect(await question("Last name")).toMatchObject({ label: { now: "Family" }, changed: true });
    await change({ kind: "undo-all" });
    const after = await shown();
    expect(after.questions.filter(({ changed }) => changed)).toEqual([]);
    expect([after.others, after.buttons.next.now]).toEqual([1, after.buttons.next.own]);
  });

  it("of a question that is gone are refused, in words", async () => {
    const first = await question("First name");
    expect(await change({ ...asItIs(first), field: "nobody" })).toMatchObject({ kind: "refused", code: "edits.unfit" });
    expect(await change({ kind: "move", field: "nobody", after: null })).toMatchObject({ kind: "refused" });
  });
});
