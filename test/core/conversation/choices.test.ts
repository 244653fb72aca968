/** Choices from a data source: fetched when the question is shown, and held against when it is answered. */
import { describe, expect, it } from "@jest/globals";
import {
  type ConversationFlow,
  type Decision,
  decide,
  type EffectResult,
  type Exchange,
  type Need,
  type SessionView,
} from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { Choice, Form } from "../../../core/form/types.ts";
import { choices, formOf } from "../submission/screens.ts";
import { after, fresh, submit } from "./flow.ts";

const stock = choices("red", "blue");
const key = "choices:colour";

function flowOf(colour: Record<string, unknown> = {}, extra: Partial<Form> = {}): ConversationFlow {
  const source = { source: "stock" };
  const form = {
    ...formOf(
      { id: "name", kind: "short_text", required: true },
      { id: "colour", kind: "single_choice", choices: [], choicesFrom: source, required: true, ...colour },
      { id: "note", kind: "short_text" },
    ),
    sections: [
      { id: "s", items: ["name", "colour"] },
      { id: "t", items: ["note"] },
    ],
    ...extra,
  };
  const { screens, check } = compile(form);
  expect(check).toEqual({ ok: true, problems: [] });
  return { form, screens, dataApiVersion: "3.0" };
}

/** Plays exchanges; the data source answers each need with `answer`. */
function play(flow: ConversationFlow, list: Exchange[], answer: EffectResult = stock, start: SessionView = fresh) {
  let session = start;
  const needs: Need[] = [];
  const decisions = list.map((exchange): Decision => {
    const effects: Record<string, EffectResult> = {};
    for (;;) {
      const decision = decide(flow, session, exchange, { effects });
      if (decision.kind !== "need") {
        session = after(session, decision);
        return decision;
      }
      needs.push(decision);
      effects[decision.effect.key] = answer;
    }
  });
  return { decisions, last: decisions.at(-1), session, needs };
}

const named = submit("PAGE_A", { name: "Ana" });
const red = submit("PAGE_B", { colour: "red" });

describe("choices from a data source", () => {
  it("are needed before their screen is shown, and nothing is kept meanwhile", () => {
    expect(decide(flowOf(), fresh, named, {})).toEqual({
      kind: "need",
      effect: { kind: "choices", key, fieldId: "colour", source: "stock" },
    });
  });

  it("stand in the screen's data as options, and the answer carries the choice as it was offered", () => {
    const { decisions, needs } = play(flowOf(), [{ kind: "open" }, named, red, submit("PAGE_C", {})]);
    expect(decisions[1]).toMatchObject({
      screen: "PAGE_B",
      data: {
        prefill_colour: "",
        choices_colour: [
          { id: "red", title: "RED", description: "" },
          { id: "blue", title: "BLUE", description: "" },
        ],
      },
      offered: { colour: stock },
    });
    expect(decisions[3]).toMatchObject({
      kind: "accept",
      answers: [{ value: "Ana" }, { fieldId: "colour", value: "red", chosen: [stock[0]] }],
    });
    expect(needs).toHaveLength(1);
  });

  it("count as answers only if this customer was offered them", () => {
    const { last, needs } = play(flowOf(), [named, submit("PAGE_B", { colour: "green" })]);
    expect(last).toMatchObject({
      screen: "PAGE_B",
      rejected: [{ fieldId: "colour", code: "not_offered" }],
      data: { choices_colour: [{ id: "red" }, { id: "blue" }] },
    });
    expect(needs).toHaveLength(1);
  });

  it("are asked for anew on the way back, and a choice that is gone is not filled in", () => {
    const flow = flowOf();
    const chosen = play(flow, [named, red]);
    const { last, needs, session } = play(
      flow,
      [{ kind: "back", screen: "PAGE_C" }],
      choices("blue", "green"),
      chosen.session,
    );
    expect(needs).toHaveLength(1);
    expect(last).toMatchObject({
      screen: "PAGE_B",
      data: { prefill_colour: "", choices_colour: [{ id: "blue" }, { id: "green" }] },
    });
    const unanswered = play(flow, [submit("PAGE_C", {})], stock, session);
    expect(unanswered.last).toMatchObject({ kind: "show", screen: "PAGE_C" });
  });

  it("leave the customer where they are when the source fails, with their answers kept", () => {
    const { last, session } = play(flowOf(), [named], "failed");
    expect(last).toMatchObject({
      screen: "PAGE_A",
      data: { prefill_name: "Ana" },
      errorMessage: "The options cannot be loaded right now. Please try again in a moment.",
      keep: { screen: "PAGE_A", payload: { name: "Ana" } },
    });
    expect(play(flowOf(), [named], stock, session).last).toMatchObject({ screen: "PAGE_B" });
    expect(decide(flowOf(), fresh, named)).toMatchObject({ screen: "PAGE_A", errorMessage: expect.any(String) });
  });

  it("do not cost the short cut of somebody who comes back: pressing again leads on from where they were", () => {
    const half = play(flowOf(), [named]).session;
    const opened = play(flowOf(), [{ kind: "open" }, named], "failed", half);
    expect(opened.last).toMatchObject({ screen: "PAGE_A", place: { trail: ["PAGE_A"], opened: true } });
    expect(play(flowOf(), [named], stock, opened.session).last).toMatchObject({ screen: "PAGE_B" });
  });

  it("are the form's own while the source fails, where it has some", () => {
    const flow = flowOf({ choices: choices("grey") });
    for (const answer of ["failed", [], [{ id: " ", label: "", value: "" }]] as EffectResult[]) {
      expect(play(flow, [named], answer).last).toMatchObject({
        screen: "PAGE_B",
        data: { choices_colour: [{ id: "grey" }] },
      });
    }
  });

  it("show the last known ones on the way back when the source fails", () => {
    const { session } = play(flowOf(), [named, red]);
    expect(play(flowOf(), [{ kind: "back", screen: "PAGE_C" }], "failed", session).last).toMatchObject({
      screen: "PAGE_B",
      data: { prefill_colour: "red", choices_colour: [{ id: "red" }, { id: "blue" }] },
      errorMessage: expect.stringContaining("cannot be loaded"),
    });
  });

  it("never hold more than a list takes, nor what cannot travel, and long labels stand whole in the description", () => {
    const many: Choice[] = [
      { id: "", label: "no id", value: "" },
      { id: "${x}", label: "a reference", value: "" },
      { id: "long", label: "A label that is far too long for the title", value: "long" },
      { id: "long", label: "twice", value: "" },
      ...Array.from({ length: 300 }, (_, index) => ({ id: `c${index}`, label: `Choice ${index}`, value: "" })),
    ];
    const { last } = play(flowOf(), [named], many);
    const shown = last?.kind === "show" ? last.data["choices_colour"] : undefined;
    expect(shown).toHaveLength(200);
    expect(shown).toMatchObject([
      { id: "long", title: "A label that is far too long…", description: "A label that is far too long for the title" },
      { id: "c0" },
      ...Array.from({ length: 198 }, () => ({})),
    ]);
    const several = flowOf({ kind: "multiple_choice" });
    const list = play(several, [named], many).last;
    expect(list?.kind === "show" && list.data["choices_colour"]).toHaveLength(20);
  });

  it("are never on the entry screen, which must open whatever the source does", () => {
    const flow = flowOf({}, { sections: [{ id: "s", items: ["colour", "name", "note"] }] });
    const { decisions } = play(flow, [{ kind: "open" }, submit("PAGE_A", {})]);
    expect(decisions).toMatchObject([
      { screen: "PAGE_A", data: {} },
      { screen: "PAGE_B", data: { choices_colour: [{}, {}] } },
    ]);
  });
});

describe("the compiled screen", () => {
  it("binds its list to its data, and asks to be refreshed by the screen after it", () => {
    const { flow } = compile(flowOf().form);
    expect(flow.screens[1]?.data?.["choices_colour"]).toMatchObject({ type: "array", items: { type: "object" } });
    expect(flow.screens[1]?.layout.children.find(({ name }) => name === "colour")).toMatchObject({
      type: "Dropdown",
      "data-source": "${data.choices_colour}",
    });
    expect(flow.screens.map((screen) => screen.refresh_on_back)).toEqual([undefined, undefined, true]);
  });
});
