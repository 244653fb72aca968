/** Inputs that are chosen from a list (WhatsApp reference 1.7). */
import {
  action,
  conflict,
  dataExchange,
  inBranches,
  inputFlags,
  listActions,
  name,
  oneOf,
  options,
  reference,
  required,
  text,
  updateData,
  whole,
} from "../properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "../types.ts";

const choiceGroup: Record<string, PropertyDefinition> = {
  name,
  label: text(30, required),
  description: text(300),
  "data-source": options(1, 20, "Option"),
  ...inputFlags,
  ...listActions,
  "error-message": text(undefined),
  "media-size": { ...oneOf("regular", "large"), since: "5.0" },
};

const selectedItems: Record<string, PropertyDefinition> = {
  "min-selected-items": whole(0),
  "max-selected-items": whole(0),
};

const idList: PropertyDefinition = { kinds: ["strings"], dynamic: true };

export const choiceComponents: Readonly<Record<string, ComponentDefinition>> = {
  CheckboxGroup: {
    input: true,
    ...inBranches,
    source: `${reference}, CheckboxGroup and RadioButtonsGroup`,
    properties: { ...choiceGroup, ...selectedItems, "init-value": idList },
  },
  RadioButtonsGroup: {
    input: true,
    ...inBranches,
    source: `${reference}, CheckboxGroup and RadioButtonsGroup`,
    properties: { ...choiceGroup, "init-value": text(undefined) },
  },
  Dropdown: {
    input: true,
    ...inBranches,
    source: `${reference}, Dropdown`,
    properties: {
      label: text(20, { ...required, source: conflict("20 or 30") }),
      name,
      "data-source": options(1, 200, "Option"),
      ...inputFlags,
      ...listActions,
      "init-value": text(undefined),
      "error-message": text(undefined),
    },
  },
  ChipsSelector: {
    since: "6.3",
    input: true,
    inIf: "7.1",
    inSwitch: "7.1",
    source: `${reference}, ChipsSelector`,
    properties: {
      label: text(80, required),
      name,
      description: text(300),
      "data-source": options(2, 20, "Chip"),
      ...selectedItems,
      ...inputFlags,
      "init-value": idList,
      "error-message": text(undefined),
      "on-select-action": action(dataExchange, { ...updateData, since: "7.1" }),
      "on-unselect-action": { ...action({ ...updateData, since: "7.1" }), since: "7.1" },
    },
  },
};
