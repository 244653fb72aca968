/** Pieces that the words of alerts are made of. */
import type { Condition } from "./types.ts";

export interface Words {
  /** One line. */
  readonly title: string;
  /** What happened. */
  readonly says: string;
  /** Who is affected; empty where nothing waits. */
  readonly affected: string;
  /** What to do: a command or a place. */
  readonly fix: string;
}

export function howMany(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** What the alert is about, as people know it. */
export function named({ subject, details }: Condition): string {
  return oneLine(details.name ?? subject);
}

const mostNamed = 5;

/** @param counts whether each Flow's count says something */
export function inFlows({ details: { flows } }: Condition, { counts = true } = {}): string {
  if (flows.length === 0) return "";
  const shown = flows
    .slice(0, mostNamed)
    .map(({ name, count }) => (counts ? `"${oneLine(name)}" (${count})` : `"${oneLine(name)}"`));
  const more = flows.length - shown.length;
  return `, in ${shown.join(", ")}${more > 0 ? ` and ${howMany(more, "more Flow", "more Flows")}` : ""}`;
}

/** A Flow's name comes from a form's title. */
export function oneLine(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

export function dateOf(at = 0): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Such as `2026-11-22 14:05 UTC`. */
export function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Such as `3 of 40`. */
export function outOf({ hits, of }: { readonly hits: number; readonly of: number }): string {
  return `${hits} of ${of}`;
}
