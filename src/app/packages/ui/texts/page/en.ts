/** Every word of the app page in English. A sentence about a problem says what to do next. */
export const en = {
  title: "Flowella",
  loading: "Loading",
  retry: "Try again",
  refresh: "Refresh",
  outdated: "This may be out of date.",

  setupTitle: "The app is not set up completely",
  setupText:
    "This app does not know its server. Whoever uploaded it must set SERVER_ORIGIN to an https address in the upload profile, and upload it again.",
  problemTitle: "This could not be loaded",
  problems: {
    "no-answer":
      "Flowella's server did not answer. Try again in a moment. If it stays like this, tell your administrator.",
    refused:
      "Flowella's server does not accept this HubSpot account. Ask your administrator to connect the app again under Connected apps.",
    "bad-status":
      "Flowella's server has a problem. Try again in a moment. If it stays like this, tell your administrator.",
    "not-understood":
      "Flowella's server gave an answer that this page does not understand. Reload the page. If it stays like this, tell your administrator that app and server do not fit together.",
  },
  errorCode: (code: string) => `Error code: ${code}`,
  forbiddenTitle: "You may not see this",
  notFoundTitle: "There is no such page",
  notFoundText: "Choose one of the tabs above.",

  tabs: { start: "Start", forms: "Forms", flows: "Flows", results: "Results" },
  flowStatus: { draft: "Draft", published: "Published", paused: "Paused" },
  version: (number: number) => `Version ${number}`,

  start: {
    intro: "From nothing to the first answer. This list ticks itself.",
    progress: (done: number, of: number) => `${done} of ${of} done`,
    allDone: "Everything works. New answers are under Results.",
    states: {
      done: "Done",
      open: "To do",
      whatsapp: "WhatsApp is looking at it",
      customer: "The customer's turn",
      later: "Comes by itself",
    },
    number: {
      title: "A WhatsApp number",
      none: "No number is connected yet. You need a Facebook login that manages the business, and about ten minutes.",
      blocked:
        "A number is connected, but it cannot send yet. The page that connects WhatsApp lists what has to happen.",
      ready: "Connected, and ready to send.",
    },
    form: {
      title: "A published form",
      none: "Choose one of your forms and look at it as a Flow.",
      draft: "You looked at a form. Publish it, so that it can be sent.",
      published: "A form of yours is a Flow.",
    },
    consent: {
      title: "Who agreed to be written to",
      none: "Nothing is named yet, so people only get answers within 24 hours of their own message. Let the form ask, or have whoever runs Flowella name a property, a list or a box of the form.",
      named: "Only people who agreed there are written to.",
    },
    template: {
      title: "An approved message template",
      none: "It is handed in to WhatsApp when you publish the first form.",
      "in-review": "WhatsApp reviews it, mostly within a day. Until then, the Flow goes out in open chats only.",
      attention: "WhatsApp did not take it as it is. Whoever runs Flowella hands in another text.",
      approved: "The Flow can be sent to people who have not written in the last 24 hours.",
    },
    "first-send": {
      title: "The first message",
      none: "Open a contact, find the card WhatsApp Flows, choose the Flow and press Send. Try it with yourself first. If the card is not there, a super admin adds it under Customize.",
      done: "Sent.",
    },
    "first-answer": {
      title: "The first answer",
      none: "It appears under Results, and on the contact.",
      done: "Answers have arrived.",
    },
    connect: "Connect WhatsApp",
    askConsent: "Let the form ask",
    askingConsent: "Saving",
    askConsentHow:
      "Forms that are published from now on end with a question for permission. Whoever says yes may be written to.",
    consentAsked: "Forms that are published from now on end with the question.",
    notSavedTitle: "Nothing was saved",
    connectMore: "See what has to happen",
    chooseForm: "Choose a form",
    seeTemplate: "See the Flow",
    seeResults: "See the results",
    whatWorks: "What works in this HubSpot account",
    openPage: "Open the page",
    openOnce: "It opens in a new tab, once, within ten minutes. Come back here afterwards and press Refresh.",
    noLinkTitle: "There is no link yet",
  },

  forms: {
    tool: "Where the form is",
    search: "Search by title",
    searchPlaceholder: "Words of the title",
    changed: (when: string) => `Last changed ${when}`,
    noFlow: "Not a Flow yet",
    convert: "Look at it as a Flow",
    open: "Open",
    untitled: "Untitled form",
    previous: "Previous",
    next: "Next",
    emptyTitle: "There is no form here",
    emptyText: "Make one in HubSpot under Marketing > Forms, then press Refresh.",
    emptyToolText: "Make one there, then press Refresh.",
    notFoundTitle: "No form has these words in its title",
    notFoundText: "Try other words, or fewer.",
    notConnectedTitle: (tool: string) => `${tool} is not connected`,
    notConnectedText: "Connect an account, and its forms appear here.",
    refusedTitle: (tool: string) => `${tool} takes the connection no more`,
    refusedText: "Somebody ended it there, or the account is gone. Connect it again.",
    connectTool: (tool: string) => `Connect ${tool}`,
    openTool: (tool: string) => `Go to ${tool}`,
    openToolHow: "It opens in a new tab. Come back here afterwards and press Refresh.",
  },

  report: {
    back: "All forms",
    facts: { language: "Language", screens: "Screens", time: "Time to fill in", questions: "Questions" },
    minutes: (minutes: number) => (minutes <= 1 ? "about a minute" : `about ${minutes} minutes`),
    blockedTitle: "It cannot be published as it is",
    notices: { info: "Good to know", warn: "Look at this", block: "This has to change first" },
    outcomes: {
      dropped: (count: number) => `Left out (${count})`,
      adapted: (count: number) => `Asked in another way (${count})`,
      exact: (count: number) => `Asked as in the form (${count})`,
    },
    none: "None.",
    preview: "See it on a phone",
    previewing: "Making the preview",
    previewTitle: "Preview",
    previewTab: "Open it in a new tab instead",
    previewHow: "Fill it in as a customer would: nothing is sent, and nothing is kept.",
    noPreviewTitle: "There is no preview",
  },

  publish: {
    title: "Publish",
    nextTitle: "Publish as the next version",
    costsTitle: "What it costs",
    costs: {
      free: "Publishing itself costs nothing.",
      template:
        "A message template is handed in to WhatsApp for review. Until it is approved, the Flow goes out in open chats only.",
      keepsTemplate: "The message template stays as it is, and needs no new review.",
      price:
        "A message in an open chat costs nothing. Outside the 24 hours after a customer last wrote, Meta bills each delivered message at its utility rate.",
      versions: "Messages that are out keep the version that they were sent with.",
    },
    button: "Publish",
    publishing: "Publishing",
    runningText: "WhatsApp takes the Flow, checks it and publishes it. This takes up to a minute; stay on this page.",
    doneTitle: "Published",
    done: {
      approved: "It can be sent now: from a contact's card, or by a workflow.",
      "in-review":
        "It can be sent in open chats now, and to everybody else once WhatsApp has approved its message template.",
      attention: "It can be sent in open chats. Its message template needs somebody to act: see Flows.",
    },
    current: "Customers get the form as it is now. There is nothing to publish.",
    unchanged: "The Flow has these changes already.",
    refusedTitle: "Not published",
    errorTitle: "Publishing did not work",
    unclearTitle: "We do not know whether it was published",
    unclearText: "Press the button again: it counts as the same publishing.",
    byHandTitle: "The last part is done by hand",
    copyTitle: "A copy can be published instead",
    copyButton: "Publish a copy",
    refusals: {
      "whatsapp.not_connected": "Connect a WhatsApp number first: see Start.",
      "flow.paused": "This Flow is paused, and publishing would let it go on. Let it go on first, under Flows.",
      "forms.flow_paused": "This Flow is paused, and publishing would let it go on. Let it go on first.",
      "forms.changed_again": "The form was changed once more in the meantime. Press Refresh and look at the changes.",
      "forms.busy": "This form is being looked at this moment. Try again in a minute.",
      "forms.page_unread":
        "The form's public page, which alone has its checks of answers, cannot be read now. Open the form to everybody, or try again later.",
      "forms.not_watched": "This Flow's form is not followed. Publish the form under Forms.",
    } as Readonly<Record<string, string>>,
  },

  flows: {
    emptyTitle: "No form is a Flow yet",
    emptyText: "Choose a form, look at it as a Flow, and publish it.",
    chooseForm: "Choose a form",
    neverPublished: "Not published yet",
    facts: { template: "Message template", sends: "Messages", answers: "Answers" },
    noTemplate: "Handed in when it is published",
    templates: { approved: "Approved", "in-review": "In review", attention: "Needs somebody" },
    pausedText: "Nothing is sent, and whoever opens a message that is out reads that the form rests.",
    pause: "Pause",
    pausing: "Pausing",
    resume: "Let it go on",
    resuming: "Letting it go on",
    paused: (name: string) => `${name} is paused.`,
    resumed: (name: string) => `${name} goes on.`,
    notChangedTitle: "Nothing was changed",
    unclearTitle: "We do not know whether it was changed",
    seeForm: "See its questions",
    changesTitle: (count: number) => (count === 1 ? "The form was changed" : `The form was changed (${count} changes)`),
    changesText: "Customers still get the form as it was. Look at the changes, then publish them.",
  },

  results: {
    intro: "The newest answers first, and whether they have arrived where they belong.",
    emptyTitle: "No answer yet",
    emptyText: "Send a Flow from a contact's card. What customers hand in appears here.",
    states: { "under-way": "On the way", landed: "Arrived", attention: "Needs attention" },
    stepFor: (destination: string, says: string) => `${destination}: ${says}`,
    deadTitle: (count: number) => (count === 1 ? "One delivery was given up" : `${count} deliveries were given up`),
    deadText: "Put right what each one says, then try again. Nothing is lost until then.",
    replay: "Try again",
    replayAll: "Try all again",
    replaying: "Trying again",
    replayed: (steps: number) =>
      steps === 0
        ? "It is on its way already."
        : steps === 1
          ? "It is on its way again."
          : `${steps} are on their way again.`,
    notReplayedTitle: "It was not tried again",
    unclearTitle: "We do not know whether it was tried again",
    newer: "Newest",
    older: "Older",
  },
};
