/** Words of the privacy section in English. */
export const en = {
  intro:
    "What customers hand in lies here encrypted until its time is over. Then a job removes it; HubSpot and your other tools keep what they were given.",
  keep: "Keep answers and files",
  keeps: {
    nothing: "Not at all: they go within about an hour of being delivered everywhere",
    days: "For some days after they were handed in",
  },
  days: "Days",
  daysHow: "From 1 to 3650. Messages that are no answers go after the same time.",
  nothingHow:
    "Messages that are no answers stay for 24 hours, so that somebody can reply. A customer who may change their answers begins with empty fields.",
  heldDays: "Days longer for what cannot be delivered",
  heldDaysHow: "From 7 to 365. After that it is removed without being delivered.",
  flows: "Flows with a time of their own",
  flow: (name: string, keep: number | "nothing") =>
    keep === "nothing" ? `${name}: not at all` : keep === 1 ? `${name}: one day` : `${name}: ${keep} days`,
  where: "Where data lies",
  places: { ours: "Flowella", hubspot: "HubSpot", meta: "Meta" },
  unknown: "Unknown",
  metaRegion: "Country in which Meta keeps your numbers' data",
  metaRegionHow: "Two letters, such as DE, as it was chosen when the numbers were registered. Meta does not tell it.",
  differTitle: "Not everything is in one part of the world",
  differ: {
    hubspot: "HubSpot keeps this account's data elsewhere than Flowella does.",
    meta: "Meta keeps your numbers' data elsewhere than Flowella does.",
  },
  removed: "What was removed",
  never: "The job has not run yet.",
  last: (when: string, what: string) =>
    what === "" ? `Last round: ${when}. Nothing had to go.` : `Last round: ${when}. Removed: ${what}.`,
  round: (when: string, what: string) => `${when}: ${what}`,
  checked: "Counted again just now: of what had to go by then, nothing is left.",
  leftTitle: (count: number) =>
    count === 1 ? "One thing that should be gone is still here" : `${count} things that should be gone are still here`,
  leftText: "Tell whoever runs Flowella.",
  heldTitle: (count: number) =>
    count === 1
      ? "The answers of one submission wait past their time"
      : `The answers of ${count} submissions wait past their time`,
  heldText: (when: string) =>
    `They could not be delivered everywhere. Look into the results of your Flows; from ${when} on they are removed undelivered.`,
  things: {
    answers: "answers to forms",
    givenUp: "of those undelivered",
    sessions: "unfinished answers",
    secureAnswers: "answers from the secure page",
    files: "files",
    messages: "messages",
    inbox: "notices from outside",
    sends: "links between a message and its contact",
    workflowOutputs: "answers handed to workflows",
    codes: "contacts behind codes",
    decisions: "decisions about numbers",
    reminders: "reminders",
    ads: "ads that people came from",
  },
};
