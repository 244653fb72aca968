/** What choosing sets off: changes of the screen's data, and questions to the endpoint (WhatsApp reference 1.7, 2.4). */
import { describe, expect, it } from "@jest/globals";
import { PhoneRefusal } from "../../phone/index.ts";
import { completing, screen, send, text } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const update = (payload: object) => ({ name: "update_data", payload });
const flagged = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: "boolean", __example__: false }]));
const off = { other: false, more: false };
const option = (id: string, more: object = {}) => ({ id, title: id.toUpperCase(), ...more });
const other = text("other", { visible: "${data.other}" });
const more = text("more", { visible: "${data.more}" });
const open = (input: object, version = "7.3") =>
  openRehearsed({ ...completing([input, other, more], {}, { data: flagged("other", "more") }), version }, rehearse(), {
    mode: "navigate",
    data: off,
  });
type Phone = Awaited<ReturnType<typeof open>>;
const shown = (phone: Phone) =>
  phone
    .read()
    .inputs.slice(1)
    .map(({ name }) => name);

describe("update_data", () => {
  it.each(["RadioButtonsGroup", "Dropdown"])("of single options, in a %s", async (type) => {
    const ask = { "on-select-action": update({ other: true }), "on-unselect-action": update({ other: false }) };
    const phone = await open({ type, name: "q", label: "Q", "data-source": [option("a"), option("b", ask)] });
    phone.fill({ q: "b" });
    expect(shown(phone)).toEqual(["other"]);
    phone.fill({ q: "a" });
    expect(shown(phone)).toEqual([]);
  });

  it.each(["CheckboxGroup", "ChipsSelector"])("of single options, each for itself, in a %s", async (type) => {
    const sets = (name: string) => ({
      "on-select-action": update({ [name]: true }),
      "on-unselect-action": update({ [name]: false }),
    });
    const source = [option("a"), option("b", sets("other")), option("c", sets("more"))];
    const phone = await open({ type, name: "q", label: "Q", "data-source": source, "min-selected-items": 2 });
    phone.type("q", ["b"]);
    expect(shown(phone)).toEqual(["other"]);
    phone.type("q", ["b", "c"]);
    expect(shown(phone)).toEqual(["other", "more"]);
    phone.type("q", ["c"]);
    expect(shown(phone)).toEqual(["more"]);
    phone.type("q", []);
    expect(shown(phone)).toEqual([]);
  });

  it("of a whole input, which sees the value that was chosen", async () => {
    const action = update({ other: "`${form.q} == 'b'`" });
    const source = [option("a"), option("b")];
    const phone = await open({
      type: "RadioButtonsGroup",
      name: "q",
      label: "Q",
      "data-source": source,
      "on-select-action": action,
    });
    phone.fill({ q: "b" });
    expect(shown(phone)).toEqual(["other"]);
    phone.fill({ q: "a" });
    expect(shown(phone)).toEqual([]);
  });

  it("of an OptIn: ticked, and no longer ticked", async () => {
    const phone = await open({
      type: "OptIn",
      name: "q",
      label: "Q",
      "on-select-action": update({ other: true }),
      "on-unselect-action": update({ other: false }),
    });
    phone.fill({ q: true });
    expect(shown(phone)).toEqual(["other"]);
    phone.fill({ q: false });
    expect(shown(phone)).toEqual([]);
  });

  it("hears of both where there is no action for unselecting", async () => {
    const phone = await open({
      type: "OptIn",
      name: "q",
      label: "Q",
      "on-select-action": update({ other: "${form.q}" }),
    });
    phone.fill({ q: true });
    expect(shown(phone)).toEqual(["other"]);
    phone.fill({ q: false });
    expect(shown(phone)).toEqual([]);
  });

  it.each([
    ["7.3", ["other"]],
    ["5.1", []],
  ])("also runs when the screen is shown with a value, from 6.0: in %s", async (version, expected) => {
    const phone = await open(
      {
        type: "Dropdown",
        name: "q",
        label: "Q",
        "data-source": [option("a")],
        "init-value": "a",
        "on-select-action": update({ other: true }),
      },
      version,
    );
    expect(shown(phone)).toEqual(expected);
  });

  it("changes nothing where the values are refused", async () => {
    const phone = await open({
      type: "CheckboxGroup",
      name: "q",
      label: "Q",
      "data-source": [option("a", { "on-select-action": update({ other: true }) })],
    });
    expect(() => phone.fill({ q: ["a"], nothing: 1 })).toThrow(PhoneRefusal);
    expect(shown(phone)).toEqual([]);
  });

  it.each([
    ["data that the screen does not have", { unknown: true }, "no data unknown"],
    ["a value of another type", { other: "yes" }, "does not fit"],
  ])("of %s is a loud error", async (_, payload, why) => {
    const phone = await open({ type: "OptIn", name: "q", label: "Q", "on-select-action": update(payload) });
    const fill = () => phone.fill({ q: true });
    expect(fill).toThrow(expect.objectContaining({ name: "BrokenFlow", message: expect.stringContaining(why) }));
  });
});

describe("a question to the endpoint on choosing", () => {
  const cities = { type: "array", items: { type: "object", properties: {} }, __example__: [] };
  const ask = { name: "data_exchange", payload: { chosen: "${form.country}" } };
  const flow = (input: object) => ({
    version: "7.3",
    data_api_version: "3.0",
    routing_model: { WHERE: ["THERE"], THERE: [] },
    screens: [
      screen(
        "WHERE",
        [
          input,
          { type: "Dropdown", name: "city", label: "City", "data-source": "${data.cities}" },
          send({ city: "${form.city}" }),
        ],
        { data: { cities, preset: { type: "string", __example__: "" } } },
      ),
      screen("THERE", [text("street"), send({})], { terminal: true }),
    ],
  });
  const country = {
    type: "Dropdown",
    name: "country",
    label: "Country",
    "data-source": [option("it"), option("fr")],
    "init-value": "${data.preset}",
    "on-select-action": ask,
  };
  const where = (preset: string, ...ids: string[]) => ({
    clear: { version: "3.0", screen: "WHERE", data: { preset, cities: ids.map((id) => option(id)) } },
  });
  const cityIds = (phone: Phone) => phone.read().inputs[1]?.options?.map(({ id }) => id);

  it("waits until it is settled, and shows the answer with what was chosen", async () => {
    const rehearsal = rehearse(where("", "-"), where("", "rome"), where("", "paris"));
    const phone = await openRehearsed(flow(country), rehearsal);
    expect(phone.isAsking).toBe(false);
    phone.fill({ country: "it" });
    expect(phone.isAsking).toBe(true);
    await phone.settle();
    expect(rehearsal.heard.at(-1)).toMatchObject({ action: "data_exchange", screen: "WHERE", data: { chosen: "it" } });
    expect(cityIds(phone)).toEqual(["rome"]);
    expect(phone.read().inputs[0]?.value).toBe("it");
    phone.fill({ country: "fr" });
    await phone.settle();
    await phone.settle();
    expect(rehearsal.heard).toHaveLength(3);
    expect(cityIds(phone)).toEqual(["paris"]);
  });

  it("comes before the button that is pressed after it", async () => {
    const rehearsal = rehearse(where("", "rome"), where("", "rome"), { clear: { screen: "THERE", data: {} } });
    const phone = await openRehearsed(flow(country), rehearsal);
    phone.fill({ country: "it", city: "rome" });
    await phone.press();
    expect(rehearsal.heard.slice(1)).toMatchObject([{ data: { chosen: "it" } }, { data: { city: "rome" } }]);
  });

  it("keeps the button from being pressed where it leads to another screen", async () => {
    const phone = await openRehearsed(
      flow(country),
      rehearse(where("", "rome"), { clear: { screen: "THERE", data: {} } }),
    );
    phone.fill({ country: "it" });
    await expect(phone.press()).rejects.toThrow("led elsewhere");
    expect(phone.read().screen).toBe("THERE");
  });

  it("is asked once when the screen arrives with a value, and not again for its answer", async () => {
    const rehearsal = rehearse(where("it", "-"), where("it", "rome"));
    const phone = await openRehearsed(flow(country), rehearsal);
    expect(rehearsal.heard).toMatchObject([{ action: "INIT" }, { data: { chosen: "it" } }]);
    expect(cityIds(phone)).toEqual(["rome"]);
  });

  it.each([
    ["DatePicker", {}, "2027-03", "2027-03-01", "2027-03-01"],
    [
      "CalendarPicker",
      { mode: "range", label: { "start-date": "A", "end-date": "B" } },
      { "start-date": "2027-03-01", "end-date": "" },
      { "start-date": "2027-03-01", "end-date": "2027-03-04" },
      { "start-date": "2027-03-01", "end-date": "2027-03-04" },
    ],
  ])("of a %s waits for a whole date", async (type, properties, half, whole, sent) => {
    const day = {
      type,
      name: "day",
      label: "Day",
      ...properties,
      "on-select-action": { name: "data_exchange", payload: { day: "${form.day}" } },
    };
    const rehearsal = rehearse(where("", "-"), where("", "rome"));
    const phone = await openRehearsed(flow(day), rehearsal);
    phone.type("day", half);
    expect(phone.isAsking).toBe(false);
    phone.type("day", whole);
    await phone.settle();
    expect(rehearsal.heard.at(-1)).toMatchObject({ data: { day: sent } });
  });

  it("leaves the person where they are when the endpoint fails, with the word that something went wrong", async () => {
    const phone = await openRehearsed(flow(country), rehearse(where("", "-"), { status: 500, raw: "" }));
    phone.fill({ country: "it" });
    await phone.settle();
    expect(phone.read()).toMatchObject({ screen: "WHERE", error: expect.stringContaining("went wrong") });
    expect(phone.read().inputs[0]?.value).toBe("it");
  });
});
