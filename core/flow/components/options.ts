import { plainLine, shorten } from "../text.ts";
import type { Change, Context } from "./types.ts";

/** One entry of a list before it is made to fit. */
export interface Entry {
  id: string;
  label: string;
  /** Shown below the title, where the label leaves room for it. */
  note?: string;
}

export type Option = { id: string; title: string; description?: string };

/**
 * Options with titles that fit and differ. A long label is cut at a word and stands whole in the description
 * (form-tools reference 8.1).
 */
export function optionsOf(
  entries: readonly Entry[],
  context: Pick<Context, "limit" | "words">,
): { options: Option[]; changes: Change[] } {
  const distinct = makeDistinct(context.limit("Option", "title"));
  const most = context.limit("Option", "description");
  const found = { shortened: false, cut: false, renamed: false };
  const options = entries.map((entry, index): Option => {
    const label = plainLine(entry.label) || context.words.option(index + 1);
    const title = distinct(label);
    const short = label.length > context.limit("Option", "title");
    const text = short ? label : plainLine(entry.note);
    found.shortened ||= short;
    found.cut ||= text.length > most;
    found.renamed ||= !short && title !== plainLine(entry.label);
    return { id: entry.id, title, ...(text ? { description: shorten(text, most) } : {}) };
  });
  return { options, changes: changesFor(found) };
}

/** Whether the ids can travel and come back: distinct, not blank, no spaces around, nothing that reads as a reference. */
export function idsAreUsable(entries: readonly Entry[]): boolean {
  const ids = new Set(entries.map(({ id }) => id));
  return (
    ids.size === entries.length &&
    [...ids].every((id) => id !== "" && id.length <= 500 && id.trim() === id && !/\$\{|`/.test(id))
  );
}

/** Two options that would look the same get a number: "By bus", "By bus (2)". */
function makeDistinct(max: number): (label: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (label) => {
    const short = shorten(label, max);
    let title = short;
    while (used.has(title)) {
      const count = (counts.get(short) ?? 1) + 1;
      counts.set(short, count);
      const suffix = ` (${count})`;
      title = `${shorten(label, max - suffix.length)}${suffix}`;
    }
    used.add(title);
    return title;
  };
}

function changesFor(found: { shortened: boolean; cut: boolean; renamed: boolean }): Change[] {
  const changes: Change[] = [];
  if (found.cut) {
    changes.push({
      code: "choice.cut",
      message: "Some options are longer than WhatsApp can show: their end is left out.",
    });
  } else if (found.shortened) {
    changes.push({
      code: "choice.shortened",
      message: "Long options are shortened; the whole text stands below them.",
    });
  }
  if (found.renamed) {
    changes.push({
      code: "choice.renamed",
      message: "Options without a text, or with the same text, are numbered so that customers can tell them apart.",
    });
  }
  return changes;
}
