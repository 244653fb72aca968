/**
 * Use cases as a source of forms beside the form tools: nobody is called and no account is needed, but a form of it is
 * listed, read, published and watched like any other. A new release that changes a use case is a form that changed.
 */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Form } from "../../core/form/types.ts";
import { useCaseLanguage, useCaseLanguages, useCaseNamed, useCases } from "../../core/use-cases/index.ts";
import type { FormPage, FormQuery, FoundForm } from "../form-tool.ts";

const definitionSchema = z.object({ useCase: z.string(), language: z.string().optional() });

/** @throws RefusedInput for what names no use case, or a language that it is not written in */
export function formFromUseCase(definition: unknown): Form {
  const given = definitionSchema.safeParse(definition);
  const useCase = given.success ? useCaseNamed(given.data.useCase) : undefined;
  if (!given.success || !useCase) {
    throw new RefusedInput("use-case.unknown", `There is no such use case. There are ${names()}.`);
  }
  const { useCase: formId, language: wished = useCaseLanguages[0] } = given.data;
  const language = useCaseLanguage(wished);
  if (!language) {
    const message = `The use case is not written in ${wished}. It has ${useCaseLanguages.join(", ")}.`;
    throw new RefusedInput("form.no_such_language", message);
  }
  const form = useCase.form(language);
  return { ...form, source: { ...form.source, formId } };
}

/** All of them on one page, with their English titles. */
export function listUseCases({ search = "" }: FormQuery = {}): FormPage {
  const wanted = search.trim().toLowerCase();
  const forms = useCases
    .map((useCase) => ({ id: useCase.name, title: useCase.form(useCaseLanguages[0]).title, purpose: useCase.purpose }))
    .filter(({ id, title, purpose }) => [id, title, purpose].some((text) => text.toLowerCase().includes(wanted)));
  return { forms: forms.map(({ id, title }) => ({ id, title })) };
}

/** @param language one of its own; without one it is read in the first */
export function useCaseDefinition(formId: string, language: string | undefined): FoundForm {
  return { definition: { useCase: formId, ...(language !== undefined && { language }) }, beside: {} };
}

const names = () => useCases.map(({ name }) => name).join(", ");
