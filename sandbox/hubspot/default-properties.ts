/** The properties every portal starts with, as far as this product meets them. */
import type { BuiltInKind } from "./kinds.ts";
import { PropertyCatalogue, type PropertyDefinition } from "./properties.ts";

type Extra = Partial<PropertyDefinition>;

/** A full definition from its essentials; what HubSpot calculates itself is `readOnly()`. */
export function property(
  name: string,
  label: string,
  type: string,
  fieldType: string,
  extra: Extra = {},
): PropertyDefinition {
  return {
    name,
    label,
    description: "",
    groupName: "contactinformation",
    type,
    fieldType,
    options: [],
    hasUniqueValue: false,
    formField: true,
    hidden: false,
    hubspotDefined: true,
    calculated: false,
    externalOptions: false,
    archived: false,
    displayOrder: -1,
    modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: false },
    ...extra,
  };
}

export function choices(...values: (string | readonly [value: string, label: string])[]): Extra {
  const pairs = values.map((entry) => (typeof entry === "string" ? ([entry, entry] as const) : entry));
  return { options: pairs.map(([value, label], displayOrder) => ({ value, label, displayOrder, hidden: false })) };
}

const readOnly: Extra = {
  formField: false,
  modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: true },
};
const owner = { externalOptions: true, referencedObjectType: "OWNER", formField: false } as const;
const text = (name: string, label: string, extra: Extra = {}) => property(name, label, "string", "text", extra);
const calculatedPhone = (name: string, label: string) =>
  property(name, label, "phone_number", "phonenumber", { ...readOnly, calculated: true });

const contactProperties: PropertyDefinition[] = [
  text("email", "Email", { hasUniqueValue: true }),
  text("firstname", "First Name"),
  text("lastname", "Last Name"),
  property("phone", "Phone Number", "string", "phonenumber"),
  property("mobilephone", "Mobile Phone Number", "string", "phonenumber"),
  property("hs_language", "Preferred language", "enumeration", "select", {
    ...choices(
      ["en", "English"],
      ["it", "Italian"],
      ["de", "German"],
      ["es", "Spanish"],
      ["fr", "French"],
      ["pt-br", "Portuguese - Brazil"],
      ["nl", "Dutch"],
    ),
  }),
  text("company", "Company Name"),
  text("jobtitle", "Job Title"),
  text("address", "Street Address"),
  text("city", "City"),
  text("zip", "Postal Code"),
  text("state", "State/Region"),
  text("country", "Country/Region"),
  text("website", "Website URL"),
  property("message", "Message", "string", "textarea"),
  property("lifecyclestage", "Lifecycle Stage", "enumeration", "radio", {
    ...choices(
      ["subscriber", "Subscriber"],
      ["lead", "Lead"],
      ["marketingqualifiedlead", "Marketing Qualified Lead"],
      ["salesqualifiedlead", "Sales Qualified Lead"],
      ["opportunity", "Opportunity"],
      ["customer", "Customer"],
      ["evangelist", "Evangelist"],
      ["other", "Other"],
    ),
  }),
  property("hubspot_owner_id", "Contact owner", "enumeration", "select", owner),
  property("hubspot_team_id", "HubSpot team", "enumeration", "select", { ...readOnly, externalOptions: true }),
  property("hs_pinned_engagement_id", "Pinned activity", "number", "number", { formField: false }),
  property("hs_object_id", "Record ID", "number", "number", readOnly),
  property("createdate", "Create Date", "datetime", "date", readOnly),
  property("lastmodifieddate", "Last Modified Date", "datetime", "date", readOnly),
  text("hs_merged_object_ids", "Merged record IDs", readOnly),
  property("hs_analytics_source", "Original Traffic Source", "enumeration", "select", {
    ...readOnly,
    ...choices(
      ["OFFLINE", "Offline Sources"],
      ["DIRECT_TRAFFIC", "Direct Traffic"],
      ["OTHER_CAMPAIGNS", "Other Campaigns"],
    ),
  }),
  text("hs_analytics_source_data_1", "Original Traffic Source Drill-Down 1", readOnly),
  text("hs_analytics_source_data_2", "Original Traffic Source Drill-Down 2", readOnly),
  text("first_conversion_event_name", "First Conversion", readOnly),
  property("first_conversion_date", "First Conversion Date", "datetime", "date", readOnly),
  text("recent_conversion_event_name", "Recent Conversion", readOnly),
  property("recent_conversion_date", "Recent Conversion Date", "datetime", "date", readOnly),
  property("num_conversion_events", "Number of Form Submissions", "number", "number", readOnly),
  calculatedPhone("hs_searchable_calculated_phone_number", "Calculated phone number"),
  calculatedPhone("hs_searchable_calculated_mobile_number", "Calculated mobile number"),
  calculatedPhone("hs_searchable_calculated_international_phone_number", "Calculated international phone number"),
  calculatedPhone("hs_searchable_calculated_international_mobile_number", "Calculated international mobile number"),
];

const engagement: PropertyDefinition[] = [
  property("hs_timestamp", "Activity date", "datetime", "date"),
  property("hubspot_owner_id", "Activity assigned to", "enumeration", "select", owner),
  property("hs_object_id", "Record ID", "number", "number", readOnly),
  property("hs_createdate", "Create date", "datetime", "date", readOnly),
  property("hs_lastmodifieddate", "Last modified date", "datetime", "date", readOnly),
];

const taskProperties: PropertyDefinition[] = [
  ...engagement,
  text("hs_task_subject", "Task title"),
  property("hs_task_body", "Task notes", "string", "html"),
  property("hs_task_status", "Task status", "enumeration", "select", {
    ...choices("NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"),
  }),
  property("hs_task_priority", "Priority", "enumeration", "select", choices("NONE", "LOW", "MEDIUM", "HIGH")),
  property("hs_task_type", "Task type", "enumeration", "select", choices("TODO", "EMAIL", "CALL")),
];

const noteProperties: PropertyDefinition[] = [
  ...engagement,
  property("hs_note_body", "Note body", "string", "html"),
  text("hs_attachment_ids", "Attached file IDs"),
];

const meetingProperties: PropertyDefinition[] = [
  ...engagement,
  text("hs_meeting_title", "Meeting name"),
  property("hs_meeting_body", "Meeting description", "string", "html"),
  property("hs_meeting_start_time", "Meeting start time", "datetime", "date"),
  property("hs_meeting_end_time", "Meeting end time", "datetime", "date"),
];

const communicationProperties: PropertyDefinition[] = [
  ...engagement,
  property("hs_communication_channel_type", "Channel type", "enumeration", "select", {
    ...choices("WHATS_APP", "LINKEDIN_MESSAGE", "SMS"),
  }),
  property("hs_communication_logged_from", "Logged from", "enumeration", "select", choices("CRM")),
  property("hs_communication_body", "Communication body", "string", "html"),
];

const ticketProperties: PropertyDefinition[] = [
  text("subject", "Ticket name"),
  property("content", "Ticket description", "string", "textarea"),
  property("hubspot_owner_id", "Ticket owner", "enumeration", "select", owner),
  property("hs_object_id", "Record ID", "number", "number", readOnly),
  property("createdate", "Create date", "datetime", "date", readOnly),
  property("hs_lastmodifieddate", "Last modified date", "datetime", "date", readOnly),
];

const groupLabels: Record<BuiltInKind, [name: string, label: string]> = {
  contacts: ["contactinformation", "Contact information"],
  tickets: ["ticketinformation", "Ticket information"],
  tasks: ["task", "Task information"],
  notes: ["note", "Note information"],
  communications: ["communication", "Communication information"],
  meetings: ["meeting", "Meeting information"],
};

const definitions: Record<BuiltInKind, PropertyDefinition[]> = {
  contacts: contactProperties,
  tickets: ticketProperties,
  tasks: taskProperties,
  notes: noteProperties,
  communications: communicationProperties,
  meetings: meetingProperties,
};

export function defaultCatalogue(kind: BuiltInKind): PropertyCatalogue {
  const catalogue = new PropertyCatalogue();
  const [name, label] = groupLabels[kind];
  catalogue.addGroup({ name, label, displayOrder: 0, archived: false });
  for (const definition of definitions[kind]) catalogue.add({ ...structuredClone(definition), groupName: name });
  return catalogue;
}
