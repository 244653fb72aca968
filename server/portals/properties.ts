import { type ContactProperty, waIdDefinition } from "../../connectors/hubspot/index.ts";

/** The contact properties that Flowella keeps in its own group, so that lists and workflows can use them. */
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
    name: "flowella_last_answered_at",
    label: "Last WhatsApp Flow answered at",
    description: "When the customer handed in the last answers.",
    type: "datetime",
    fieldType: "date",
  },
];
