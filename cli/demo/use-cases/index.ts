/** The one list of scenarios: `demo --template NAME` runs the one of that name. */

import { appointmentScenario } from "./appointment.ts";
import { contactUpdateScenario } from "./contact-update.ts";
import { kycScenario } from "./kyc.ts";
import { leadScenario } from "./lead.ts";
import { membershipScenario } from "./membership.ts";
import { npsScenario } from "./nps.ts";
import { rsvpScenario } from "./rsvp.ts";
import type { Scenario } from "./types.ts";

export const scenarios: readonly Scenario[] = [
  kycScenario,
  npsScenario,
  leadScenario,
  contactUpdateScenario,
  appointmentScenario,
  membershipScenario,
  rsvpScenario,
];
