/** What the keys in Typeform's logic stand for in the neutral Form: questions, their lines, groups, choices. */
import type { Subject } from "../../core/form/rules.ts";
import type { Field, FieldId } from "../../core/form/types.ts";
import { choiceList, partKey } from "./fields.ts";
import type { TypeformChoice, TypeformField } from "./types.ts";

/** Where rules run: after a question; a higher rank runs later. */
export interface LogicOwner {
  field: FieldId;
  rank: number;
}

export interface ChoiceKeys {
  byKey: ReadonlyMap<string, string>;
  byLabel: ReadonlyMap<string, string>;
}

/** Groups run their logic after every line of their last question, inner groups before outer ones. */
const groupRank = 1_000_000;

export class LogicIndex {
  readonly #subjects = new Map<string, Subject>();
  readonly #targets = new Map<string, FieldId>();
  readonly #owners = new Map<string, LogicOwner>();
  readonly #choices = new Map<string, ChoiceKeys>();
  /** Keys of groups that begin with the next question. */
  #pending: string[] = [];

  /** A jump to a group is a jump to its first question (form-tools reference 2.7). */
  groupBegins(keys: readonly string[]): void {
    this.#pending.push(...keys);
  }

  groupEnds(keys: readonly string[], last: FieldId | undefined, depth: number): void {
    if (last === undefined) return;
    for (const key of keys) setOnce(this.#owners, key, { field: last, rank: groupRank - depth });
  }

  add(field: Field, source: TypeformField, inner: readonly TypeformField[], language: string): void {
    for (const key of this.#pending) setOnce(this.#targets, key, field.id);
    this.#pending = [];
    const keys = keysOf(source);
    this.#addKeys(keys, field.id, 0);
    const choices = "choices" in field ? keysOfChoices(choiceList(source, language), field.choices) : undefined;
    for (const key of keys) if (choices) setOnce(this.#choices, key, choices);
    for (const [place, line] of inner.entries()) this.#addLine(field, line, place);
  }

  /** A row of a matrix has choices of its own, with keys of its own; their order is that of the columns. */
  #addLine(field: Field, line: TypeformField, place: number): void {
    const part = partKey(field.kind, line, place);
    const choices = field.kind === "matrix" ? keysOfChoices(line.properties.choices ?? [], field.columns) : undefined;
    this.#addKeys(keysOf(line), field.id, place, part);
    for (const key of keysOf(line)) if (choices) setOnce(this.#choices, key, choices);
  }

  #addKeys(keys: readonly string[], field: FieldId, rank: number, part?: string): void {
    for (const key of keys) {
      setOnce(this.#subjects, key, { kind: "field", field, ...(part === undefined ? {} : { part }) });
      setOnce(this.#targets, key, field);
      setOnce(this.#owners, key, { field, rank });
    }
  }

  subjectOf(key: string): Subject | undefined {
    return this.#subjects.get(key);
  }

  targetOf(key: string): FieldId | undefined {
    return this.#targets.get(key);
  }

  ownerOf(key: string): LogicOwner | undefined {
    return this.#owners.get(key);
  }

  choicesOf(key: string): ChoiceKeys | undefined {
    return this.#choices.get(key);
  }

  /** Whether `to` is the line that follows `from` in the same question. */
  isNextInside(from: string, to: string): boolean {
    const [before, after] = [this.#owners.get(from), this.#owners.get(to)];
    return before !== undefined && after?.field === before.field && after.rank === before.rank + 1;
  }
}

export function keysOf({ ref, id }: TypeformField): string[] {
  return [ref, id].filter((key): key is string => key !== undefined && key !== "");
}

function keysOfChoices(sources: readonly TypeformChoice[], choices: readonly { id: string }[]): ChoiceKeys {
  const byKey = new Map<string, string>();
  const byLabel = new Map<string, string>();
  for (const [index, { ref, id, label, base_label = label }] of sources.entries()) {
    const choice = choices[index]?.id;
    if (choice === undefined) continue;
    for (const key of [ref, id]) if (key !== undefined) setOnce(byKey, key, choice);
    setOnce(byLabel, base_label, choice);
  }
  return { byKey, byLabel };
}

function setOnce<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
