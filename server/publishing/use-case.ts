/** What a Flow that is made of a use case begins with: its settings, the words around it, and the properties it writes. */
import { propertyGroup } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Form } from "../../core/form/types.ts";
import { offeredText, type TemplatePurpose, type TemplateText } from "../../core/templates/index.ts";
import { type MessageWords, wordsFor } from "../../core/texts/index.ts";
import {
  type UseCase,
  type UseCaseLanguage,
  type UseCaseProperty,
  useCaseLanguage,
  useCaseLanguages,
  useCaseNamed,
  useCaseOf,
} from "../../core/use-cases/index.ts";
import type { Context } from "../context.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { lookAgainWrite } from "../provisioning/report.ts";
import type { Row } from "../store/index.ts";
import { type FlowSettings, flowSettingsSchema } from "./settings.ts";

/** Of a Flow that is made of this form now: a use case brings its own, everything else has the defaults. */
export function settingsAtFirst(form: Form): FlowSettings {
  return flowSettingsSchema.parse(useCaseOf(form)?.settings(languageOf(form.language)) ?? {});
}

/** The message that brings the Flow, in the form's language. */
export function messageWords(form: Form): Pick<MessageWords, "body" | "button"> {
  return useCaseOf(form)?.message(languageOf(form.language)) ?? wordsFor(form.language).message;
}

/** Of a Flow, what its offered texts follow from. */
export type TemplateFlow = Pick<Row<"flows">, "name" | "source_tool" | "source_form_id">;

/** The text that is offered for a template of this Flow: a use case has its own. */
export function templateTextFor(flow: TemplateFlow, purpose: TemplatePurpose, language: string): TemplateText {
  const offered = offeredText(purpose, flow.name, language);
  const useCase = flow.source_tool === "use-case" ? useCaseNamed(flow.source_form_id) : undefined;
  if (!useCase) return offered;
  const { template, button } = useCase.message(languageOf(offered.language));
  return { ...offered, body: template[purpose], button };
}

/** Those that the portal's Flows of use cases write into, each once. */
export async function propertiesOfUseCases({ store }: Context, portalId: string): Promise<UseCaseProperty[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flows").select("source_form_id").where("source_tool", "=", "use-case");
  const made = (await tenant.all(query)).flatMap(({ source_form_id }) => useCaseNamed(source_form_id) ?? []);
  return propertiesOf(new Set(made));
}

function propertiesOf(useCases: Iterable<UseCase>): UseCaseProperty[] {
  const all = [...useCases].flatMap(({ properties }) => properties);
  return [...new Map(all.map((property) => [property.name, property])).values()];
}

/**
 * Makes in the portal what the use case writes into, before the first answers come. What HubSpot does not let be
 * made keeps nothing from being published: the portal is looked at again soon, and its report says what is missing.
 */
export async function ensureUseCaseProperties(
  { context, hubspot }: { readonly context: Context; readonly hubspot: Pick<InstallingAccess, "setup"> },
  portalId: string,
  useCase: UseCase | undefined,
): Promise<void> {
  const { name, properties: list = [] } = useCase ?? {};
  if (list.length === 0) return;
  try {
    const wanted = { objectType: "contacts", group: propertyGroup, list };
    const outcomes = await hubspot.setup(portalId).provisionProperties(wanted);
    if (outcomes.every(({ state }) => made.has(state))) return;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
  }
  context.log.warn("use_case.properties_missing", { portal: portalId, useCase: name });
  await context.store.of(portalId).commit([lookAgainWrite(context, portalId)]);
}

const made: ReadonlySet<string> = new Set(["created", "repaired", "unchanged"]);

function languageOf(language: string): UseCaseLanguage {
  return useCaseLanguage(language) ?? useCaseLanguages[0];
}
