import { type ContactProperty, waIdDefinition } from "../../connectors/hubspot/index.ts";

/**
 * The contact properties that Flowella keeps in its own group, so that lists and workflows can use them. All of them
 * change with every answered Flow, so that a workflow can be triggered by them.
 */
export const contactProperties: readonly ContactProperty[] = [
  waIdDefinition,
  {
    name: "flowella_last_flow",
    label: "Last WhatsApp Flow answered",
    description: "Name of the Flow whose answers were written last.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_last_status",
    label: "Last WhatsApp Flow status",
    description: "Whether the last answers were the first ones of that Flow or a correction.",
    type: "enumeration",
    fieldType: "select",
    options: [
      { label: "Answered", value: "answered" },
      { label: "Corrected", value: "corrected" },
    ],
  },
  {
    name: "flowella_last_answered_at",
    label: "Last WhatsApp Flow answered at",
    description: "When the customer handed in the last answers.",
    type: "datetime",
    fieldType: "date",
  },
  {
    name: "flowella_last_score",
    label: "Last WhatsApp Flow score",
    description: "The score that the form's own rules gave the last answers, where it counts one.",
    type: "number",
    fieldType: "number",
  },
  {
    name: "flowella_last_source",
    label: "Last way in to a WhatsApp Flow",
    description: "The source of the QR code, link, button or keyword that led to the answers; ad for an advertisement.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_last_ad",
    label: "Last WhatsApp ad",
    description: "Meta's id of the click-to-WhatsApp ad that led to the answers.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_last_ad_click",
    label: "Last WhatsApp ad click",
    description: "Meta's id of the click on that ad (ctwa_clid), for its reports.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_stopped_flow",
    label: "WhatsApp Flow left unfinished",
    description: "Name of the Flow that the customer stopped in half-way; empty once they handed it in.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_stopped_screen",
    label: "WhatsApp Flow left on screen",
    description: "Title of the screen that they saw last.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_stopped_at",
    label: "WhatsApp Flow left at",
    description: "When they were last in the form.",
    type: "datetime",
    fieldType: "date",
  },
  {
    name: "flowella_reach",
    label: "WhatsApp reach",
    description: "Says so where the newest message could not arrive because the number is not on WhatsApp.",
    type: "enumeration",
    fieldType: "select",
    options: [{ label: "Not on WhatsApp", value: "not_on_whatsapp" }],
  },
  {
    name: "flowella_consent",
    label: "WhatsApp consent",
    description: "Whether this contact agreed to messages on WhatsApp. Kept by Flowella; change it there.",
    type: "enumeration",
    fieldType: "select",
    options: [
      { label: "Given", value: "given" },
      { label: "Withdrawn", value: "withdrawn" },
    ],
  },
];
