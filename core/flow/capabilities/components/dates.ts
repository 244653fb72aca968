/** Days and ranges of days (WhatsApp reference 1.7). */
import {
  action,
  dataExchange,
  flag,
  inBranches,
  inputFlags,
  name,
  oneOf,
  reference,
  required,
  text,
  whole,
} from "../properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "../types.ts";

const dates: Record<string, PropertyDefinition> = {
  "min-date": { kinds: ["date"], dynamic: true },
  "max-date": { kinds: ["date"], dynamic: true },
  "unavailable-dates": { kinds: ["dates"], dynamic: true },
};

export const dateComponents: Readonly<Record<string, ComponentDefinition>> = {
  DatePicker: {
    input: true,
    ...inBranches,
    source: `${reference}, DatePicker`,
    properties: {
      label: text(40, required),
      name,
      ...dates,
      "helper-text": text(80),
      "error-message": text(80),
      ...inputFlags,
      "init-value": { kinds: ["date"], dynamic: true },
      "on-select-action": action(dataExchange),
    },
  },
  CalendarPicker: {
    since: "6.1",
    input: true,
    source: `${reference}, CalendarPicker`,
    properties: {
      name,
      mode: oneOf("single", "range"),
      label: { kinds: ["string", "object"], shape: "RangeText", required: true, max: 40, dynamic: true },
      title: text(80),
      description: text(300),
      "helper-text": { kinds: ["string", "object"], shape: "RangeText", max: 80, dynamic: true },
      "error-message": { kinds: ["string", "object"], shape: "RangeText", max: 80, dynamic: true },
      required: { kinds: ["boolean", "object"], shape: "RangeFlags", dynamic: true },
      "init-value": { kinds: ["date", "object"], shape: "RangeDates", dynamic: true },
      ...dates,
      "include-days": {
        kinds: ["strings"],
        enum: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        dynamic: true,
      },
      "min-days": whole(0),
      "max-days": whole(0),
      enabled: flag,
      visible: flag,
      "on-select-action": action(dataExchange),
    },
  },
};
