/** Every source by its name: a new one is a name in `store/schema.ts`, a file here and a line below. */
import { handleFormTold } from "../../form-tools/watching/told.ts";
import { handleVerification } from "../../verification/told.ts";
import type { Handlers } from "../types.ts";
import { handleHubSpot } from "./hubspot.ts";
import { handleWhatsApp } from "./whatsapp.ts";

export const handlers: Handlers = {
  whatsapp: handleWhatsApp,
  hubspot: handleHubSpot,
  verification: handleVerification,
  "google-forms": handleFormTold("google-forms"),
  surveymonkey: handleFormTold("surveymonkey"),
};
