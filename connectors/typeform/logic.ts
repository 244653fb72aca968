/** Typeform's logic in neutral words (form-tools reference 2.6 and 2.7). What cannot be read is said, never guessed. */
import { type Action, beforeFirst, type Rule, type RuleOwner, type Target } from "../../core/form/rules.ts";
import type { Notice } from "../../core/form/types.ts";
import { ConditionReader } from "./conditions.ts";
import type { LogicIndex } from "./logic-index.ts";
import type { TypeformAction, TypeformLogic } from "./types.ts";

export interface ReadLogic {
  rules: Rule[];
  notices: Notice[];
}

/** `endings`: ids of the form's endings. */
export function readLogic(logic: readonly TypeformLogic[], index: LogicIndex, endings: ReadonlySet<string>): ReadLogic {
  const reader = new LogicReader(index, endings);
  const owned = logic.flatMap((entry) => {
    const owner = reader.ownerOf(entry);
    return owner ? [{ entry, ...owner }] : [];
  });
  const rules = owned
    .toSorted((left, right) => left.rank - right.rank)
    .flatMap(({ entry, after }) => entry.actions.flatMap((action) => reader.rule(entry, after, action)));
  return { rules, notices: reader.notices };
}

class LogicReader {
  readonly notices: Notice[] = [];
  readonly #index: LogicIndex;
  readonly #endings: ReadonlySet<string>;
  readonly #conditions: ConditionReader;

  constructor(index: LogicIndex, endings: ReadonlySet<string>) {
    this.#index = index;
    this.#endings = endings;
    this.#conditions = new ConditionReader(index);
  }

  /** Logic of a group runs after its last question, and after that question's own. */
  ownerOf({ type, ref, actions }: TypeformLogic): { after: RuleOwner; rank: number } | undefined {
    if (type === "hidden") return { after: beforeFirst, rank: 0 };
    const owner = this.#index.ownerOf(ref);
    if (!owner && actions.length > 0) {
      const message = "The form's logic has rules for a question that is not there: they never run.";
      this.notices.push({ level: "info", code: "logic.no_owner", message });
    }
    return owner && { after: owner.field, rank: owner.rank };
  }

  rule(entry: TypeformLogic, after: RuleOwner, action: TypeformAction): Rule[] {
    const when = this.#conditions.read(action.condition);
    const what = action.action === "jump" ? this.#jump(entry, after, action) : calculation(action);
    if (what === "nothing") return [];
    if (when && what) return [{ after, when, do: [what] }];
    this.#say(after, action.action === "jump" ? unreadableJump : unreadableCalculation);
    return [];
  }

  /** `nothing`: a jump within one question (a matrix, an address), whose lines stand together on the screen. */
  #jump({ ref }: TypeformLogic, after: RuleOwner, { details: { to } }: TypeformAction): Action | "nothing" | undefined {
    if (!to) return undefined;
    const target = this.#target(to);
    if (target?.kind === "field" && target.field === after && to.value !== ref) {
      if (!this.#index.isNextInside(ref, to.value)) this.#say(after, insideQuestion);
      return "nothing";
    }
    if (!target && to.type === "field") {
      this.#say(after, unknownTarget);
      return "nothing";
    }
    return target && { kind: "jump", to: target };
  }

  #target({ type, value }: { type: string; value: string }): Target | undefined {
    if (type === "thankyou") return { kind: "ending", ...(this.#endings.has(value) ? { ending: value } : {}) };
    if (type === "outcome") return { kind: "ending" };
    const field = type === "field" ? this.#index.targetOf(value) : undefined;
    return field === undefined ? undefined : { kind: "field", field };
  }

  #say(after: RuleOwner, notice: Notice): void {
    this.notices.push(after === beforeFirst ? notice : { ...notice, fieldId: after });
  }
}

const operations = ["set", "add", "subtract", "multiply", "divide"] as const;

function calculation({ action, details: { target, value } }: TypeformAction): Action | undefined {
  const op = operations.find((known) => known === action);
  if (!op || target?.type !== "variable" || !value || typeof value.value === "boolean") return undefined;
  const common = { kind: "calc", op, variable: String(target.value) } as const;
  if (value.type === "constant") return { ...common, value: { kind: "constant", value: value.value } };
  if (value.type !== "variable") return undefined;
  return { ...common, value: { kind: "variable", name: String(value.value) } };
}

const unreadableJump: Notice = {
  level: "block",
  code: "logic.unreadable",
  message:
    "A jump after this question is written in a way that Flowella cannot read: customers might be asked the wrong questions. Write the rule anew in Typeform with the usual conditions.",
};
const unreadableCalculation: Notice = {
  level: "warn",
  code: "logic.unreadable",
  message: "A calculation after this question is written in a way that Flowella cannot read: it is not made.",
};
const unknownTarget: Notice = {
  level: "warn",
  code: "logic.unknown_target",
  message: "A jump after this question leads to a question that the form does not have: it is left out.",
};
const insideQuestion: Notice = {
  level: "info",
  code: "logic.inside_question",
  message: "The lines of this question stand together on WhatsApp: a jump over some of them is left out.",
};
