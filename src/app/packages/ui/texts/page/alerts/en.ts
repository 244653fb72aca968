/** The words about what needs somebody, in English. Each kind: what it is, what happened, what to do. */
export const en = {
  title: "What needs you",
  waiting: (count: number) => (count === 1 ? "One thing needs somebody" : `${count} things need somebody`),
  see: "See what it is",
  back: "Back to the start",
  emptyTitle: "Nothing needs anybody",
  emptyText: "What goes wrong appears here by itself, and goes away by itself once it is well again.",
  overTitle: (count: number) => `Over in the last 7 days (${count})`,
  since: (when: string) => `Since ${when}`,
  over: (when: string) => `Over since ${when}`,
  flows: (names: string) => `Flows: ${names}`,
  affected: (count: string) => `Affected: ${count}`,
  until: (when: string) => `Until ${when}`,
  finished: (hits: string, of: string, usualHits: string, usualOf: string) =>
    `Of the newest, ${hits} of ${of} finished; before that, ${usualHits} of ${usualOf}.`,
  refused: (hits: string, of: string, usualHits: string, usualOf: string) =>
    `Of the newest, ${hits} of ${of} had their answer refused; before that, ${usualHits} of ${usualOf}.`,
  muted: (when: string) => `Quiet until ${when}`,
  mute: "Quiet for 7 days",
  tell: "Tell again",
  changed: "Changed.",
  details: "For whoever runs Flowella",
  go: {
    flow: "Open the Flow",
    flows: "See the Flows",
    forms: "See the forms",
    results: "See the results",
    broadcasts: "See the broadcasts",
    whatsapp: "See how WhatsApp stands",
    hubspot: "See how HubSpot stands",
  },
  kinds: {
    dead_letters: {
      title: (about: string) => `Answers did not reach ${about}`,
      says: "They were tried for days and then given up. They are kept.",
      fix: "Under Results, see why, put it right, and press Try again.",
    },
    destination_paused: {
      title: (about: string) => `${about} does not answer`,
      says: "Answers wait, and nothing is lost. It is tried again by itself.",
      fix: "If it is yours, see whether it works. Otherwise wait.",
    },
    conflicts: {
      title: () => "Somebody has to say whose it is",
      says: "Several contacts may be the person, so nothing was written to any of them.",
      fix: "The tasks in HubSpot name the contacts. Whoever runs Flowella enters the decision.",
    },
    departed: {
      title: () => "Flowella is not connected to HubSpot",
      says: "Answers are held encrypted and erased afterwards.",
      fix: "Install Flowella again: what is held is then delivered.",
    },
    webhook_gone: {
      title: () => "A webhook wants no more events",
      says: "Its receiver said so, and it was switched off.",
      fix: "If that is a mistake, switch it on again under Settings, Webhooks.",
    },
    private_address: {
      title: () => "A webhook's address is not allowed",
      says: "It leads into a private network, which is never called.",
      fix: "Give it a public address under Settings, Webhooks.",
    },
    inbox_dead: {
      title: (about: string) => `Events from ${about} could not be handled`,
      says: "They were tried several times and then given up. They are kept.",
      fix: "Tell whoever runs Flowella.",
    },
    form_changed: {
      title: () => "Forms changed after they became Flows",
      says: "Customers still get the Flows as they were published.",
      fix: "Look at what changed, and take it over or leave it.",
    },
    form_unreadable: {
      title: (about: string) => `Forms of ${about} cannot be read`,
      says: "Nobody would notice if they changed. Their Flows go on as they are.",
      fix: "See whether the account is still connected and the forms are still there.",
    },
    flow_stopped: {
      title: (about: string) => `People stopped finishing ${about}`,
      says: "Far fewer than usual get to its end.",
      fix: "Fill it in on your own phone. If it changed lately, go back to the version before.",
    },
    field_errors: {
      title: (about: string) => `Answers are suddenly refused: ${about}`,
      says: "Far more people than usual have to answer this question again.",
      fix: "See what the question demands. Did the form change lately?",
    },
    flow_throttled: {
      title: (about: string) => `WhatsApp warns of ${about}`,
      says: "It counts errors or slow answers. It holds the Flow back, or will if that goes on.",
      fix: "Tell whoever runs Flowella. WhatsApp frees the Flow by itself once it is well.",
    },
    key_replaced: {
      title: (about: string) => `Another tool took over the key of ${about}`,
      says: "Flows from this number do not open any more.",
      fix: "Decide which tool is to have the number, and tell whoever runs Flowella.",
    },
    key_broken: {
      title: (about: string) => `The key of ${about} does not work`,
      says: "Flows from this number do not open. The key is given to WhatsApp again every quarter of an hour.",
      fix: "If it stays, tell whoever runs Flowella.",
    },
    key_overdue: {
      title: (about: string) => `The key of ${about} is overdue for replacement`,
      says: "Flows still open.",
      fix: "Tell whoever runs Flowella.",
    },
    token_refused: {
      title: (about: string) => `${about} is not connected any more`,
      says: "The access was ended there, or it ran out.",
      fix: "Connect it again under Settings, Connections.",
    },
    token_expiring: {
      title: (about: string) => `The access to ${about} ends soon`,
      says: "Nothing renews it by itself.",
      fix: "Connect it again before that, under Settings, Connections.",
    },
    template_stopped: {
      title: (about: string) => `WhatsApp holds back a message template of ${about}`,
      says: "People who have not written in the last 24 hours may not get the Flow.",
      fix: "Under Flows, each says how its template stands, and why. Change the text or hand in another one.",
    },
    number_quality: {
      title: (about: string) => `WhatsApp trusts ${about} less`,
      says: "People blocked or reported messages, or a limit was reached.",
      fix: "Write to fewer people, and only to those who expect it. It recovers by itself.",
    },
    daily_limit: {
      title: (about: string) => `The daily limit of ${about} is used up`,
      says: "The rest waits for room.",
      fix: "Nothing: it goes on by itself.",
    },
  },
};
