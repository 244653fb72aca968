/** What the page shows of an account: its users, its app, its contacts and what happened with each. */

import type { Portal } from "../hubspot/portals.ts";
import type { CrmRecord } from "../hubspot/record.ts";
import type { Account, ContactRecord, Contacts, ShownAppState, TicketRecord, Tickets } from "./shapes.ts";
import { readProject, type ShownApp } from "./shown-app.ts";

export async function accountOf(
  portal: Portal,
  portals: Iterable<Portal>,
  shown: ShownApp | undefined,
): Promise<Account> {
  const { id, settings } = portal;
  const { name, timeZone, dataHostingLocation } = settings;
  return {
    portal: { id, name, timeZone, dataHostingLocation },
    portals: [...portals].map((each) => ({ id: each.id, name: each.settings.name })),
    users: settings.users.map(({ userId, email, firstName, lastName }) => ({ id: userId, email, firstName, lastName })),
    ...(shown && { app: await appOf(shown) }),
  };
}

async function appOf(shown: ShownApp): Promise<ShownAppState> {
  const { name, permitted, extensions } = await readProject(shown);
  const { appId: id, variables, proxy } = shown;
  return {
    id,
    name,
    variables,
    proxy,
    framed: [...permitted.iframe],
    extensions: extensions.map(({ entry: _, ...extension }) => extension),
  };
}

export function contactsOf({ contacts }: Portal): Contacts {
  return contacts.list().map((record) => ({
    id: record.id,
    name: nameOf(record),
    email: record.properties["email"] ?? "",
    phone: record.properties["phone"] ?? record.properties["mobilephone"] ?? "",
    city: record.properties["city"] ?? "",
  }));
}

export function ticketsOf(portal: Portal): Tickets {
  return portal.records.tickets.list().map((record) => {
    const { id, subject, contacts } = ticketOf(portal, record);
    return { id, subject, contacts: contacts.map(({ name }) => name).join(", ") };
  });
}

export function ticketOf({ associations, contacts }: Portal, { id, properties }: CrmRecord): TicketRecord {
  const found = associations.of({ kind: "tickets", id }, "contacts").flatMap((other) => {
    const contact = contacts.find(other.id);
    return contact ? [{ id: contact.id, name: nameOf(contact) }] : [];
  });
  return { id, subject: properties["subject"] ?? "", contacts: found };
}

function nameOf({ properties: { firstname = "", lastname = "", email = "" } }: CrmRecord): string {
  return `${firstname} ${lastname}`.trim() || email || "No name";
}

/** Where the words of each kind of activity stand. */
const activityKinds = [
  { kind: "tasks", title: "Task", words: ["hs_task_subject", "hs_task_body"] },
  { kind: "notes", title: "Note", words: ["hs_note_body"] },
  { kind: "communications", title: "Message", words: ["hs_communication_body"] },
] as const;

export function recordOf(portal: Portal, contact: CrmRecord): ContactRecord {
  const { catalogue } = portal.contacts;
  const properties = Object.entries(contact.properties).map(([name, value]) => {
    const property = catalogue.get(name);
    const shown = property?.options.length ? labelsOf(value, property.options) : value;
    return { name, label: property?.label ?? name, value: shown };
  });
  return { id: contact.id, name: nameOf(contact), properties, activities: activitiesOf(portal, contact.id) };
}

function labelsOf(value: string, options: readonly { value: string; label: string }[]): string {
  const label = (part: string) => options.find((option) => option.value === part)?.label ?? part;
  return value.split(";").map(label).join(", ");
}

function activitiesOf(portal: Portal, id: string): ContactRecord["activities"] {
  const found = activityKinds.flatMap(({ kind, title, words }) =>
    portal.associations.of({ kind: "contacts", id }, kind).flatMap(({ id: activityId }) => {
      const record = portal.records[kind].find(activityId);
      if (!record) return [];
      const text = words.flatMap((name) => record.properties[name] ?? []).join("\n");
      return [{ id: record.id, kind: title, at: record.createdAt, text: plain(text) }];
    }),
  );
  return [...found, ...submittedBy(portal, id)].sort((one, other) => other.at - one.at);
}

function submittedBy({ submissions, forms }: Portal, contactId: string): ContactRecord["activities"] {
  return submissions.all().flatMap(({ contactId: of, conversionId, formId, receivedAt }) => {
    const form = forms.get(formId)?.name ?? formId;
    return of === contactId ? [{ id: conversionId, kind: "Form submission", at: receivedAt, text: form }] : [];
  });
}

/** Bodies of activities are HTML; the page shows their words. */
function plain(html: string): string {
  const breaks = html.replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, "\n").replace(/<[^>]*>/g, "");
  const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };
  return breaks.replace(/&(#?\w+);/g, (whole, name: string) => characters[name] ?? whole).trim();
}
