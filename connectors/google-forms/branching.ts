/**
 * Google's sections and "go to" as rules of the neutral Form (form-tools reference 3.5).
 *
 * On leaving a section, the last question in page order whose answer has a "go to" decides, else the section's own rule,
 * else the next section follows. So all rules of a section run after its last question, the last deciding one first.
 * Out of the last section every way leads to the end; Google ignores a "go to" there.
 */
import { beforeFirst, type Condition, type Rule, type RuleOwner, type Target } from "../../core/form/rules.ts";
import type { FieldId, Notice } from "../../core/form/types.ts";
import type { Goto, SourceOption } from "./source.ts";

/** A question whose answer may decide where its section leads. */
export interface Decider {
  readonly fieldId: FieldId;
  readonly options: readonly SourceOption[];
  /** Ids of the options but "other", in their order. */
  readonly choices: readonly string[];
}

export interface ReadSection {
  /** The page break's id; absent for the first section. */
  readonly item?: string;
  readonly fields: readonly FieldId[];
  readonly deciders: readonly Decider[];
  /** The section's own rule. */
  readonly exit?: Goto;
}

export interface Branches {
  rules: Rule[];
  notices: Notice[];
}

export function branchesOf(sections: readonly ReadSection[]): Branches {
  const notices: Notice[] = [];
  const rules = sections.slice(0, -1).flatMap((section, index): Rule[] => {
    const owner = section.fields.at(-1) ?? (index === 0 ? beforeFirst : undefined);
    if (owner === undefined) return [];
    const lead = (goto: Goto): Target | undefined => targetOf(goto, index, sections);
    const explain = (goto: Goto, fieldId: FieldId | undefined) => {
      if (goto.kind === "restart") notices.push({ ...restart, ...(fieldId ? { fieldId } : {}) });
      else if (!lead(goto)) notices.push({ ...gone, ...(fieldId ? { fieldId } : {}) });
    };
    const deciding = section.deciders.toReversed().flatMap((decider) => {
      for (const { goto } of decider.options) if (goto) explain(goto, decider.fieldId);
      return choiceRules(owner, decider, lead);
    });
    if (section.exit) explain(section.exit, section.fields.at(-1));
    const own = section.exit && lead(section.exit);
    const all = [...deciding, ...(own ? [jump(owner, { op: "always" }, own)] : [])];
    // Nothing but "on to the next section" needs no rule.
    return isOnlyNext(section) ? [] : all;
  });
  return { rules, notices: withoutRepeats(notices) };
}

function isOnlyNext({ deciders, exit }: ReadSection): boolean {
  const gotos = [exit, ...deciders.flatMap(({ options }) => options.map(({ goto }) => goto))];
  return gotos.every((goto) => goto === undefined || goto.kind === "next");
}

function choiceRules(
  owner: RuleOwner,
  { fieldId, options, choices }: Decider,
  lead: (goto: Goto) => Target | undefined,
): Rule[] {
  const subject = { kind: "field", field: fieldId } as const;
  const listed = options.filter(({ isOther }) => !isOther);
  const byChoice = listed.flatMap(({ goto }, index): Rule[] => {
    const [target, choice] = [goto && lead(goto), choices[index]];
    if (!target || choice === undefined) return [];
    return [jump(owner, { op: "eq", subject, operand: { kind: "choice", choice } }, target)];
  });
  const other = options.find(({ isOther }) => isOther)?.goto;
  const elsewhere = other && lead(other);
  if (!elsewhere) return byChoice;
  // "Other" is every answer that is none of the options.
  const operands = choices.map((choice) => ({ kind: "choice", choice }) as const);
  const own: Condition = {
    op: "and",
    args: [
      { op: "answered", subject },
      { op: "notIn", subject, operands },
    ],
  };
  return [...byChoice, jump(owner, own, elsewhere)];
}

const jump = (after: RuleOwner, when: Condition, to: Target): Rule => ({ after, when, do: [{ kind: "jump", to }] });

/** Undefined where the form has no such section. */
function targetOf(goto: Goto, from: number, sections: readonly ReadSection[]): Target | undefined {
  if (goto.kind === "submit" || goto.kind === "restart") return { kind: "ending" };
  const place = goto.kind === "section" ? sections.findIndex(({ item }) => item === goto.item) : from + 1;
  const [field] = sections[place]?.fields ?? [];
  return field === undefined ? undefined : { kind: "field", field };
}

const restart: Notice = {
  level: "warn",
  code: "logic.restart",
  message:
    "An answer leads back to the beginning of the form. A form on WhatsApp only runs forward, so it ends there instead, and what was answered so far is handed in.",
};
const gone: Notice = {
  level: "warn",
  code: "logic.unknown_target",
  message: "An answer leads to a section that the form no longer has: the next section follows instead.",
};

function withoutRepeats(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((notice) => [`${notice.code} ${notice.fieldId ?? ""}`, notice])).values()];
}
