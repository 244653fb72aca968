import { describe, expect, it } from "@jest/globals";
import { type FlowOnPhone, PhoneRefusal } from "../../phone/index.ts";
import { completing, text } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const options = ["a", "b", "c"].map((id) => ({ id, title: id.toUpperCase(), enabled: id !== "c" }));
const open = (component: object, data?: Record<string, unknown>, model: object = {}): Promise<FlowOnPhone> =>
  openRehearsed(completing([component], {}, { data: model }), rehearse(), { mode: "navigate", ...(data && { data }) });

function refusal(phone: FlowOnPhone, values: Record<string, unknown>): string[] {
  try {
    phone.fill(values);
  } catch (error) {
    if (error instanceof PhoneRefusal) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}

const dates = { "min-date": "2026-01-10", "max-date": "2026-01-20", "unavailable-dates": ["2026-01-15"] };

describe("what an input takes", () => {
  it.each([
    ["text", text("f"), "hello", []],
    ["text over 80 characters", text("f"), "x".repeat(81), ["too_long"]],
    ["text over its own limit", text("f", { "max-chars": "3" }), "xxxx", ["too_long"]],
    ["text below its limit", text("f", { "min-chars": 3 }), "xx", ["too_short"]],
    [
      "text against its pattern",
      text("f", { pattern: "^[0-9]{4}$", "helper-text": "4 digits" }),
      "12a4",
      ["bad_format"],
    ],
    ["an e-mail", text("f", { "input-type": "email" }), "ana@example.org", []],
    ["no e-mail", text("f", { "input-type": "email" }), "ana@", ["bad_format"]],
    ["a number typed as number", text("f", { "input-type": "number" }), -4.5, []],
    ["no number", text("f", { "input-type": "number" }), "four", ["bad_format"]],
    ["no passcode", text("f", { "input-type": "passcode" }), "12x", ["bad_format"]],
    ["a phone", text("f", { "input-type": "phone" }), "+34 600 00 00 00", []],
    ["no phone", text("f", { "input-type": "phone" }), "call me", ["bad_format"]],
    ["a boolean as text", text("f"), true, ["wrong_type"]],
    ["a long text", { type: "TextArea", name: "f", label: "F" }, "x".repeat(600), []],
    ["a text area over 600 characters", { type: "TextArea", name: "f", label: "F" }, "x".repeat(601), ["too_long"]],
    ["an option", { type: "RadioButtonsGroup", name: "f", label: "F", "data-source": options }, "b", []],
    ["an unknown option", { type: "Dropdown", name: "f", label: "F", "data-source": options }, "z", ["unknown_option"]],
    [
      "a disabled option",
      { type: "Dropdown", name: "f", label: "F", "data-source": options },
      "c",
      ["disabled_option"],
    ],
    ["several options", { type: "CheckboxGroup", name: "f", label: "F", "data-source": options }, ["a", "b"], []],
    [
      "an option twice",
      { type: "CheckboxGroup", name: "f", label: "F", "data-source": options },
      ["a", "a"],
      ["chosen_twice"],
    ],
    [
      "too many",
      { type: "ChipsSelector", name: "f", label: "F", "data-source": options, "max-selected-items": 1 },
      ["a", "b"],
      ["too_many"],
    ],
    [
      "too few",
      { type: "CheckboxGroup", name: "f", label: "F", "data-source": options, "min-selected-items": 2 },
      ["a"],
      ["too_few"],
    ],
    [
      "one id where a list belongs",
      { type: "CheckboxGroup", name: "f", label: "F", "data-source": options },
      "a",
      ["wrong_type"],
    ],
    ["agreement", { type: "OptIn", name: "f", label: "F" }, true, []],
    ["agreement as text", { type: "OptIn", name: "f", label: "F" }, "yes", ["wrong_type"]],
    ["a date", { type: "DatePicker", name: "f", label: "F", ...dates }, "2026-01-12", []],
    ["a date in another order", { type: "DatePicker", name: "f", label: "F" }, "12.01.2026", ["bad_format"]],
    ["a day that does not exist", { type: "DatePicker", name: "f", label: "F" }, "2026-02-30", ["bad_format"]],
    [
      "a date before the first",
      { type: "DatePicker", name: "f", label: "F", ...dates },
      "2026-01-09",
      ["out_of_range"],
    ],
    ["a date after the default range", { type: "DatePicker", name: "f", label: "F" }, "2101-01-01", ["out_of_range"]],
    ["a blocked date", { type: "DatePicker", name: "f", label: "F", ...dates }, "2026-01-15", ["unavailable"]],
    [
      "a closed weekday",
      { type: "CalendarPicker", name: "f", label: "F", "include-days": ["Mon"] },
      "2026-01-13",
      ["unavailable"],
    ],
    ["an input that is off", text("f", { enabled: false }), "x", ["disabled_input"]],
    ["an input that is not shown", text("f", { visible: false }), "x", ["unknown_input"]],
  ])("%s", async (_, component, value, problems) => {
    const phone = await open(component);
    expect(refusal(phone, { f: value })).toEqual(problems);
  });

  const range = {
    type: "CalendarPicker",
    name: "f",
    mode: "range",
    label: { "start-date": "From", "end-date": "To" },
    required: { "start-date": true, "end-date": true },
    "min-days": 2,
    "max-days": 3,
  };
  it.each([
    ["two days", "2026-01-12", "2026-01-13", []],
    ["one day too few", "2026-01-12", "2026-01-12", ["out_of_range"]],
    ["an end before the start", "2026-01-12", "2026-01-10", ["bad_format"]],
  ])("a date range of %s", async (_, from, to, problems) => {
    const phone = await open(range);
    expect(phone.read().inputs[0]).toMatchObject({ label: "From / To", required: true });
    expect(refusal(phone, { f: { "start-date": from, "end-date": to } })).toEqual(problems);
  });
});

describe("fill", () => {
  it("changes nothing when one value is refused", async () => {
    const flow = completing([text("a"), text("b", { "max-chars": 1 })], {});
    const phone = await openRehearsed(flow, rehearse(), { mode: "navigate" });
    expect(refusal(phone, { a: "typed", b: "xx" })).toEqual(["too_long"]);
    expect(phone.read().inputs.map(({ value }) => value)).toEqual(["", ""]);
  });

  it("does not know inputs of other screens", async () => {
    const phone = await open(text("a"));
    expect(refusal(phone, { other: "x" })).toEqual(["unknown_input"]);
  });
});

describe("the button", () => {
  it.each([
    ["a required text is empty", text("f", { required: true })],
    ["a required agreement is missing", { type: "OptIn", name: "f", label: "F", required: true }],
    [
      "a required choice is missing",
      { type: "CheckboxGroup", name: "f", label: "F", required: true, "data-source": options },
    ],
    // WhatsApp reference 2.4: a required input that is hidden still blocks.
    ["a hidden input is required", text("f", { required: true, visible: false })],
  ])("stays disabled while %s", async (_, component) => {
    const phone = await open(component);
    expect(phone.read().footer?.enabled).toBe(false);
    const pressing = phone.press();
    await expect(pressing).rejects.toBeInstanceOf(PhoneRefusal);
    await expect(pressing).rejects.toMatchObject({ problems: [{ input: "f", code: "required" }] });
  });

  it("stays disabled while a prefilled value is no option", async () => {
    const component = { type: "Dropdown", name: "f", label: "F", "data-source": options, "init-value": "${data.pre}" };
    const model = { pre: { type: "string", __example__: "a" } };
    const phone = await open(component, { pre: "gone" }, model);
    await expect(phone.press()).rejects.toMatchObject({ problems: [{ code: "unknown_option" }] });
    expect(refusal(phone, { f: "a" })).toEqual([]);
    await phone.press();
    expect(phone.status).toBe("completed");
  });

  it("is not pressed twice at once", async () => {
    const phone = await open(text("f"));
    const both = await Promise.allSettled([phone.press(), phone.press()]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});
