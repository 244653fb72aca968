/**
 * Where identity checks are kept in HubSpot. Only what is not sensitive: state, times, masked values and a link; numbers
 * and documents stay in the vault (HubSpot reference 4.5, 2.6).
 */
import type { ContactProperty, NewCustomObject } from "../../connectors/hubspot/index.ts";

const states = [
  { label: "Received", value: "received" },
  { label: "Approved", value: "approved" },
  { label: "Rejected", value: "rejected" },
];

const levels = [
  { label: "Low", value: "low" },
  { label: "Medium", value: "medium" },
  { label: "High", value: "high" },
];

/** A record of its own for each check, where the account has custom objects. */
export const identityObject: NewCustomObject = {
  name: "flowella_identity_check",
  singular: "Identity check",
  plural: "Identity checks",
  description: "Identity checks that customers handed in on WhatsApp. Documents stay in Flowella.",
  primaryProperty: "submission_id",
  properties: [
    {
      name: "submission_id",
      label: "Submission",
      description: "Flowella's id of what the customer handed in.",
      type: "string",
      fieldType: "text",
      unique: true,
    },
    { name: "check_status", label: "Status", type: "enumeration", fieldType: "select", options: states },
    { name: "received_at", label: "Received at", type: "datetime", fieldType: "date" },
    { name: "document_type", label: "Document type", type: "string", fieldType: "text" },
    {
      name: "masked_number",
      label: "Document number",
      description: "Its last four characters only.",
      type: "string",
      fieldType: "text",
    },
    {
      name: "view_link",
      label: "View",
      description: "The contact, whose Flowella card opens the documents; every look is logged.",
      type: "string",
      fieldType: "text",
    },
    { name: "risk_level", label: "Risk", type: "enumeration", fieldType: "select", options: levels },
    { name: "risk_flags", label: "Risk: what was found", type: "string", fieldType: "text" },
  ],
};

/** The latest check on the contact itself, everywhere else; a note tells of each. */
export const identityContactProperties: readonly ContactProperty[] = [
  {
    name: "flowella_identity_status",
    label: "Identity check status",
    description: "State of the latest identity check.",
    type: "enumeration",
    fieldType: "select",
    options: states,
  },
  {
    name: "flowella_identity_received_at",
    label: "Identity check received at",
    type: "datetime",
    fieldType: "date",
  },
  {
    name: "flowella_identity_document",
    label: "Identity check document type",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_identity_number",
    label: "Identity check document number",
    description: "Its last four characters only.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_identity_view_link",
    label: "Identity check",
    description: "This contact, whose Flowella card opens the documents; every look is logged.",
    type: "string",
    fieldType: "text",
  },
  {
    name: "flowella_identity_risk",
    label: "Identity check risk",
    description: "What the rules found in the latest identity check.",
    type: "enumeration",
    fieldType: "select",
    options: levels,
  },
  {
    name: "flowella_identity_risk_flags",
    label: "Identity check risk: what was found",
    type: "string",
    fieldType: "text",
  },
];

/** What of a record stands on the contact, by value; the submission's id stands in the note. */
export const identityContactNames = {
  status: "flowella_identity_status",
  receivedAt: "flowella_identity_received_at",
  documentType: "flowella_identity_document",
  maskedNumber: "flowella_identity_number",
  viewLink: "flowella_identity_view_link",
  risk: "flowella_identity_risk",
  riskFlags: "flowella_identity_risk_flags",
} as const;
