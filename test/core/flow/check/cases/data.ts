/** Data models (WhatsApp reference 1.4). */
import { type Case, one, type Part } from "../flows.ts";

const model = (x: unknown): Part => one([], { data: { x } });

/** A broken declaration and the sound one beside it. */
function declaration(rule: string, path: string, broken: unknown, near: unknown, code: Case["code"]): Case {
  return { rule, code, path: `screens[0].data.x${path}`, broken: model(broken), near: model(near) };
}

const text = { type: "string", __example__: "Hello" };
const texts = { type: "array", items: { type: "string" }, __example__: ["a"] };
const object = { type: "object", properties: { a: { type: "string" } }, __example__: { a: "b" } };
const inside = (a: unknown): Part => ({ type: "object", properties: { a }, __example__: {} });

export const dataCases: Case[] = [
  declaration("a declaration is an object", "", "string", text, "INVALID_PROPERTY_TYPE"),
  declaration("data has a type", ".type", { __example__: "Hello" }, text, "MISSING_REQUIRED_TYPE_PROPERTY"),
  declaration("the type is one of five", ".type", { ...text, type: "text" }, text, "INVALID_SCREEN_DATA"),
  declaration("data has an example", ".__example__", { type: "string" }, text, "INVALID_SCREEN_DATA"),
  declaration("the example is of the type", ".__example__", { ...text, __example__: 5 }, text, "INVALID_SCREEN_DATA"),
  declaration("the example's items are", ".__example__", { ...texts, __example__: [1] }, texts, "INVALID_SCREEN_DATA"),
  declaration(
    "the example's properties are",
    ".__example__",
    { ...object, __example__: { a: true } },
    { ...object, __example__: {} },
    "INVALID_SCREEN_DATA",
  ),
  declaration("an array has items", ".items", { type: "array", __example__: [] }, texts, "INVALID_SCREEN_DATA"),
  declaration(
    "items are declared by an object or a boolean",
    ".items",
    { ...texts, items: "string" },
    { ...texts, items: true },
    "INVALID_SCREEN_DATA",
  ),
  declaration(
    "an object has properties",
    ".properties",
    { type: "object", __example__: {} },
    object,
    "INVALID_SCREEN_DATA",
  ),
  declaration(
    "properties are an object",
    ".properties",
    { ...object, properties: ["a"] },
    object,
    "INVALID_SCREEN_DATA",
  ),
  declaration("only an array has items", ".items", { ...text, items: { type: "string" } }, text, "INVALID_SCREEN_DATA"),
  declaration("only an object has properties", ".properties", { ...text, properties: {} }, text, "INVALID_SCREEN_DATA"),
  declaration(
    "an example stands at the top only",
    ".properties.a.__example__",
    inside({ type: "string", __example__: "b" }),
    inside({ type: "string" }),
    "INVALID_SCREEN_DATA",
  ),
  declaration(
    "nested declarations are checked",
    ".properties.a.items.type",
    inside({ type: "array", items: {} }),
    inside({ type: "array", items: { type: "number" } }),
    "MISSING_REQUIRED_TYPE_PROPERTY",
  ),
];
