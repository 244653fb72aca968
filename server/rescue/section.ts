import type { ReadyAnswersValues, RescueValues } from "../../src/app/packages/contract/index.ts";
import type { Section } from "../app-settings/saving.ts";
import { portalSheet } from "../app-settings/sheet.ts";
import type { PortalSettings } from "../portals/settings.ts";

/** What happens when somebody stops half-way, as a section of the settings. */
export const rescueSection: Section<PortalSettings, RescueValues> = {
  name: "rescue",
  action: "settings-changed",
  sheet: portalSheet,
  show: ({ rescue: { reminder, afterMinutes, keepDays } }) => ({ reminder, afterMinutes, keepDays }),
  merge: (settings, { reminder, afterMinutes, keepDays }) => ({
    ...settings,
    rescue: { reminder, afterMinutes, keepDays },
  }),
  fields: { "rescue.reminder": "reminder", "rescue.afterMinutes": "afterMinutes", "rescue.keepDays": "keepDays" },
};

/** Answers that are ready to be sent from a card, as another one. */
export const readyAnswersSection: Section<PortalSettings, ReadyAnswersValues> = {
  name: "ready-answers",
  action: "settings-changed",
  sheet: portalSheet,
  show: ({ readyAnswers }) => ({ answers: readyAnswers.map(({ name, texts }) => ({ name, texts })) }),
  merge: (settings, { answers }) => ({ ...settings, readyAnswers: answers }),
  fields: { readyAnswers: "answers" },
};
