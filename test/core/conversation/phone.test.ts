/** Branching forms filled in on the phone, through sealed exchanges: it refuses whatever WhatsApp would refuse. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formFromTypeform } from "../../../connectors/typeform/index.ts";
import {
  type ConversationFlow,
  type Decision,
  decide,
  type EffectResult,
  type Need,
  parseExchange,
  renderDecision,
  type SessionView,
} from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { openFlow, type PhoneView, type PickedFile } from "../../../phone/index.ts";
import { openWithForge, quickUnwrap, sealWithForge } from "../../phone/forge-envelope.ts";
import { keys } from "../../phone/rehearsed-endpoint.ts";
import { choices, formOf } from "../submission/screens.ts";
import { after, fresh } from "./flow.ts";

const fixtures = path.resolve(import.meta.dirname, "../../fixtures/forms/typeform");
const reference = path.resolve(import.meta.dirname, "../../../../shared/reference/forms/typeform");
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
let uploads = 0;
const photo: PickedFile = { name: "bike.jpg", type: "image/jpeg", bytes: new Uint8Array(40) };
const unwrap = quickUnwrap(keys.privateKey);

/** An endpoint in memory, and a phone that opens its Flow as often as one likes. */
function business(form: Form, more: Partial<ConversationFlow> = {}, source: EffectResult = "failed") {
  const { flow: flowJson, screens, check } = compile(form);
  expect(check).toEqual({ ok: true, problems: [] });
  const flow: ConversationFlow = { form, screens, dataApiVersion: "3.0", ...more };
  const known: { session: SessionView; decisions: Decision[] } = { session: fresh, decisions: [] };
  const answer = (clear: unknown): Decision => {
    const parsed = parseExchange(clear);
    if (!parsed.ok || parsed.exchange.kind === "ping") throw new Error("The phone asked nothing.");
    const effects: Record<string, EffectResult> = {};
    for (;;) {
      const decision: Decision | Need = decide(flow, known.session, parsed.exchange, { effects, now: 1 });
      if (decision.kind !== "need") return decision;
      effects[decision.effect.key] = source;
    }
  };
  const transport = async (body: string) => {
    const opened = openWithForge(body, unwrap);
    const decision = answer(opened.clear);
    known.session = after(known.session, decision);
    known.decisions.push(decision);
    const { status, body: clear } = renderDecision(decision, {
      version: "3.0",
      flowToken: "tok-1",
      submissionId: "sub_1",
    });
    return { status, body: sealWithForge(clear, opened) };
  };
  const open = () =>
    openFlow({
      flowJson,
      flowToken: "tok-1",
      mode: "data_exchange",
      transport,
      publicKey: async () => keys.publicKey,
      uploadFile: async () => {
        uploads += 1;
        return { mediaId: `m-${uploads}`, url: "https://mmg.whatsapp.net/v/1" };
      },
    });
  return { open, known };
}

describe("a form with rules", () => {
  const form = formFromTypeform(read(path.join(fixtures, "bike-repair.json")));
  const typed: Record<string, unknown> = {
    full_name: "Ana Silva",
    mobile: "+919876543210",
    bike: "e_bike",
    battery_age: "7",
    battery_error: "E12",
    trouble: ["brakes"],
    describe: "They squeal.",
    photo: [photo],
    urgent: "false",
    pickup_day: "2026-05-04",
  };
  const inSight = (phone: Awaited<ReturnType<typeof openFlow>>) => phone.read().inputs.map(({ name }) => name);
  const fillIn = async (phone: Awaited<ReturnType<typeof openFlow>>, over: Record<string, unknown> = {}) => {
    const seen: string[] = [];
    while (phone.status === "open") {
      const given = { ...typed, ...over };
      const done: string[] = [];
      // One after the other: what an answer brings into sight, or out of it, is part of the screen.
      for (let next = inSight(phone)[0]; next; next = inSight(phone).find((name) => !done.includes(name))) {
        phone.fill({ [next]: given[next] });
        done.push(next);
      }
      seen.push(inSight(phone).join(" "));
      await phone.press();
      expect(phone.problems).toEqual([]);
      if (seen.length > 20) throw new Error("The form never ends.");
    }
    return seen;
  };

  it("asks the questions of one's own way, calculates, and ends as the rules say", async () => {
    const { open, known } = business(form);
    const phone = await open();
    const seen = await fillIn(phone);
    expect(seen).toEqual([
      "",
      "full_name mobile",
      "bike",
      "battery_age",
      "battery_error",
      "trouble",
      "describe",
      "photo",
      "urgent pickup_day",
    ]);
    expect(phone.status).toBe("completed");
    expect(known.decisions.at(-1)).toMatchObject({
      kind: "accept",
      variables: { score: 10, price: 70 },
      ending: "ty_booked",
    });
    expect(known.decisions.at(-1)).toHaveProperty("answers.length", 10);
  });

  it("is short for those whose way is short", async () => {
    const { open, known } = business(form);
    const phone = await open();
    expect(await fillIn(phone, { bike: "city", urgent: "true" })).toEqual([
      "",
      "full_name mobile",
      "bike",
      "trouble",
      "urgent",
    ]);
    expect(known.decisions.at(-1)).toMatchObject({
      kind: "accept",
      ending: "ty_shop",
      variables: { score: 0, price: 50 },
    });
  });

  it("begins where the message's hidden values say", async () => {
    const { open, known } = business(form);
    known.session = { ...fresh, hidden: { member: "yes" } };
    const phone = await open();
    expect((await fillIn(phone, { bike: "city", urgent: "true" }))[1]).toBe("bike");
  });

  it("is corrected by going back: only the last way is handed in", async () => {
    const { open, known } = business(form);
    const phone = await open();
    for (let screen = 0; screen < 5; screen += 1) {
      phone.fill(Object.fromEntries(phone.read().inputs.map(({ name }) => [name, typed[name]])));
      await phone.press();
    }
    expect(phone.read().inputs.map(({ name }) => name)).toEqual(["trouble"]);
    for (let screen = 0; screen < 3; screen += 1) await phone.back();
    expect(phone.read().inputs).toMatchObject([{ name: "bike", value: "e_bike" }]);
    await fillIn(phone, { bike: "city" });
    const last = known.decisions.at(-1);
    expect(last?.kind === "accept" && last.answers.map(({ fieldId }) => fieldId)).toEqual([
      "full_name",
      "mobile",
      "bike",
      "trouble",
      "urgent",
      "pickup_day",
    ]);
    expect(known.session.payloads).toHaveProperty("PAGE_D");
  });

  it("goes on where it was left when it is opened again, over a route that the Flow declares", async () => {
    const { open, known } = business(form);
    const first = await open();
    for (let screen = 0; screen < 5; screen += 1) {
      first.fill(Object.fromEntries(first.read().inputs.map(({ name }) => [name, typed[name]])));
      await first.press();
    }
    const again = await open();
    expect(await fillIn(again)).toEqual(["", "trouble", "describe", "photo", "urgent pickup_day"]);
    expect(again.status).toBe("completed");
    expect(known.decisions.at(-1)).toHaveProperty("answers.length", 10);
  });

  it("does not ask for files again that were handed over", async () => {
    const { open, known } = business(form);
    const first = await open();
    while (!first.read().inputs.some(({ name }) => name === "urgent")) {
      first.fill(Object.fromEntries(first.read().inputs.map(({ name }) => [name, typed[name]])));
      await first.press();
    }
    const again = await open();
    expect(await fillIn(again)).toEqual(["", "urgent pickup_day"]);
    const files = [expect.objectContaining({ name: "bike.jpg", url: "https://mmg.whatsapp.net/v/1" })];
    expect(known.decisions.at(-1)).toMatchObject({
      kind: "accept",
      answers: expect.arrayContaining([{ fieldId: "photo", value: ["bike.jpg"], files }]),
    });
  });

  it("opens filled in to be corrected, and hands the same submission in anew", async () => {
    const { open, known } = business(form, { reopen: { kind: "change", until: 2 } });
    await fillIn(await open());
    const again = await open();
    await again.press();
    expect(again.read().inputs).toMatchObject([{ value: "Ana Silva" }, { value: "+919876543210" }]);
    await fillIn(again, { full_name: "Ana Souza" });
    expect(known.decisions.at(-1)).toMatchObject({
      kind: "correct",
      submissionId: "sub_1",
      answers: expect.arrayContaining([{ fieldId: "full_name", value: "Ana Souza" }]),
    });
  });

  it("starts a round of its own each time, where that is wished", async () => {
    const { open, known } = business(form, { reopen: { kind: "again" } });
    await fillIn(await open());
    const again = await open();
    await again.press();
    expect(again.read().inputs).toMatchObject([{ value: "" }, { value: "" }]);
    await fillIn(again, { full_name: "Ben" });
    expect(known.decisions.map(({ kind }) => kind).filter((kind) => kind === "accept")).toHaveLength(2);
  });
});

describe("texts that quote earlier answers", () => {
  const group = {
    ref: "g",
    type: "group",
    title: "Your plan, {{field:name}}",
    properties: {
      description: "You chose {{field:plan}}.",
      fields: [{ ref: "why", type: "short_text", title: "Why {{field:plan}} for {{var:price}}, {{field:name}}?" }],
    },
  };
  const definition = {
    id: "quotes",
    title: "Quotes",
    settings: { language: "en" },
    variables: { price: 0 },
    fields: [
      { ref: "name", type: "short_text", title: "Name" },
      {
        ref: "plan",
        type: "multiple_choice",
        title: "Plan",
        properties: {
          choices: [
            { ref: "c1", label: "Basic" },
            { ref: "c2", label: "Full *care*" },
          ],
        },
        validations: { required: true },
      },
      group,
    ],
    logic: [
      {
        type: "field",
        ref: "plan",
        actions: [
          {
            action: "add",
            details: { target: { type: "variable", value: "price" }, value: { type: "constant", value: 19.5 } },
            condition: { op: "always", vars: [] },
          },
        ],
      },
    ],
  };
  const shownAfter = async (answers: Record<string, unknown>) => {
    const phone = await business(formFromTypeform(definition)).open();
    phone.fill(answers);
    await phone.press();
    expect(phone.problems).toEqual([]);
    return phone.read().texts;
  };

  it("say them, in a question and over a group, by the words that the customer saw", async () => {
    expect(await shownAfter({ name: "Ana ${data.x}", plan: "c2" })).toEqual([
      "Your plan, Ana $ {data.x}",
      "You chose Full care.",
      "Why Full care for 19.5, Ana $ {data.x}?",
    ]);
  });

  it("read well where one was left out", async () => {
    expect(await shownAfter({ plan: "c1" })).toEqual(["Your plan", "You chose Basic.", "Why Basic for 19.5?"]);
  });
});

describe("choices from a data source", () => {
  const form = {
    ...formOf(
      { id: "name", kind: "short_text", required: true },
      { id: "colour", kind: "dropdown", choices: [], choicesFrom: { source: "stock" }, required: true },
      { id: "note", kind: "short_text" },
    ),
    sections: [
      { id: "s", items: ["name", "colour"] },
      { id: "t", items: ["note"] },
    ],
  };

  it("are shown, chosen, shown again on the way back, and handed in", async () => {
    const { open, known } = business(form, {}, choices("red", "blue"));
    const phone = await open();
    phone.fill({ name: "Ana" });
    await phone.press();
    expect(phone.read().inputs).toMatchObject([{ name: "colour", options: [{ id: "red" }, { id: "blue" }] }]);
    phone.fill({ colour: "blue" });
    await phone.press();
    await phone.back();
    expect(phone.exchanges.at(-1)?.request.action).toBe("BACK");
    expect(phone.read().inputs).toMatchObject([{ name: "colour", value: "blue" }]);
    await phone.press();
    await phone.press();
    expect(phone.problems).toEqual([]);
    expect(known.decisions.at(-1)).toMatchObject({
      kind: "accept",
      answers: [{}, { value: "blue", chosen: [{ id: "blue" }] }],
    });
  });

  it("leave the customer on their screen, with a word, when the source fails", async () => {
    const { open } = business(form);
    const phone = await open();
    phone.fill({ name: "Ana" });
    await phone.press();
    expect(phone.read()).toMatchObject({ snackbar: expect.stringContaining("cannot be loaded") });
    expect(phone.read().inputs).toMatchObject([{ name: "name", value: "Ana" }]);
    expect(phone.problems).toEqual([]);
  });
});

const here = existsSync(reference);
(here ? describe : describe.skip)("the reference's branching definitions (skipped where ../shared is absent)", () => {
  it.each(["demo-form", "health-history", "home-insurance-quote", "pt-intake", "translation-base"])(
    "%s can be filled in to its end, whichever option is taken",
    async (name) => {
      const form = formFromTypeform(read(path.join(reference, `${name}.json`)));
      const ways = new Set<string>();
      for (const option of [0, 1, 2]) {
        const { open, known } = business(form);
        const phone = await open();
        for (let screens = 0; phone.status === "open" && screens < 60; screens += 1) {
          for (let before = -1; before !== phone.read().inputs.length; ) {
            before = phone.read().inputs.length;
            phone.fill(somethingFor(phone.read(), option));
          }
          await phone.press();
          expect(phone.problems).toEqual([]);
          expect(phone.read().snackbar).toBeUndefined();
        }
        expect(phone.status).toBe("completed");
        expect(known.decisions.at(-1)).toMatchObject({ kind: "accept" });
        ways.add(phone.exchanges.map(({ request }) => request.screen).join(" "));
      }
      expect(ways.size).toBeGreaterThan(1);
    },
  );
});

/** Any value that fits: the option wished for, or the last there is. */
function somethingFor({ inputs }: PhoneView, option: number): Record<string, unknown> {
  return Object.fromEntries(
    inputs.map((input) => {
      const options = "options" in input && input.options ? input.options : [];
      const place = /_(\d+)$/.exec(input.name)?.[1];
      const isRanking = place !== undefined && inputs.filter(({ name }) => /_\d+$/.test(name)).length > 2;
      const wished = isRanking ? options[Number(place) - 1] : options[option];
      const chosen = (wished ?? options.at(-1))?.id;
      if (input.type === "CheckboxGroup") return [input.name, [chosen]];
      if (chosen !== undefined) return [input.name, chosen];
      if (input.limits.files) return [input.name, [photo]];
      if (input.type === "OptIn") return [input.name, true];
      if (input.type === "DatePicker") return [input.name, "2026-05-04"];
      return [input.name, typedInto(input)];
    }),
  );
}

function typedInto({ name, limits }: PhoneView["inputs"][number]): string {
  if (limits.inputType === "email") return "ana@example.org";
  if (limits.inputType === "phone") return "+919876543210";
  if (limits.inputType === "number") return "18";
  return /site|url|link/.test(name) ? "https://example.org" : "Some words";
}
