/** A form as its tool has it, read for a Flow or to be compared with what the Flow was made from. */
import type { Beside } from "../../../connectors/form-tool.ts";
import { formReaders } from "../../../connectors/index.ts";
import { OutsideError, RefusedInput } from "../../../core/errors.ts";
import type { Form, Tool } from "../../../core/form/types.ts";
import type { HubSpotAccess } from "../../portals/hubspot.ts";
import type { FormTools } from "../index.ts";

export interface ReadForm {
  readonly form: Form;
  /** Google, where the form's public page was read, too: what its API alone says. */
  readonly alone?: Form;
}

export interface Readers {
  readonly hubspot: Pick<HubSpotAccess, "inTurn">;
  readonly forms: Pick<FormTools, "list" | "read" | "quota" | "surveyWebhooks">;
}

/** @throws RefusedInput for what is no definition of that tool */
export function readAs(tool: Tool, { definition, beside }: { definition: unknown; beside: Beside }): ReadForm {
  const read = formReaders[tool];
  if (!read) throw new RefusedInput("tool.not_built", `Forms of ${tool} cannot be read yet.`);
  const form = read(definition, beside);
  const { pageData, ...others } = beside;
  return pageData === undefined ? { form } : { form, alone: read(definition, others) };
}

/**
 * By the account; a form that was imported by its public link is read by that where no account may read it.
 *
 * @throws what the tool says, or what `readAs` throws
 */
export async function readSource(
  readers: Readers,
  portalId: string,
  { tool, formId, url }: { readonly tool: Tool; readonly formId: string; readonly url?: string | undefined },
): Promise<ReadForm> {
  const { hubspot, forms } = readers;
  if (tool === "hubspot") {
    return readAs(tool, { definition: await hubspot.inTurn(portalId).getForm(formId), beside: {} });
  }
  const by = async (named: string) => readAs(tool, await forms.read(portalId, tool, named));
  // Another id in it is another thing: Google's public pages have their own.
  const link = url?.includes(formId) ? url : undefined;
  if (link !== undefined && tool === "google-forms") return by(link);
  try {
    return await by(formId);
  } catch (error) {
    const unconnected = error instanceof OutsideError && error.code === "forms.not_connected";
    if (link === undefined || !unconnected) throw error;
    // Where the link says nothing either, that nobody is connected is what to mend.
    return by(link).catch(() => Promise.reject(error));
  }
}

/** Pages of a list that are asked for: a form that is not on them is read by itself. */
const mostPages = 3;
const perPage = { hubspot: 100, typeform: 200, "google-forms": 100, surveymonkey: 1_000, "use-case": 100 } as const;

/** The account's forms by id, each with its tool's own date of the last change: one call instead of one for each form. */
export async function datedForms(
  { hubspot, forms }: Readers,
  portalId: string,
  tool: Tool,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { limit: perPage[tool], ...(after === undefined ? {} : { after }) };
    if (tool === "hubspot") {
      const { forms: those, after: next } = await hubspot.inTurn(portalId).listForms(query);
      for (const { id, updatedAt } of those) found.set(id, updatedAt);
      after = next;
    } else {
      const { forms: those, next } = await forms.list(portalId, tool, query);
      for (const { id, updatedAt } of those) if (updatedAt !== undefined) found.set(id, updatedAt);
      after = next;
    }
    if (after === undefined) break;
  }
  return found;
}
