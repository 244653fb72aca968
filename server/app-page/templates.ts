/** Use cases to begin with, each with a sample of what it brings. */
import type { Field, Form } from "../../core/form/types.ts";
import {
  type SampleInput,
  type UseCase,
  type UseCaseLanguage,
  useCaseLanguage,
  useCaseLanguages,
  useCases,
} from "../../core/use-cases/index.ts";
import type { PageTemplateOffer, PageTemplatesReady } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { flowsMade } from "./forms.ts";

/** @param language of the user; the sample is in English where no template speaks it */
export async function templatesOf(context: Context, portalId: string, language: string): Promise<PageTemplatesReady> {
  const flows = await flowsMade(context, portalId, "use-case");
  const spoken = useCaseLanguage(language) ?? "en";
  const templates = useCases.map((useCase): PageTemplateOffer => {
    const flow = flows.get(useCase.name);
    const { name, purpose } = useCase;
    return {
      formId: name,
      name: useCase.form("en").title,
      purpose,
      languages: [...useCaseLanguages],
      sample: { answers: answersOf(useCase, spoken), properties: propertiesOf(useCase) },
      ...(flow && { flow }),
    };
  });
  return { kind: "ready", templates };
}

function answersOf({ form, sample }: UseCase, language: UseCaseLanguage) {
  const own = form(language);
  return Object.entries(sample.answers).flatMap(([input, value]) => {
    const field = fieldOf(own, input);
    return field ? [{ question: field.title, answer: inWords(field, value) }] : [];
  });
}

/** An input is named after its field, with `_<part>` behind it where the field has several. */
function fieldOf({ fields }: Form, input: string): Field | undefined {
  const ids = Object.keys(fields).filter((id) => input === id || input.startsWith(`${id}_`));
  const [longest] = ids.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : fields[longest];
}

function inWords(field: Field, value: SampleInput): string {
  if (typeof value === "boolean") return value ? "✓" : "–";
  const values = typeof value === "string" ? [value] : value;
  return values.map((each) => labelOf(field, each)).join(", ");
}

function labelOf(field: Field, value: string): string {
  if (field.kind === "boolean" && (value === "true" || value === "false")) {
    return (value === "true" ? field.trueLabel : field.falseLabel) ?? value;
  }
  const choice = "choices" in field ? field.choices.find(({ id }) => id === value) : undefined;
  return choice?.label ?? value;
}

function propertiesOf({ properties, sample }: UseCase) {
  return Object.entries(sample.properties).map(([name, value]) => {
    const own = properties.find((each) => each.name === name);
    const option = own?.options?.find((each) => each.value === value);
    return { label: own?.label ?? hubspotLabels[name] ?? name, value: option?.label ?? value };
  });
}

/** What HubSpot calls its own properties in English. */
const hubspotLabels: Readonly<Record<string, string>> = {
  firstname: "First Name",
  lastname: "Last Name",
  email: "Email",
  phone: "Phone Number",
  mobilephone: "Mobile Phone Number",
  address: "Street Address",
  city: "City",
  zip: "Postal Code",
  country: "Country/Region",
  company: "Company Name",
  date_of_birth: "Date of birth",
  lifecyclestage: "Lifecycle Stage",
  message: "Message",
};
