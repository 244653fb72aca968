/** Handing a lead over to a person: how far the contact is, who takes over, and what they are told. */
export { type Circle, type Colleague, circleFor, type LeadAnswers, nextOf, peopleOf } from "./circle.ts";
export { type LeadSettings, type LeadWishes, leadSettingsSchema } from "./settings.ts";
export { stageForward } from "./stage.ts";
