import { describe, expect, it } from "@jest/globals";
import { answerMessage } from "../../../core/submission/messages.ts";
import { readScreen } from "../../../core/submission/validate.ts";
import { choices, type FieldSketch, formOf, screenOf } from "./screens.ts";

/** Reads one answer to one field: the value, the code of the refusal, or undefined for "not answered". */
function answer(field: Omit<FieldSketch, "id">, raw: unknown): unknown {
  const form = formOf({ ...field, id: "q", kind: String(field["kind"]) });
  const reading = readScreen(form, screenOf("ONLY", ["q"]), { q: raw });
  return reading.ok ? reading.answers[0]?.value : reading.problems.map(({ code }) => code).join();
}

const three = choices("a", "b", "c");

describe("an answer is read as its field's kind", () => {
  it.each<[string, Omit<FieldSketch, "id">, unknown, unknown]>([
    ["text", { kind: "short_text" }, " Ana ", "Ana"],
    ["text at its limit, counted in characters", { kind: "short_text", maxLength: 3 }, "a👍b", "a👍b"],
    ["text that is too long", { kind: "short_text", maxLength: 3 }, "abcd", "too_long"],
    ["text that is too short", { kind: "long_text", minLength: 3 }, "ab", "too_short"],
    ["text of an absurd size", { kind: "long_text" }, "x".repeat(10_001), "too_large"],
    ["text with bounds that cannot be met", { kind: "short_text", minLength: 9, maxLength: 3 }, "abcdef", "abcdef"],
    ["text that fits its pattern", { kind: "short_text", pattern: "^[A-Z]{2}[0-9]+$" }, "ES42", "ES42"],
    ["text that does not", { kind: "short_text", pattern: "^[A-Z]{2}[0-9]+$" }, "es42", "pattern"],
    ["a Unicode pattern", { kind: "short_text", pattern: "^\\p{L}+$" }, "Zoë", "Zoë"],
    ["a number where text is asked", { kind: "short_text" }, 5, "wrong_type"],
    ["an object where text is asked", { kind: "long_text" }, { a: 1 }, "wrong_type"],
    ["an e-mail address", { kind: "email" }, " ana.diaz+x@example.co.uk ", "ana.diaz+x@example.co.uk"],
    ["an international e-mail address", { kind: "email" }, "zoë@bücher.example", "zoë@bücher.example"],
    ["no domain", { kind: "email" }, "ana@localhost", "not_an_email"],
    ["two at signs", { kind: "email" }, "ana@x@example.com", "not_an_email"],
    ["dots at the edge", { kind: "email" }, ".ana@example.com", "not_an_email"],
    ["an address of a number", { kind: "email" }, "ana@192.168.0.1", "not_an_email"],
    ["an international phone number", { kind: "phone" }, "+34 600 000 000", "+34600000000"],
    ["a national one with a country", { kind: "phone", defaultCountry: "es" }, "600 000 000", "+34600000000"],
    ["a national one without a country", { kind: "phone" }, "600 000 000", "not_a_phone"],
    ["a phone number in a sentence", { kind: "phone" }, "call +34 600 000 000 now", "not_a_phone"],
    ["a web address", { kind: "url" }, "https://example.org/a?b=c", "https://example.org/a?b=c"],
    ["one without a scheme", { kind: "url" }, "example.org", "example.org"],
    ["a script", { kind: "url" }, "javascript:alert(1)", "not_a_url"],
    ["a host that is none", { kind: "url" }, "https://localhost", "not_a_url"],
    ["a number", { kind: "number" }, 4.5, 4.5],
    ["a number in text", { kind: "number" }, "-4,5", -4.5],
    ["a number with a word", { kind: "number" }, "4 apples", "not_a_number"],
    ["an exponent", { kind: "number" }, "1e9", "not_a_number"],
    ["infinity", { kind: "number" }, Number.POSITIVE_INFINITY, "not_a_number"],
    ["a fraction where whole numbers are asked", { kind: "number", integer: true }, "4.5", "not_an_integer"],
    ["below the minimum", { kind: "number", min: 18 }, 17, "too_small"],
    ["the minimum", { kind: "number", min: 18 }, "18", 18],
    ["above the maximum", { kind: "number", max: 5 }, "6", "too_big"],
    ["a date", { kind: "date" }, "2024-02-29", "2024-02-29"],
    ["a day that does not exist", { kind: "date" }, "2023-02-29", "not_a_date"],
    ["a century that is no leap year", { kind: "date" }, "1900-02-29", "not_a_date"],
    ["the thirty-first of June", { kind: "date" }, "2024-06-31", "not_a_date"],
    ["a date in another order", { kind: "date" }, "29/02/2024", "not_a_date"],
    ["a date too early", { kind: "date", min: "2024-01-01" }, "2023-12-31", "too_early"],
    ["a date too late", { kind: "date", max: "2024-01-01" }, "2024-01-02", "too_late"],
    ["a bound that is no date", { kind: "date", min: "today" }, "2024-01-02", "2024-01-02"],
    ["a time", { kind: "time" }, "09:30", "09:30"],
    ["a time that does not exist", { kind: "time" }, "24:00", "not_a_time"],
    ["an offered choice", { kind: "single_choice", choices: three }, "b", "b"],
    ["a choice that was not offered", { kind: "dropdown", choices: three }, "z", "not_offered"],
    ["a label instead of an id", { kind: "single_choice", choices: three }, "B", "not_offered"],
    ["a list where one is asked", { kind: "single_choice", choices: three }, ["b"], "wrong_type"],
    ["several choices, in the form's order", { kind: "multiple_choice", choices: three }, ["c", "a"], ["a", "c"]],
    ["one of them not offered", { kind: "multiple_choice", choices: three }, ["a", "z"], "not_offered"],
    ["one of them twice", { kind: "multiple_choice", choices: three }, ["a", "a"], "duplicate_choice"],
    ["one that is no text", { kind: "multiple_choice", choices: three }, ["a", 1], "wrong_type"],
    ["one where a list is asked", { kind: "multiple_choice", choices: three }, "a", "wrong_type"],
    ["a list of absurd length", { kind: "multiple_choice", choices: three }, Array(251).fill("a"), "too_large"],
    ["too few choices", { kind: "multiple_choice", choices: three, minSelect: 2 }, ["a"], "too_few"],
    ["too many choices", { kind: "multiple_choice", choices: three, maxSelect: 2 }, ["a", "b", "c"], "too_many"],
    ["more than there are", { kind: "multiple_choice", choices: three, minSelect: 5 }, ["a"], ["a"]],
    ["one picture", { kind: "picture_choice", choices: three, multiple: false }, "a", "a"],
    ["several pictures", { kind: "picture_choice", choices: three, multiple: true }, ["b", "a"], ["a", "b"]],
    ["a tick", { kind: "boolean" }, true, true],
    ["no, by an option", { kind: "boolean" }, "false", false],
    ["neither yes nor no", { kind: "boolean" }, "maybe", "not_offered"],
    ["consent given", { kind: "consent", required: true }, true, true],
    ["consent declined", { kind: "consent", required: true }, false, "required"],
    ["optional consent declined", { kind: "consent" }, false, false],
    ["stars, by an option's id", { kind: "rating", steps: 5 }, "4", 4],
    ["more stars than there are", { kind: "rating", steps: 5 }, "6", "not_offered"],
    ["half a star", { kind: "rating", steps: 5 }, 2.5, "not_offered"],
    ["a step of a scale", { kind: "opinion_scale", from: -2, to: 2 }, "-2", -2],
    ["no step of it", { kind: "opinion_scale", from: -2, to: 2 }, "3", "not_offered"],
    ["zero on a recommendation scale", { kind: "nps" }, "0", 0],
    ["eleven on it", { kind: "nps" }, 11, "not_offered"],
  ])("%s", (_name, field, raw, expected) => {
    expect(answer(field, raw)).toEqual(expected);
  });
});

describe("unanswered", () => {
  it.each([[undefined], [""], ["   "], [[]], [null]])("%j gives no answer where none is needed", (raw) => {
    expect(answer({ kind: "short_text" }, raw)).toBeUndefined();
  });

  it.each([[undefined], [""], ["   "], [[]], [null]])("%j is a problem where one is needed", (raw) => {
    expect(answer({ kind: "multiple_choice", choices: three, required: true }, raw)).toBe("required");
  });
});

describe("a screen", () => {
  const form = formOf(
    { id: "name", kind: "short_text", required: true },
    { id: "mail", kind: "email" },
    {
      id: "home",
      kind: "address",
      parts: [
        { key: "street", label: "Street", required: true },
        { key: "floor", label: "Floor", required: false },
      ],
    },
    {
      id: "food",
      kind: "matrix",
      rows: [
        { key: "soup", label: "Soup", required: true },
        { key: "salad", label: "Salad", required: false },
      ],
      columns: choices("good", "bad"),
      multiple: false,
    },
    { id: "rank", kind: "ranking", choices: choices("x", "y") },
    { id: "who", kind: "contact_info", parts: [{ key: "email", label: "E-mail", required: false }] },
  );
  const screen = screenOf("S", ["name", "mail", "home.street", "home.floor", "food.soup", "food.salad"]);

  it("gives its answers in its own order, with their parts, and ignores what it does not ask", () => {
    const payload = {
      other: "x",
      "food.soup": "good",
      "home.street": "Main St 1",
      name: "Ana",
      mail: "",
      constructor: "y",
    };
    expect(readScreen(form, screen, payload)).toEqual({
      ok: true,
      answers: [
        { fieldId: "name", value: "Ana" },
        { fieldId: "home", part: "street", value: "Main St 1" },
        { fieldId: "food", part: "soup", value: "good" },
      ],
    });
  });

  it("names every problem, with its part and a sentence", () => {
    const reading = readScreen(form, screen, { mail: "nobody", "food.soup": "fair" });
    expect(reading).toEqual({
      ok: false,
      problems: [
        { fieldId: "name", code: "required", message: answerMessage("en", "required") },
        { fieldId: "mail", code: "not_an_email", message: answerMessage("en", "not_an_email") },
        { fieldId: "home", part: "street", code: "required", message: answerMessage("en", "required") },
        { fieldId: "food", part: "soup", code: "not_offered", message: answerMessage("en", "not_offered") },
      ],
    });
  });

  it("does not take what objects inherit for an answer", () => {
    const odd = formOf({ id: "constructor", kind: "short_text", required: true });
    expect(readScreen(odd, screenOf("S", ["constructor"]), {})).toMatchObject({ ok: false });
  });

  it("refuses the same place twice in a ranking", () => {
    const ranking = screenOf("S", ["rank.1", "rank.2"]);
    expect(readScreen(form, ranking, { "rank.1": "x", "rank.2": "y" })).toMatchObject({ ok: true });
    expect(readScreen(form, ranking, { "rank.1": "x", "rank.2": "x" })).toMatchObject({
      ok: false,
      problems: [{ part: "2", code: "duplicate_choice" }],
    });
  });

  it("reads contact details as what they are", () => {
    const contact = screenOf("S", ["who.email"]);
    expect(readScreen(form, contact, { "who.email": "nobody" })).toMatchObject({
      problems: [{ code: "not_an_email" }],
    });
  });
});

describe("hostile patterns", () => {
  it.each([
    ["(a+)+$"],
    ["^(a|a)*$"],
    ["^(a?a?)*b$"],
    ["^([a-z]+)*$"],
    ["(x+x+)+y"],
    ["^(\\w+\\s?)*$"],
    ["^((a{1,9}){1,9})*$"],
    ["^a*a*a*a*a*b$"],
    ["^(a)\\1+$"],
    ["([a-z"],
  ])("%s is left to the phone, and costs nothing", (pattern) => {
    expect(answer({ kind: "short_text", pattern }, "a".repeat(199))).toBe("a".repeat(199));
  });

  it("tries no pattern on a text longer than its limit", () => {
    expect(answer({ kind: "short_text", pattern: "^a+$" }, "a".repeat(201))).toBe("too_long");
  });
});
