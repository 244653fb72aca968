/** The account's country and clock, the timeline, and what happens with messages that are no answers. */
import { isSupportedCountry } from "libphonenumber-js";
import type { GeneralValues } from "../../src/app/packages/contract/index.ts";
import type { PortalSettings } from "../portals/settings.ts";
import type { Section } from "./saving.ts";
import { portalSheet } from "./sheet.ts";

const countryOf = ({ defaultCountry }: GeneralValues): string => defaultCountry.trim().toUpperCase();

export const generalSection: Section<PortalSettings, GeneralValues> = {
  name: "general",
  action: "settings-changed",
  sheet: portalSheet,
  show: ({ timeZone, defaultCountry = "", unknownPerson, timeline, messages }) => ({
    timeZone,
    defaultCountry,
    unknownPerson,
    timeline,
    tellOwner: messages.tellOwner,
    reply: messages.reply,
    person: messages.person ?? "",
  }),
  merge: (settings, values) => {
    const { timeZone, unknownPerson, timeline, tellOwner, reply } = values;
    const person = values.person.trim();
    const { defaultCountry: _, ...others } = settings;
    const country = countryOf(values);
    return {
      ...others,
      timeZone: timeZone.trim(),
      unknownPerson,
      timeline,
      messages: { tellOwner, reply, ...(person && { person }) },
      ...(country && { defaultCountry: country }),
    };
  },
  fields: { "messages.person": "person" },
  wrong: (values) => {
    const country = countryOf(values);
    const fine = country === "" || !/^[A-Z]{2}$/.test(country) || isSupportedCountry(country);
    return fine ? [] : [{ field: "defaultCountry", says: "is no country; write it as IT" }];
  },
};
