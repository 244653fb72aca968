/** Every word of HubSpot's part in English. A sentence about a problem says what to do next. */
export const en = {
  loading: "Loading WhatsApp Flows",
  retry: "Try again",
  refresh: "Refresh",

  setupTitle: "The app is not set up completely",
  setupText:
    "This app does not know its server. Whoever uploaded it must set SERVER_ORIGIN to an https address in the upload profile, and upload it again.",

  problemTitle: "Could not load WhatsApp Flows",
  problems: {
    "no-answer":
      "Flowella's server did not answer. Try again in a moment. If it stays like this, tell your administrator.",
    refused:
      "Flowella's server does not accept this HubSpot account. Ask your administrator to connect the app again under Connected apps.",
    "bad-status":
      "Flowella's server has a problem. Try again in a moment. If it stays like this, tell your administrator.",
    "not-understood":
      "Flowella's server gave an answer that this card does not understand. Reload the page. If it stays like this, tell your administrator that app and server do not fit together.",
  },
  errorCode: (code: string) => `Error code: ${code}`,

  notConnectedTitle: "WhatsApp is not connected",
  connect: "Connect WhatsApp",

  noFlowsTitle: "No published Flow yet",
  noFlowsText: "Publish a Flow in Flowella first. It then appears here, ready to be sent.",
  draftsText: (count: number) =>
    count === 1
      ? "There is one Flow that cannot be sent yet. Publish it in Flowella, and it appears here."
      : `There are ${count} Flows that cannot be sent yet. Publish one in Flowella, and it appears here.`,

  noNumberTitle: "This contact has no phone number",
  noNumberText: "Add a phone number to the contact, with the country code, then press Refresh.",
  invalidNumberTitle: "This contact's phone number does not work",
  invalidNumberText: "Correct the phone number, starting with + and the country code, then press Refresh.",

  chooseFlow: "Flow",
  chooseFlowPlaceholder: "Choose a Flow",
  throttledFlow: (name: string) => `${name} (slowed down by WhatsApp)`,
  to: "To",
  from: "From",
  usualNumber: (number: string) => `${number} (the usual one)`,
  unknownNumber: "The contact's phone number",
  goesAs: "Goes as",
  asMessage: "Message",
  asMessageUntil: (until: string) => `Message (until ${until})`,
  asTemplate: "Approved template",
  asTemplateWhy: "The contact has not written in the last 24 hours, so WhatsApp accepts an approved template only.",

  send: "Send Flow",
  sending: "Sending",
  sentAs: {
    message: (flow: string) => `${flow} was sent as a message.`,
    template: (flow: string) => `${flow} was sent as an approved template.`,
  },
  heldUntil: {
    "quiet-hours": (flow: string, until: string) =>
      `${flow} waits: it is night or rest time where this contact is. It goes by itself on ${until}.`,
    "frequency-cap": (flow: string, until: string) =>
      `${flow} waits: this contact got as many messages lately as your settings allow. It goes by itself on ${until}.`,
    "trying-again": (flow: string, until: string) => `${flow} waits, and is tried again on ${until}.`,
  },
  notSentTitle: "Not sent",
  sendUnclearTitle: "We do not know whether it was sent",
  sendUnclearText: "Press Send again: it counts as the same send, so the contact gets the Flow once.",
  refusedTitles: {
    NO_NUMBER: "Not sent: no phone number",
    NOT_ON_WHATSAPP: "Not sent: this number is not on WhatsApp",
    NO_CONSENT: "Not sent: no consent yet",
    OPTED_OUT: "Not sent: this contact opted out",
    WINDOW_CLOSED_NO_TEMPLATE: "Not sent: this Flow needs an approved template",
    FLOW_NOT_PUBLISHED: "Not sent: this Flow is not published",
    NOT_CONNECTED: "Not sent: WhatsApp is not connected",
    FAILED: "Not sent: WhatsApp refused it",
  },

  waitingTitle: "Waiting to be sent",
  waitingUntil: (until: string) => `Goes by itself on ${until}`,
  waitingBecause: {
    "quiet-hours": "It is night or rest time where this contact is.",
    "frequency-cap": "This contact got as many messages lately as your settings allow.",
    "trying-again": "It could not be sent at its time, and is tried again.",
  },
  waitingHow: "Before it goes, everything is looked at again. A STOP of the contact ends it.",
  cancelHeld: "Do not send it",
  cancellingHeld: "Taking it back",
  heldCancelled: (flow: string) => `${flow} will not be sent.`,
  heldTooLateTitle: "It cannot be taken back any more",
  heldTooLateText:
    "It is being sent at this moment, or it does not wait any more. Press Refresh to see what became of it.",
  heldUnclearTitle: "We do not know whether it was taken back",

  sendsTitle: "Sent to this contact",
  noSends: "No Flow was sent to this contact yet.",
  outdated: "The list may be out of date.",
  statuses: {
    queued: "Waiting to be sent",
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
    opened: "Opened",
    answering: "Answering",
    answered: "Answered, on its way to HubSpot",
    "delivered-to-hubspot": "Answers are in HubSpot",
    failed: "Not delivered",
    "needs-attention": "Needs your attention",
  },
  screen: (number: number, of: number, title: string) => `Screen ${number} of ${of}: ${title}`,
};
