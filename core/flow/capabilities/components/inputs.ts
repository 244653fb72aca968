/** Inputs that are typed or ticked (WhatsApp reference 1.7). */
import {
  action,
  conflict,
  dataExchange,
  flag,
  inBranches,
  inputFlags,
  length,
  name,
  navigate,
  oneOf,
  openUrl,
  reference,
  required,
  text,
  updateData,
} from "../properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "../types.ts";

const largeLabel: PropertyDefinition = { ...oneOf("large"), since: "7.0" };

export const inputComponents: Readonly<Record<string, ComponentDefinition>> = {
  TextInput: {
    input: true,
    ...inBranches,
    source: `${reference}, TextInput`,
    properties: {
      label: text(20, required),
      "label-variant": largeLabel,
      "input-type": oneOf("text", "number", "email", "password", "passcode", "phone"),
      pattern: { kinds: ["string"], format: "regex", dynamic: true, since: "6.2" },
      "min-chars": length,
      "max-chars": length,
      "helper-text": text(80),
      name,
      "init-value": text(undefined),
      "error-message": text(30),
      ...inputFlags,
    },
  },
  TextArea: {
    input: true,
    ...inBranches,
    source: `${reference}, TextArea`,
    properties: {
      label: text(20, required),
      "label-variant": largeLabel,
      "max-length": length,
      "helper-text": text(80),
      name,
      "init-value": text(undefined),
      "error-message": text(undefined),
      ...inputFlags,
    },
  },
  OptIn: {
    input: true,
    ...inBranches,
    source: `${reference}, OptIn`,
    properties: {
      label: text(30, { ...required, source: conflict("120 or 30") }),
      name,
      required: flag,
      visible: flag,
      "init-value": flag,
      "on-click-action": action(dataExchange, navigate, openUrl),
      "on-select-action": { ...action(updateData), since: "6.0" },
      "on-unselect-action": { ...action(updateData), since: "6.0" },
    },
  },
};
