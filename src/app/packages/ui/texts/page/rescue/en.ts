/** The words about customers who stopped half-way, in English. */
export const en = {
  intro:
    "Customers who opened a Flow and stopped. They can go on where they were; under Settings you choose whether they are reminded.",
  emptyTitle: "Nobody stopped half-way",
  emptyText: "Whoever opens a Flow and does not finish it appears here, with the screen that they saw last.",
  remindedText: (reminded: string, finished: string) =>
    `Reminded in the last 30 days: ${reminded}. Of these, finished afterwards: ${finished}.`,
  screensTitle: "Where people stop",
  people: (count: string) => `People: ${count}`,
  onlyThis: "Only this Flow",
  allFlows: "All Flows",
  listTitle: "Who stopped",
  contact: (id: string) => `Contact ${id}`,
  noContact: "Not known yet",
  untitled: "Screen without a title",
  at: (screen: string, place: string, of: string) => `On “${screen}”, screen ${place} of ${of}`,
  stopped: (when: string) => `Stopped ${when}`,
  reminders: {
    planned: "Is reminded",
    sent: "Was reminded",
    unconfirmed: "Not known whether the reminder arrived",
    none: "Is not reminded",
  },
  goesAt: (when: string) => `The reminder goes ${when}.`,
  wentAt: (when: string) => `The reminder went ${when}.`,
  resumable: (when: string) => `Can go on until ${when}.`,
  over: "It is too late to go on.",
  deleted: (when: string) => `What was answered so far is deleted ${when}.`,
  newest: "Newest",
  older: "Older",
};
