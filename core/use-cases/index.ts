/** The one list of use cases. A new one is a folder beside this file, a name in `types.ts` and a line here. */
import type { Form } from "../form/types.ts";
import { type Mapping, suggestMapping } from "../mapping/index.ts";
import { appointment } from "./appointment/index.ts";
import { contactUpdate } from "./contact-update/index.ts";
import { kyc } from "./kyc/index.ts";
import { lead } from "./lead/index.ts";
import { membership } from "./membership/index.ts";
import { nps } from "./nps/index.ts";
import { rsvp } from "./rsvp/index.ts";
import type { UseCase, UseCaseLanguage, UseCaseProperty } from "./types.ts";
import { useCaseLanguages } from "./types.ts";

export { mappingOnto, type Onto, type Standing } from "./onto.ts";
export {
  type InEveryLanguage,
  type SampleInput,
  type UseCase,
  type UseCaseLanguage,
  type UseCaseMessage,
  type UseCaseName,
  type UseCaseProperty,
  type UseCaseSample,
  type UseCaseSettings,
  useCaseLanguages,
  useCaseNames,
} from "./types.ts";

/** In the order in which they are offered. */
export const useCases: readonly UseCase[] = [kyc, nps, contactUpdate, lead, membership, rsvp, appointment];

/**
 * By a form's id at this source: the use case's name, or the name with a word of the business's own behind it, so that one
 * use case can be published several times (`rsvp:summer-party`). Undefined for an id that means none.
 */
export function useCaseNamed(formId: string): UseCase | undefined {
  const [name, own] = formId.split(/:(.*)/s);
  if (own !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(own)) return undefined;
  return useCases.find((each) => each.name === name);
}

/** The use case that this form was made of, whatever was edited on top of it. */
export function useCaseOf({ source }: Pick<Form, "source">): UseCase | undefined {
  return source.tool === "use-case" ? useCaseNamed(source.formId) : undefined;
}

/** Those that use cases bring along, of the properties that a mapping writes. */
export function useCaseProperties({ entries }: Mapping): UseCaseProperty[] {
  const written = new Set(entries.map(({ property }) => property));
  const brought = useCases.flatMap(({ properties }) => properties).filter(({ name }) => written.has(name));
  return [...new Map(brought.map((property) => [property.name, property])).values()];
}

/** The one to take for a language as somebody spells it (`it-IT`, `pt_BR`); undefined where no use case speaks it. */
export function useCaseLanguage(wished: string): UseCaseLanguage | undefined {
  const base = wished.trim().toLowerCase().split(/[-_]/)[0];
  return useCaseLanguages.find((language) => language === base);
}

/**
 * Where the form's answers go, before anybody changed it: what the use case says; of any other form, and of questions that
 * were added, what their words suggest.
 */
export function mappingFor(form: Form): Mapping {
  const useCase = useCaseOf(form);
  if (!useCase) return suggestMapping(form);
  const variables = new Set(form.variables?.map(({ name }) => name));
  const entries = useCase.mapping.entries.filter(({ fieldId, source }) =>
    fieldId !== undefined
      ? Object.hasOwn(form.fields, fieldId)
      : source?.kind !== "variable" || variables.has(source.name),
  );
  return { entries };
}
