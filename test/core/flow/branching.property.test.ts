import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type ConversationFlow,
  type Decision,
  decide,
  type EffectResult,
  type Exchange,
  type SessionView,
} from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { CompiledFlow } from "../../../core/flow/types.ts";
import { type FieldId, type Form, fieldsInOrder } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import type { Answer, AnswerValue } from "../../../core/submission/types.ts";
import { after, fresh } from "../conversation/flow.ts";
import { formsWithRules, stock, typeIn } from "./branching-forms.ts";
import { inputsInSight } from "./on-phone.ts";

describe("any form with rules", () => {
  it("becomes a Flow that runs forward, ends, and has every question that some way leads to", () => {
    const seen = { branching: 0, crowded: 0, introduced: 0 };
    fc.assert(
      fc.property(formsWithRules, (form) => {
        const compiled = compile(form);
        const { flow, screens, report, check, publishable } = compiled;
        expect(check).toEqual({ ok: true, problems: [] });

        const ids = screens.map(({ id }) => id);
        for (const [index, screen] of screens.entries()) {
          const { routes = [], resume = [] } = screen;
          const written = flow.routing_model?.[screen.id] ?? [];
          expect(written).toEqual([...routes, ...resume]);
          expect(written.length).toBeLessThanOrEqual(10);
          expect(new Set(written).size).toBe(written.length);
          expect(written.every((to) => ids.indexOf(to) > index)).toBe(true);
          expect(resume.length === 0 || index === 0).toBe(true);
          if (routes.length === 0) expect(flow.screens[index]?.terminal).toBe(true);
          if (routes.length > 1) seen.branching += 1;
        }
        const reached = new Set([ids[0]]);
        for (const { id, routes = [] } of screens) if (reached.has(id)) for (const to of routes) reached.add(to);
        expect([...reached].toSorted()).toEqual(ids.toSorted());

        const reachable = reachableFields(form);
        const onScreens = screens.flatMap(({ fields = [] }) => fields);
        expect(new Set(onScreens).size).toBe(onScreens.length);
        const codes = report.notices.map(({ code }) => code);
        const lines = new Map(report.lines.map((line) => [line.fieldId, line]));
        for (const { id, kind } of fieldsInOrder(form)) {
          if (onScreens.includes(id)) expect(reachable.has(id)).toBe(true);
          else if (!reachable.has(id)) expect(lines.get(id)?.code).toBe("logic.unreachable");
          else if (kind !== "payment") {
            expect(lines.get(id)?.code).toBe("logic.too_many_jumps");
            expect(codes).toContain("logic.too_many_jumps");
          }
        }
        if (codes.includes("logic.too_many_jumps")) {
          seen.crowded += 1;
          expect(publishable).toBe(false);
        }
        if (screens[0]?.fields?.length === 0 && screens.length > 1) seen.introduced += 1;
      }),
      { numRuns: 600 },
    );
    expect(seen.branching).toBeGreaterThan(100);
    expect(seen.introduced).toBeGreaterThan(10);
  });

  it("is walked as its rules say, and hands in exactly the answers of that way", () => {
    const seen = { accepted: 0, skipped: 0, corrected: 0, resumed: 0, conditional: 0 };
    fc.assert(
      fc.property(
        formsWithRules,
        fc.array(fc.noBias(fc.nat()), { minLength: 40, maxLength: 60, size: "max" }),
        fc.subarray(["f0", "f1", "f2", "f3", "f4", "f5"]),
        (form, numbers, ids) => {
          const known = Object.fromEntries(ids.map((id) => [id, "something"]));
          const compiled = compile(form);
          fc.pre(!compiled.report.notices.some(({ code }) => code === "logic.too_many_jumps"));
          const walk = walkThrough(form, compiled, numbers, known);
          seen.corrected += walk.wentBack;
          seen.resumed += walk.reopened;
          const onScreens = new Set(compiled.screens.flatMap(({ fields = [] }) => fields));
          const expected = evaluate(form, (id) => answersOf(walk.typed, id), {}, known);
          expect(walk.accepted.variables).toEqual(expected.variables);
          expect(walk.accepted.ending).toBe(expected.end.kind === "ended" ? expected.end.ending : "waiting");

          const given = walk.accepted.answers.map(({ fieldId, value }) => [fieldId, value]);
          const due = expected.fields.filter((id) => onScreens.has(id)).map((id) => [id, walk.typed.get(id)]);
          expect(given).toEqual(due.filter(([, value]) => value !== undefined));
          if (walk.reopened === 0) {
            const due = expected.fields.filter((id) => onScreens.has(id) && form.fields[id]?.kind !== "statement");
            expect(walk.shown).toEqual(due);
          }
          if (compiled.screens.some(({ conditional }) => conditional)) seen.conditional += 1;
          seen.accepted += 1;
          if ([...walk.typed].some(([id, value]) => value !== undefined && !expected.fields.includes(id)))
            seen.skipped += 1;
        },
      ),
      { numRuns: 600 },
    );
    expect(seen.accepted).toBe(600);
    expect(seen.skipped).toBeGreaterThan(20);
    expect(seen.corrected).toBeGreaterThan(100);
    expect(seen.resumed).toBeGreaterThan(50);
    expect(seen.conditional).toBeGreaterThan(100);
  });
});

/** By following every jump from every question, whatever its condition. */
function reachableFields(form: Form): Set<FieldId> {
  const ids = fieldsInOrder(form).map(({ id }) => id);
  const found = new Set<FieldId>();
  const visit = (owner: string, at: number): void => {
    for (const { when, do: actions } of (form.rules ?? []).filter((rule) => rule.after === owner)) {
      for (const action of actions) {
        if (action.kind !== "jump") continue;
        const target = action.to.kind === "field" ? ids.indexOf(action.to.field) : ids.length;
        if (target <= at) continue;
        enter(target);
        if (when.op === "always") {
          sometimesPassed(at);
          return;
        }
      }
    }
    enter(at + 1);
  };
  const sometimesPassed = (at: number): void => {
    if (form.fields[ids[at] ?? ""]?.showIf) enter(at + 1);
  };
  const enter = (place: number): void => {
    const id = ids[place];
    if (id === undefined || found.has(id)) return;
    found.add(id);
    visit(id, place);
  };
  visit("@start", -1);
  return found;
}

function answersOf(typed: ReadonlyMap<FieldId, unknown>, fieldId: FieldId): Answer[] {
  const value = typed.get(fieldId) as AnswerValue | undefined;
  if (value === undefined) return [];
  return [{ fieldId, value, ...(value === "ana@example.org" && { part: "email" }) }];
}

interface Walked {
  accepted: Extract<Decision, { kind: "accept" }>;
  /** What was typed last for each field. */
  typed: Map<FieldId, unknown>;
  /** Fields in sight on the screens of the phone's trail at the end. */
  shown: FieldId[];
  wentBack: number;
  reopened: number;
}

/** A customer with a phone: types, goes back, corrects, opens again, until the Flow accepts. */
function walkThrough(
  form: Form,
  { flow: flowJson, screens }: CompiledFlow,
  numbers: readonly number[],
  known: Record<FieldId, string>,
): Walked {
  const flow: ConversationFlow = { form, screens, dataApiVersion: "3.0" };
  let at = 0;
  const dice = () => numbers[at++ % numbers.length] ?? 0;
  let session: SessionView = { ...fresh, known };
  const data: Record<string, Record<string, unknown>> = {};
  const held: Record<string, Record<string, unknown>> = {};
  const exchange = (asked: Exchange): Decision => {
    const effects: Record<string, EffectResult> = {};
    for (;;) {
      const decision = decide(flow, session, asked, { effects });
      if (decision.kind === "need") effects[decision.effect.key] = stock;
      else {
        session = after(session, decision);
        if (decision.kind === "show") data[decision.screen] = decision.data;
        return decision;
      }
    }
  };
  const typed = new Map<FieldId, unknown>();
  let trail = trailOf(exchange({ kind: "open" }));
  let [wentBack, reopened] = [0, 0];
  for (let step = 0; step < 500; step += 1) {
    const detour = step < 12 ? dice() % 6 : 5;
    if (detour === 0) {
      trail = trailOf(exchange({ kind: "open" }));
      expect(trail).toEqual([screens[0]?.id]);
      reopened += 1;
    } else if (detour === 1 && trail.length > 1) {
      const before = trail.at(-2);
      trail = trailOf(exchange({ kind: "back", screen: trail.at(-1) ?? "" }));
      expect(trail.at(-1)).toBe(before);
      wentBack += 1;
    } else if (detour === 2 && trail.length > 1) {
      // Back without asking the endpoint.
      trail = trail.slice(0, 1 + (dice() % (trail.length - 1)));
      wentBack += 1;
    }
    const screen = screens.find(({ id }) => id === trail.at(-1));
    if (!screen) throw new Error("The phone shows no screen of this Flow.");
    const { payload, values } = typeIn(form, screen, dice);
    for (const [id, value] of values) typed.set(id, value);
    held[screen.id] = payload;
    const decision = exchange({ kind: "submit", screen: screen.id, data: payload });
    if (decision.kind === "accept") {
      expect(flowJson.screens.find(({ id }) => id === screen.id)?.terminal).toBe(true);
      const shown = trail.flatMap((id) => {
        const [json, own] = [flowJson.screens.find((one) => one.id === id), screens.find((one) => one.id === id)];
        const names = json ? inputsInSight(json, { form: held[id] ?? {}, data: data[id] ?? {} }) : [];
        return [...new Set(own?.inputs.flatMap(({ name, fieldId }) => (names.includes(name) ? [fieldId] : [])))];
      });
      return { accepted: decision, typed, shown, wentBack, reopened };
    }
    expect(decision).toMatchObject({ kind: "show" });
    expect(decision).not.toHaveProperty("errorMessage");
    const to = decision.kind === "show" ? decision.screen : "";
    expect(flowJson.routing_model?.[screen.id]).toContain(to);
    trail = trailOf(decision);
    expect(trail.slice(-2)).toEqual([screen.id, to]);
  }
  throw new Error("The Flow never ended.");
}

function trailOf(decision: Decision): string[] {
  if (decision.kind !== "show") throw new Error(`No screen was shown: ${decision.kind}.`);
  return decision.place.trail;
}
