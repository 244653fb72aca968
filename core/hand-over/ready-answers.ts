/** A business's own short answers, ready to be sent by whoever answers customers. */
import { z } from "zod";

const text = z.string().trim().min(1, "needs some words").max(1_000);

export const readyAnswerSchema = z.strictObject({
  /** What people choose by; the same one is changed, not doubled. */
  name: z.string().trim().min(1, "needs a name").max(60),
  /** By language tag. `{firstname}`, `{flow}` and `{link}` stand for what is known when the answer is used. */
  texts: z
    .record(z.string().regex(/^[a-z]{2,3}([-_][A-Za-z0-9]+)*$/, "is no language; write it as en"), text)
    .refine((texts) => Object.keys(texts).length > 0, "needs a text in one language at least"),
});
export type ReadyAnswer = z.infer<typeof readyAnswerSchema>;

export const readyAnswersSchema = z
  .array(readyAnswerSchema)
  .max(50)
  .refine((answers) => new Set(answers.map(({ name }) => name)).size === answers.length, "has two answers of one name");

/** What a ready answer may mention; absent where it is not known. */
export interface Mentioned {
  readonly firstname?: string | undefined;
  /** The Flow that the person got last. */
  readonly flow?: string | undefined;
  /** The same questions on the web. */
  readonly link?: string | undefined;
}

/** Whether any of these answers mentions this. */
export function mentions(answers: readonly ReadyAnswer[], name: keyof Mentioned): boolean {
  return answers.some(({ texts }) => Object.values(texts).some((each) => each.includes(`{${name}}`)));
}

/** In the person's language where the answer has it, else in its first one. What is not known is left open as "…" for whoever sends it. */
export function readyText({ texts }: ReadyAnswer, language: string, known: Mentioned): string {
  const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  const [, first = ""] = Object.entries(texts)[0] ?? [];
  const [, own = first] = Object.entries(texts).find(([tag]) => base(tag) === base(language)) ?? [];
  return own.replaceAll(/\{(firstname|flow|link)\}/g, (_, name: keyof Mentioned) => known[name] ?? "…");
}
