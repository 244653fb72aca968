/** The entry screen of a Flow that was published before. */
import { describe, expect, it } from "@jest/globals";
import { entryScreen } from "../../../core/conversation/index.ts";
import { compile, type FrozenEntry, frozenEntryOf } from "../../../core/flow/index.ts";
import type { CompiledFlow, DataProperty } from "../../../core/flow/types.ts";
import type { Field, Form } from "../../../core/form/types.ts";
import { choices, field, formOf } from "./forms.ts";

const text = (id: string) => field(id, { kind: "short_text", title: `The ${id}` });
const list = (id: string) => field(id, { kind: "multiple_choice", allowOther: false, choices: choices(3) });
const one = (id: string) => field(id, { kind: "single_choice", allowOther: false, choices: choices(3) });
const [name, mail, town] = ["name", "mail", "town"].map(text) as [Field, Field, Field];

function entryOf({ flow }: CompiledFlow): FrozenEntry {
  const entry = frozenEntryOf(JSON.parse(JSON.stringify(flow)));
  if (!entry) throw new Error("The Flow has no entry screen.");
  return entry;
}

const publish = (form: Form, before?: FrozenEntry) => compile(form, {}, before);
const notices = ({ report }: CompiledFlow) => report.notices.map(({ level, code }) => [level, code]);
const prefilled = ({ flow }: CompiledFlow) =>
  flow.screens[0]?.layout.children.filter((each) => "init-value" in each).map((each) => each["name"]);
/** What a message or the endpoint sends for the entry screen. */
const sent = (form: Form, { screens }: CompiledFlow) => entryScreen({ form, screens, dataApiVersion: "3.0" }).data;

describe("an entry screen that was published", () => {
  const first = publish(formOf([name, mail]));
  const frozen = entryOf(first);

  it("is the same as ever where nothing changed", () => {
    expect(frozen).toMatchObject({ id: "PAGE_A", data: { prefill_name: { type: "string" }, prefill_mail: {} } });
    expect(publish(formOf([name, mail]), frozen)).toEqual(first);
    const renamed = publish(formOf([{ ...name, title: "Your whole name" }, mail]), frozen);
    expect([entryOf(renamed), notices(renamed)]).toEqual([frozen, []]);
  });

  it("keeps its data where a question came, which is then not filled in; the report says which", () => {
    const form = formOf([name, town, mail]);
    const again = publish(form, frozen);
    expect(entryOf(again)).toEqual(frozen);
    expect(again.check).toEqual({ ok: true, problems: [] });
    expect(again.publishable).toBe(true);
    expect(prefilled(again)).toEqual(["name", "mail"]);
    expect(notices(again)).toEqual([["info", "entry.kept"]]);
    expect(again.report.notices[0]?.message).toMatch(/“The town”/);
    expect(sent(form, again)).toEqual({ prefill_name: "", prefill_mail: "" });
  });

  it("keeps its data where questions went, or changed places", () => {
    for (const fields of [[name], [town], [mail, name]]) {
      const again = publish(formOf(fields), frozen);
      expect([entryOf(again), again.check.ok, again.publishable]).toEqual([frozen, true, true]);
      expect(sent(formOf(fields), again)).toEqual({ prefill_name: "", prefill_mail: "" });
    }
  });

  it("keeps its data where an answer became a list, or a list an answer", () => {
    const lists = entryOf(publish(formOf([list("likes"), name])));
    expect(lists.data).toMatchObject({ prefill_likes: { type: "array", items: { type: "string" } } });
    const single = publish(formOf([one("likes"), name]), lists);
    expect([entryOf(single), single.check.ok, prefilled(single)]).toEqual([lists, true, ["name"]]);
    expect(sent(formOf([one("likes"), name]), single)).toEqual({ prefill_likes: [], prefill_name: "" });
    const several = publish(formOf([list("name"), mail]), frozen);
    expect([entryOf(several), several.check.ok, prefilled(several)]).toEqual([frozen, true, ["mail"]]);
  });

  it("keeps its data where the form now begins with an introduction, behind which everything is filled in", () => {
    const town = { ...one("town"), choicesFrom: { source: "towns" } } as Field;
    const form = formOf([town, name]);
    const again = publish(form, frozen);
    expect(again.screens[0]?.inputs).toEqual([]);
    expect([entryOf(again), again.check, again.publishable]).toEqual([frozen, { ok: true, problems: [] }, true]);
    expect(sent(form, again)).toEqual({ prefill_name: "", prefill_mail: "" });
    expect(again.screens[1]?.inputs.map(({ prefill }) => prefill)).toEqual(["prefill_town", "prefill_name"]);
    // And the other way round: an introduction was published, and is not needed any more.
    const intro = entryOf(publish(form));
    expect(intro.data).toEqual({});
    const without = publish(formOf([name, mail]), intro);
    expect([entryOf(without), without.check.ok, prefilled(without)]).toEqual([intro, true, []]);
  });

  it("blocks publishing where that cannot be kept, and names what changed", () => {
    const options: DataProperty = { type: "array", items: { type: "object" }, __example__: [] };
    const broken: [FrozenEntry, RegExp][] = [
      [{ ...frozen, id: "WELCOME" }, /was called WELCOME and is now PAGE_A/],
      [{ ...frozen, data: { ...frozen.data, choices_town: options } }, /no choices_town any more/],
      [{ ...frozen, data: { ...frozen.data, seats: { type: "number", __example__: 1 } } }, /no seats any more/],
    ];
    for (const [before, words] of broken) {
      const again = publish(formOf([name, mail]), before);
      expect(again.publishable).toBe(false);
      expect(notices(again)).toEqual([["block", "entry.changed"]]);
      expect(again.report.notices[0]?.message).toMatch(words);
    }
  });

  it("is read from what was kept, and only from that", () => {
    for (const odd of [undefined, null, {}, { screens: [] }, { screens: [{ data: {} }] }, "x"]) {
      expect(frozenEntryOf(odd)).toBeUndefined();
    }
    expect(frozenEntryOf({ screens: [{ id: "A" }] })).toEqual({ id: "A", data: {} });
  });
});
