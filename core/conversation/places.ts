/** Limited places, as one exchange sees them. */
import type { CompiledScreen } from "../flow/types.ts";
import type { Choice, FieldId } from "../form/types.ts";
import { type Claim, claimOn, claimsOf, isShort, type Places } from "./capacity.ts";
import type { Need, Talk } from "./types.ts";
import { type Way, wayThrough } from "./way.ts";

export interface Known {
  kind: "known";
  places: Places;
}

/** What is taken, where this Flow limits anything. Undefined: nothing is limited, or nobody can tell. */
export function placesIn({ flow, situation }: Talk): Known | Need | undefined {
  if (!flow.capacity || flow.capacity.length === 0 || !situation) return undefined;
  const { places } = situation;
  if (places === undefined) return { kind: "need", effect: { kind: "capacity", key: "places" } };
  return places === "failed" ? undefined : { kind: "known", places };
}

/** Whether one more of a choice is too much, for as many places as the answers so far ask for. */
export function fullChoices(talk: Talk, known: Known | undefined): (field: FieldId, choice: Choice) => boolean {
  const { flow, session } = talk;
  if (!known || !flow.capacity) return () => false;
  const { capacity, form } = flow;
  const { answers } = wayThrough(flow, session.payloads, session);
  return (field, { value, label }) => {
    const claim = claimOn(form, capacity, { field, value, label }, answers);
    return claim !== undefined && isShort(claim, known.places);
  };
}

/** Whether the form as a whole has no place left, not even for one. */
export function isFull({ flow }: Talk, known: Known | undefined): boolean {
  if (!known || !flow.capacity) return false;
  const whole = claimsOf(flow.form, flow.capacity, []).filter(({ field }) => field === "");
  return whole.some((claim) => isShort(claim, known.places));
}

/** A claim that cannot be met, and the place on the way of the screen that makes it; -1 for the form as a whole. */
export interface Shortage {
  claim: Claim;
  at: number;
}

/** Every claim of these answers that cannot be met, in the order of the way. */
export function shortages({ flow }: Talk, known: Known | undefined, way: Way): Shortage[] {
  if (!known || !flow.capacity) return [];
  const place = ({ field }: Claim) => way.screens.findIndex((screen) => asks(screen, field));
  return claimsOf(flow.form, flow.capacity, way.answers)
    .filter((claim) => isShort(claim, known.places))
    .map((claim) => ({ claim, at: place(claim) }))
    .sort((one, other) => one.at - other.at);
}

/** The way up to the first screen whose places are gone: what was chosen there has to be chosen anew. */
export function goodPart(talk: Talk, known: Known | undefined, way: Way): readonly CompiledScreen[] {
  const first = shortages(talk, known, way).find(({ at }) => at >= 0);
  return first ? way.screens.slice(0, first.at + 1) : way.screens;
}

export function asks({ inputs }: CompiledScreen, field: FieldId | undefined): boolean {
  return inputs.some(({ fieldId }) => fieldId === field);
}
