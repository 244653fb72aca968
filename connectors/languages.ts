/** What is said about a form that is written in several languages, whatever its tool. */
import { RefusedInput } from "../core/errors.ts";
import type { Form, Notice } from "../core/form/types.ts";

/** Language tags as different tools spell them: `es`, `ES`, `pt_BR`. */
export function sameLanguage(one: string, other: string): boolean {
  const plain = (tag: string) => tag.trim().toLowerCase().replaceAll("_", "-");
  return plain(one) === plain(other);
}

/** Each once, the one that the form was made in first. */
export function languagesOf(main: string, others: readonly string[]): string[] {
  const all = [main, ...others].map((tag) => tag.trim()).filter(Boolean);
  return all.filter((tag, index) => all.findIndex((one) => sameLanguage(one, tag)) === index);
}

/** `taken`: the one that customers read; `missing`: of its texts, those that are not translated. */
export function languageNotices(languages: readonly string[], taken: string, missing: number): Notice[] {
  const [main = "", ...others] = languages;
  if (others.length === 0) return [];
  const notices: Notice[] = [
    {
      level: "info",
      code: "form.languages",
      message: `The form is written in several languages (${languages.join(", ")}); customers read it in ${taken}. Another is chosen with --language.`,
    },
  ];
  if (missing > 0) {
    const which = missing === 1 ? "One text of the form has" : `${missing} texts of the form have`;
    const message = `${which} no translation into ${taken}: customers read what is missing in ${main}.`;
    notices.push({ level: "info", code: "form.partly_translated", message });
  }
  return notices;
}

/** @throws RefusedInput `form.no_such_language` where the form was not read in this language */
export function mustBeIn({ language, languages = [language] }: Form, wished: string): void {
  if (sameLanguage(language, wished)) return;
  const held = languages.some((one) => sameLanguage(one, wished));
  const message = held
    ? `The form's texts in ${wished} are not in this document: give them as well, or import the form from its account.`
    : `The form is not written in ${wished}. It has ${languages.join(", ")}.`;
  throw new RefusedInput("form.no_such_language", message);
}
