/** Requests that open well and make no sense. Each must get an encrypted answer that the protocol allows. */
import type { Dice } from "./dice.ts";
import { jsonText, name, objectText, text } from "./values.ts";

export interface FuzzedRequest {
  readonly what: string;
  /** JSON text, to be sealed. */
  readonly contents: string;
}

/** What is known of the form, so that nonsense gets further than the door. */
export interface Known {
  /** A valid flow token, or empty: then no request gets past it. */
  readonly token: string;
  readonly screens: readonly KnownScreen[];
}

export interface KnownScreen {
  readonly id: string;
  /** Names of the screen's data, or of its inputs. */
  readonly names: readonly string[];
}

export function inside(dice: Dice, known: Known): FuzzedRequest {
  if (dice.chance(0.15)) return { what: "random JSON, sealed", contents: jsonText(dice) };
  const action = dice.chance(0.8)
    ? dice.pick(["INIT", "BACK", "data_exchange", "data_exchange", "navigate"])
    : undefined;
  const token = known.token !== "" && dice.chance(0.9) ? JSON.stringify(known.token) : text(dice);
  const place = known.screens[dice.below(known.screens.length)];
  const screen = place && dice.chance(0.6) ? JSON.stringify(place.id) : text(dice);
  const fields: (readonly [string, string])[] = [
    ["version", mostly(dice, dice.pick(['"3.0"', '"4.0"']))],
    ["action", mostly(dice, action === undefined ? text(dice) : JSON.stringify(action))],
    ["screen", mostly(dice, screen)],
    ["data", dice.chance(0.7) ? dataText(dice, place?.names ?? []) : jsonText(dice)],
    ["flow_token", mostly(dice, token)],
  ];
  if (dice.chance(0.05)) fields.push(["flow_token_signature", dice.chance(0.5) ? '"e30.e30.e30"' : jsonText(dice)]);
  if (dice.chance(0.2)) fields.push([name(dice), jsonText(dice)]);
  const kept = fields.filter(() => !dice.chance(0.05));
  return { what: `a request of ${action ?? "another action"}`, contents: objectText(kept) };
}

/** Mostly as it should be. */
function mostly(dice: Dice, good: string): string {
  return dice.chance(0.93) ? good : jsonText(dice);
}

function dataText(dice: Dice, names: readonly string[]): string {
  const entry = () => {
    const known = names[dice.below(names.length)];
    return [known !== undefined && dice.chance(0.5) ? known : name(dice), jsonText(dice, 2)] as const;
  };
  return objectText(Array.from({ length: dice.below(6) }, entry));
}
