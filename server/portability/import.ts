/**
 * Takes over what another portal's document holds. Everything is matched by name against what this portal has; what does
 * not match is left out and listed, so that nothing is half there. Flows become drafts: publishing them, which hands
 * their message templates in for review, stays a decision of its own. A second import makes their next versions.
 */
import type { HubSpot } from "../../connectors/hubspot/index.ts";
import { serviceIn } from "../../core/bookings/index.ts";
import { type Form, fieldsInOrder, formItself } from "../../core/form/types.ts";
import type { Mapping } from "../../core/mapping/index.ts";
import { useCaseOf } from "../../core/use-cases/index.ts";
import { serviceNamed } from "../bookings/services.ts";
import { consentSettingsOf, saveConsentSettings } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { editMapping } from "../delivery/mapping-edits.ts";
import { dataSource } from "../portals/data-sources.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { saveSettings } from "../portals/store.ts";
import { changeSettings } from "../publishing/flows.ts";
import { draftForm } from "../publishing/publish.ts";
import type { PortalDocument } from "./document.ts";

export interface Unmatched {
  readonly what: "form" | "property" | "data-source" | "consent-source" | "flow" | "flow-setting";
  readonly name: string;
  /** The Flow that it belongs to. */
  readonly flow?: string;
  /** What became of it and what to do. */
  readonly message: string;
}

export interface Imported {
  readonly kind: "imported";
  readonly flows: readonly { readonly name: string; readonly flowId: string; readonly version: number }[];
  readonly unmatched: readonly Unmatched[];
  /** What a copy never holds. */
  readonly notes: readonly string[];
}

export interface ImportParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
}

/** @throws OutsideError when HubSpot cannot be asked what this portal has; nothing was changed then */
export async function importPortal(
  { context, hubspot }: ImportParts,
  portalId: string,
  document: PortalDocument,
): Promise<Imported> {
  const client = hubspot.of(portalId);
  const properties = await client.contactPropertyNames();
  const forms = await formsByName(client);
  const unmatched: Unmatched[] = [];
  await saveSettings(context, portalId, document.settings);
  const flows: { name: string; flowId: string; version: number; was: string }[] = [];
  for (const given of document.flows) {
    const { name } = given;
    const form = matchedForm(given.form, name, forms, unmatched);
    if (!form || !(await hasSources(context, portalId, form, name, unmatched))) continue;
    const drafted = await draftForm(context, portalId, form);
    if (drafted.kind === "refused") {
      unmatched.push({ what: "flow", name, message: `It was not copied: ${drafted.message}` });
      continue;
    }
    const { flowId, version } = drafted;
    // Publishing makes those that the form's use case brings along.
    const coming = useCaseOf(form)?.properties ?? [];
    const known = new Set([...properties, ...coming.map((property) => property.name)]);
    const mapping = matchedMapping(given.mapping, name, known, unmatched);
    await editMapping(context, portalId, flowId, mapping);
    // Another way of opening needs a template at WhatsApp, which a draft does not have yet.
    if (given.settings.opensWith !== "exchange")
      unmatched.push({
        what: "flow-setting",
        name: "opens-with",
        flow: name,
        message: "It opens with exchange here until you have published it and set it again.",
      });
    const settled = await changeSettings(context, portalId, flowId, { ...given.settings, opensWith: "exchange" });
    if (settled.kind === "refused")
      unmatched.push({ what: "flow-setting", name: "settings", flow: name, message: settled.message });
    flows.push({ name, flowId, version, was: given.id });
  }
  await copyConsent(context, portalId, document, flows, properties, unmatched);
  context.log.info("portal.imported", { portal: portalId, flows: flows.length, unmatched: unmatched.length });
  return { kind: "imported", flows: flows.map(({ was: _, ...flow }) => flow), unmatched, notes };
}

const notes = [
  "The Flows are drafts. Publish each one; WhatsApp then reviews its message templates anew.",
  "Not copied, because they hold addresses or secrets: WhatsApp accounts, outgoing webhooks, data sources, alerts.",
] as const;

async function formsByName(client: HubSpot): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await client.listForms(after === undefined ? {} : { after });
    for (const { id, name } of page.forms) found.set(name, [...(found.get(name) ?? []), id]);
    after = page.after;
  }
  return found;
}

/** A HubSpot form has another id in every portal; other tools' forms are the same ones. */
function matchedForm(
  form: Form,
  flow: string,
  forms: ReadonlyMap<string, readonly string[]>,
  unmatched: Unmatched[],
): Form | undefined {
  if (form.source.tool !== "hubspot") return form;
  const ids = forms.get(form.title) ?? [];
  const formId = ids.includes(form.source.formId) ? form.source.formId : ids.length === 1 ? ids[0] : undefined;
  if (formId !== undefined) return { ...form, source: { ...form.source, formId } };
  const why = ids.length === 0 ? "This portal has no form of that name" : "Several forms of this portal have that name";
  unmatched.push({ what: "form", name: form.title, flow, message: `${why}: the Flow was not copied.` });
  return undefined;
}

async function hasSources(
  context: Context,
  portalId: string,
  form: Form,
  flow: string,
  unmatched: Unmatched[],
): Promise<boolean> {
  const named = fieldsInOrder(form).flatMap((field) =>
    "choicesFrom" in field ? (field.choicesFrom?.source ?? []) : [],
  );
  const missing: string[] = [];
  for (const name of new Set(named.filter((source) => source !== formItself)))
    if (!(await hasSource(context, portalId, name))) missing.push(name);
  for (const name of missing) {
    const service = serviceIn(name);
    const message =
      service === undefined
        ? "This portal has no data source of that name: the Flow was not copied. Add it with `source` first."
        : `This portal has nothing to book by the name ${service}: the Flow was not copied. Add it with \`bookings save\` first.`;
    unmatched.push({ what: "data-source", name, flow, message });
  }
  return missing.length === 0;
}

async function hasSource(context: Context, portalId: string, name: string): Promise<boolean> {
  const service = serviceIn(name);
  const found = service === undefined ? dataSource(context, portalId, name) : serviceNamed(context, portalId, service);
  return (await found) !== undefined;
}

function matchedMapping(
  { entries }: Mapping,
  flow: string,
  properties: ReadonlySet<string>,
  unmatched: Unmatched[],
): Mapping {
  const known = entries.filter(({ property }) => properties.has(property));
  for (const property of new Set(entries.map((entry) => entry.property)))
    if (!properties.has(property)) {
      const message = "This portal's contacts have no property of that name: its answers are not written there.";
      unmatched.push({ what: "property", name: property, flow, message });
    }
  return { entries: known };
}

async function copyConsent(
  context: Context,
  portalId: string,
  { consent }: PortalDocument,
  flows: readonly { readonly flowId: string; readonly was: string }[],
  properties: ReadonlySet<string>,
  unmatched: Unmatched[],
): Promise<void> {
  const here = await consentSettingsOf(context, portalId);
  const sources = consent.sources.filter((source) => {
    if (source.kind === "list") {
      const message = "Lists have other ids here: name this portal's own list in the consent settings.";
      unmatched.push({ what: "consent-source", name: source.listId, message });
      return false;
    }
    if (source.kind !== "property" || properties.has(source.name)) return true;
    const message = "This portal's contacts have no property of that name: it is no source of consent here.";
    unmatched.push({ what: "consent-source", name: source.name, message });
    return false;
  });
  const zone = consent.timeZoneProperty;
  const marketing = flows.filter(({ was }) => consent.marketingFlows.includes(was)).map(({ flowId }) => flowId);
  const { timeZoneProperty: _, ...rest } = consent;
  await saveConsentSettings(context, portalId, {
    ...rest,
    sources,
    ...(zone !== undefined && properties.has(zone) && { timeZoneProperty: zone }),
    marketingFlows: [...new Set([...here.marketingFlows, ...marketing])],
  });
}
