/** Why a broadcast must not go on, as WhatsApp's words about its template and number have it (WhatsApp reference 5.17, 6.4). */

export interface Standing {
  /** The template that carries the Flow outside the 24 hours; absent where there is none. */
  readonly template?: { readonly status: string; readonly quality?: string | undefined; readonly flagged: boolean };
  readonly flow: "draft" | "published" | "paused";
  /** `quality_rating` of each number that sends. */
  readonly numbers: readonly (string | undefined)[];
}

/** Codes that stop everybody. `quality_fell`: worse than when somebody last said that it may go. */
export type Obstacle =
  | "flow_not_published"
  | "template_missing"
  | "template_paused"
  | "template_not_approved"
  | "template_quality"
  | "quality_low"
  | "quality_fell"
  | "no_sender";

const grades = ["GREEN", "YELLOW", "RED"];

/** The worst grade of the numbers; -1 where none is rated. */
export function gradeOf(numbers: Standing["numbers"]): number {
  return Math.max(-1, ...numbers.map((word) => grades.indexOf((word ?? "").toUpperCase())));
}

/** @param before the grade when the broadcast was last let go on */
export function obstacleOf({ template, flow, numbers }: Standing, before: number): Obstacle | undefined {
  if (flow !== "published") return "flow_not_published";
  if (numbers.length === 0) return "no_sender";
  if (!template) return "template_missing";
  if (template.status === "paused") return "template_paused";
  if (template.status !== "approved") return "template_not_approved";
  if (template.flagged || template.quality?.toUpperCase() === "RED") return "template_quality";
  const grade = gradeOf(numbers);
  if (grade > Math.max(before, 0)) return grade === 2 ? "quality_low" : "quality_fell";
  return undefined;
}
