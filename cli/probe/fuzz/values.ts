/** JSON that nobody expects: hostile names, odd numbers, texts with NUL and half characters, deep and wide nesting. */
import type { Dice } from "./dice.ts";

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "",
  "error",
  "error_key",
  "error_message",
  "screen",
  "data",
  "then",
  "0",
  "flow_token",
] as const;

const texts = [
  "",
  " ",
  "null",
  "SUCCESS",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "${data.x}",
  "`${1}`",
  "\u0000",
  "\ud800",
  "\u202egnp.exe",
  "𝕳𝖊𝖑𝖑𝖔",
  "Zoë",
  "1e999",
] as const;

/** As JSON text, because some of it (`-0`, `1e999`, twice the same name, ten thousand levels) has no JavaScript value. */
export function jsonText(dice: Dice, depth = 0): string {
  const simple = [number, flag, text, longText, nothing] as const;
  if (depth > 3 || dice.chance(0.55)) return dice.pick(simple)(dice);
  if (dice.chance(0.02)) return deep(dice);
  const length = dice.below(5);
  if (dice.chance(0.5)) return `[${Array.from({ length }, () => jsonText(dice, depth + 1)).join(",")}]`;
  return objectText(Array.from({ length }, () => [name(dice), jsonText(dice, depth + 1)]));
}

export function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
}

export const name = (dice: Dice): string =>
  dice.chance(0.6) ? dice.pick(names) : dice.bytes(1 + dice.below(12)).toString("latin1");

const number = (dice: Dice) =>
  dice.pick(["0", "-0", "1", "-1", "1e999", "-1e-999", "9007199254740993", "0.1", String(dice.below(1_000_000))]);
const flag = (dice: Dice) => dice.pick(["true", "false"]);
const nothing = () => "null";
export const text = (dice: Dice): string =>
  JSON.stringify(dice.chance(0.6) ? dice.pick(texts) : dice.bytes(dice.below(40)).toString("latin1"));
const longText = (dice: Dice) =>
  JSON.stringify(dice.pick(["A", "\u0000", "é", "\ud83d\ude00"]).repeat(dice.below(4_000)));

function deep(dice: Dice): string {
  const levels = 1 + dice.below(10_000);
  return dice.chance(0.5) ? "[".repeat(levels) + "]".repeat(levels) : `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
}
