import { de as common } from "./common/de.ts";
import type { Texts } from "./index.ts";

/** Every word of the cards in German. */
export const de: Texts = {
  ...common,
  loading: "WhatsApp Flows werden geladen",

  problemTitle: "WhatsApp Flows konnten nicht geladen werden",

  notConnectedTitle: "WhatsApp ist nicht verbunden",
  connect: "WhatsApp verbinden",

  noFlowsTitle: "Noch ist kein Flow veröffentlicht",
  noFlowsText: "Veröffentlichen Sie zuerst einen Flow in Flowella. Dann erscheint er hier und kann gesendet werden.",
  draftsText: (count) =>
    count === 1
      ? "Ein Flow kann noch nicht gesendet werden. Veröffentlichen Sie ihn in Flowella, dann erscheint er hier."
      : `${count} Flows können noch nicht gesendet werden. Veröffentlichen Sie einen in Flowella, dann erscheint er hier.`,

  noNumberTitle: "Dieser Kontakt hat keine Telefonnummer",
  noNumberText: "Tragen Sie beim Kontakt eine Telefonnummer mit Landesvorwahl ein und drücken Sie dann Aktualisieren.",
  invalidNumberTitle: "Die Telefonnummer dieses Kontakts stimmt nicht",
  invalidNumberText:
    "Berichtigen Sie die Telefonnummer, beginnend mit + und der Landesvorwahl, und drücken Sie dann Aktualisieren.",

  chooseFlow: "Flow",
  chooseFlowPlaceholder: "Flow wählen",
  throttledFlow: (name) => `${name} (von WhatsApp gebremst)`,
  to: "An",
  from: "Von",
  usualNumber: (number) => `${number} (die übliche)`,
  unknownNumber: "Die Telefonnummer des Kontakts",
  goesAs: "Geht als",
  asMessage: "Nachricht",
  asMessageUntil: (until) => `Nachricht (bis ${until})`,
  asTemplate: "Genehmigte Vorlage",
  asTemplateWhy:
    "Der Kontakt hat in den letzten 24 Stunden nicht geschrieben, darum nimmt WhatsApp nur eine genehmigte Vorlage an.",

  flowFigures: {
    sent: (days, sent) => `In den letzten ${days} Tagen gesendet: ${sent}.`,
    completed: (completed) => `Abgegeben: ${completed}.`,
    completedShare: (completed, share) => `Abgegeben: ${completed} (${share}).`,
    median: (time) => `Median der Zeit zum Ausfüllen: ${time}.`,
  },

  send: "Flow senden",
  sending: "Wird gesendet",
  sentAs: {
    message: (flow) => `${flow} wurde als Nachricht gesendet.`,
    template: (flow) => `${flow} wurde als genehmigte Vorlage gesendet.`,
  },
  heldUntil: {
    "quiet-hours": (flow, until) =>
      `${flow} wartet: Beim Kontakt ist Nacht oder Ruhezeit. Es geht von selbst am ${until}.`,
    "frequency-cap": (flow, until) =>
      `${flow} wartet: Dieser Kontakt hat zuletzt so viele Nachrichten bekommen, wie Ihre Einstellungen erlauben. Es geht von selbst am ${until}.`,
    "trying-again": (flow, until) => `${flow} wartet und wird am ${until} noch einmal versucht.`,
  },
  notSentTitle: "Nicht gesendet",
  sendUnclearTitle: "Wir wissen nicht, ob es gesendet wurde",
  sendUnclearText:
    "Drücken Sie noch einmal Flow senden: Es zählt als dieselbe Sendung, der Kontakt bekommt den Flow einmal.",
  refusedTitles: {
    NO_NUMBER: "Nicht gesendet: keine Telefonnummer",
    NOT_ON_WHATSAPP: "Nicht gesendet: Diese Nummer ist nicht bei WhatsApp",
    NO_CONSENT: "Nicht gesendet: noch keine Einwilligung",
    OPTED_OUT: "Nicht gesendet: Der Kontakt hat abbestellt",
    WINDOW_CLOSED_NO_TEMPLATE: "Nicht gesendet: Dieser Flow braucht eine genehmigte Vorlage",
    FLOW_NOT_PUBLISHED: "Nicht gesendet: Dieser Flow ist nicht veröffentlicht",
    NOT_CONNECTED: "Nicht gesendet: WhatsApp ist nicht verbunden",
    FAILED: "Nicht gesendet: WhatsApp hat abgelehnt",
  },
  refusedTexts: {
    NO_NUMBER: "Tragen Sie beim Kontakt eine gültige Telefonnummer mit Landesvorwahl ein.",
    NOT_ON_WHATSAPP: "Fragen Sie den Kontakt nach der Nummer, mit der er WhatsApp nutzt.",
    NO_CONSENT:
      "Dieser Mensch hat nicht zugestimmt, angeschrieben zu werden. Binnen 24 Stunden nach seiner eigenen Nachricht dürfen Sie antworten.",
    OPTED_OUT:
      "Dieser Mensch möchte solche Nachrichten nicht mehr. Schreibt er START in den Chat, bekommt er sie wieder.",
    WINDOW_CLOSED_NO_TEMPLATE:
      "Warten Sie, bis WhatsApp die Vorlage genehmigt hat, oder bis der Kontakt Ihnen schreibt.",
    FLOW_NOT_PUBLISHED: "Veröffentlichen Sie den Flow in Flowella, oder lassen Sie ihn weiterlaufen.",
    NOT_CONNECTED: "Bitten Sie einen Admin, die Nummer wieder zu verbinden, oder wählen Sie eine andere.",
  },

  waitingTitle: "Wartet aufs Senden",
  waitingUntil: (until) => `Geht von selbst am ${until}`,
  waitingBecause: {
    "quiet-hours": "Beim Kontakt ist Nacht oder Ruhezeit.",
    "frequency-cap": "Dieser Kontakt hat zuletzt so viele Nachrichten bekommen, wie Ihre Einstellungen erlauben.",
    "trying-again": "Es konnte zu seiner Zeit nicht gesendet werden und wird noch einmal versucht.",
  },
  waitingHow: "Vor dem Senden wird alles noch einmal geprüft. Ein STOP des Kontakts beendet es.",
  cancelHeld: "Nicht senden",
  cancellingHeld: "Wird zurückgenommen",
  heldCancelled: (flow) => `${flow} wird nicht gesendet.`,
  heldTooLateTitle: "Es lässt sich nicht mehr zurücknehmen",
  heldTooLateText:
    "Es wird gerade gesendet oder wartet nicht mehr. Drücken Sie Aktualisieren, um zu sehen, was daraus wurde.",
  heldUnclearTitle: "Wir wissen nicht, ob es zurückgenommen wurde",

  sendsTitle: "An diesen Kontakt gesendet",
  noSends: "An diesen Kontakt wurde noch kein Flow gesendet.",
  outdated: "Die Liste ist vielleicht nicht mehr aktuell.",
  statuses: {
    queued: "Wartet aufs Senden",
    sent: "Gesendet",
    delivered: "Zugestellt",
    read: "Gelesen",
    opened: "Geöffnet",
    answering: "Wird ausgefüllt",
    answered: "Beantwortet, unterwegs zu HubSpot",
    "delivered-to-hubspot": "Antworten sind in HubSpot",
    failed: "Nicht zugestellt",
    "needs-attention": "Braucht Sie",
  },
  screen: (number, of, title) => `Bildschirm ${number} von ${of}: ${title}`,

  preview: "Auf einem Telefon ansehen",
  previewing: "Vorschau wird gemacht",
  previewTitle: "Vorschau",
  previewTab: "Stattdessen in einem neuen Tab öffnen",
  noPreviewTitle: "Es gibt keine Vorschau",
  noTemplateTitle: "Dieser Flow kann noch nicht an diesen Kontakt gehen",
  noTemplate: {
    "in-review":
      "WhatsApp prüft seine Nachrichtenvorlage noch, meist binnen eines Tages. Bis dahin geht er nur binnen 24 Stunden, nachdem der Kontakt Ihnen geschrieben hat.",
    attention:
      "WhatsApp hat seine Nachrichtenvorlage nicht genommen. Sehen Sie auf der Seite von Flowella unter Flows nach. Bis sie genehmigt ist, geht er nur binnen 24 Stunden, nachdem der Kontakt Ihnen geschrieben hat.",
  },

  partialTitle: "HubSpot konnte nicht gelesen werden",
  partialText: "Unten steht, was Flowella selbst hat; es ist vielleicht nicht alles.",
  tabs: { send: "Senden", answers: "Antworten", messages: "Nachrichten", consent: "Einwilligung" },

  answers: {
    emptyTitle: "Noch keine Antworten",
    emptyText: "Was dieser Kontakt abgibt, erscheint hier, mit jedem Ort, an den es ging.",
    hiddenTitle: "Ihre Rolle sieht keine Antworten",
    hiddenText: "Ein Admin kann das in den Einstellungen von Flowella ändern.",
    corrected: "Vom Kunden berichtigt",
    noAnswers: "Nichts wurde ausgefüllt.",
    masked: "Nummern, die einen Menschen ausweisen, zeigen nur ihre letzten vier Zeichen.",
    mayNotReveal: "Ihre Rolle darf sie nicht ganz sehen.",
    reveal: "Ganz anzeigen",
    revealing: "Wird angezeigt",
    revealed: "Ganz angezeigt. Dass Sie nachgesehen haben, wurde vermerkt.",
    hideAgain: "Wieder verbergen",
    notRevealedTitle: "Es konnte nicht angezeigt werden",
    whereTitle: "Wohin sie gingen",
    states: {
      landed: "Angekommen",
      "under-way": "Unterwegs",
      "not-needed": "Nichts zu tun",
      dead: "Aufgegeben",
      person: "Braucht Sie",
    },
    replay: "Noch einmal versuchen",
    replaying: "Wird noch einmal versucht",
    replayed: (steps) => (steps === 0 ? "Es ist schon unterwegs." : "Es ist wieder unterwegs."),
    notReplayedTitle: "Es wurde nicht noch einmal versucht",
    unclearTitle: "Wir wissen nicht, ob es noch einmal versucht wurde",
  },

  identity: {
    title: "Identitätsprüfungen",
    documentType: "Ausweis",
    maskedNumber: "Nummer",
    record: {
      done: "Der Eintrag ist in HubSpot",
      waiting: "Der Eintrag ist unterwegs zu HubSpot",
      failed: "Der Eintrag kam nicht in HubSpot an",
    },
    documents: {
      ready: "Liegt in Flowella",
      fetching: "Wird von WhatsApp geholt",
      refused: "Nicht das, was verlangt war",
    },
    open: "Dokument öffnen",
    opening: "Link wird gemacht",
    openNow: "In einem neuen Tab öffnen",
    openHow: "Es öffnet sich einmal, binnen zehn Minuten, und dass Sie nachgesehen haben, wird vermerkt.",
    mayNotOpen: "Ihre Rolle darf keine Dokumente öffnen.",
    notOpenedTitle: "Das Dokument lässt sich nicht öffnen",
  },

  messages: {
    title: "Nachrichten",
    emptyTitle: "Noch keine Nachricht",
    emptyText:
      "Was dieser Kontakt neben den Formularen schreibt, erscheint hier, und Sie können 24 Stunden lang antworten.",
    authors: { customer: "Kunde", user: "Ihr Team", automatic: "Automatische Antwort" },
    kinds: {
      text: "Nachricht",
      photo: "Foto",
      video: "Filmaufnahme",
      voice: "Sprachnachricht",
      file: "Datei",
      sticker: "Aufkleber",
      place: "Ort",
      contact_card: "Kontaktkarte",
      order: "Bestellung",
      other: "Nachricht anderer Art",
    },
    inWhatsApp: "Flowella bewahrt sie nicht auf. Bitten Sie den Kunden, es in Worten zu sagen.",
    states: {
      going: "Wird gesendet",
      sent: "Gesendet",
      read: "Gelesen",
      failed: "Nicht zugestellt",
      unknown: "Wir wissen nicht, ob sie ging",
    },
    hoursLeft: (hours) => (hours === 1 ? "Noch 1 Stunde zum Antworten" : `Noch ${hours} Stunden zum Antworten`),
    minutesLeft: (minutes) => (minutes <= 1 ? "Noch weniger als eine Minute" : `Noch ${minutes} Minuten zum Antworten`),
    until: (until) => `Sie können bis ${until} antworten.`,
    closedTitle: "Die 24 Stunden zum Antworten sind vorbei",
    closedText:
      "Senden Sie stattdessen einen Flow: Er geht als genehmigte Vorlage, und die Antwort öffnet die Zeit wieder.",
    answer: "Ihre Antwort",
    answerPlaceholder: "Dem Kunden schreiben",
    send: "Antwort senden",
    sending: "Wird gesendet",
    sent: "Ihre Antwort wurde gesendet.",
    notSentTitle: "Ihre Antwort wurde nicht gesendet",
    unclearTitle: "Wir wissen nicht, ob Ihre Antwort gesendet wurde",
    unclearText: "Drücken Sie noch einmal Antwort senden, ohne sie zu ändern: Es zählt als dieselbe Antwort.",
    refused: {
      NO_CONVERSATION: "Dieser Kontakt hat Ihnen noch nicht geschrieben. Senden Sie stattdessen einen Flow.",
      WINDOW_CLOSED:
        "Die 24 Stunden, in denen WhatsApp Antworten zulässt, sind vorbei. Senden Sie stattdessen einen Flow.",
      OPTED_OUT: "Dieser Mensch möchte keine Nachrichten mehr. Schreibt er START in den Chat, bekommt er sie wieder.",
      NOT_CONNECTED:
        "Die Nummer, an die er schrieb, ist nicht mehr verbunden. Bitten Sie einen Admin, sie wieder zu verbinden.",
      IN_PROGRESS: "Sie wird gerade gesendet. Drücken Sie gleich Aktualisieren.",
      UNCONFIRMED:
        "WhatsApp hat noch nicht gesagt, ob sie ging. Drücken Sie Aktualisieren, bevor Sie sie noch einmal schreiben.",
      WRONG_TEXT: "Eine Antwort braucht Text, und höchstens 4.096 Zeichen.",
      FAILED: "WhatsApp hat sie abgelehnt. Bitten Sie, wer Flowella betreibt, nach der Nummer zu sehen.",
    },
    readyTitle: "Fertige Antworten",
    ready: { safe: "Ist das sicher?", change: "Kann ich meine Antwort ändern?" },
    use: "Verwenden",
    copy: "Kopieren",
    copied: "Kopiert.",
    earlier: (count) => (count === 1 ? "Eine frühere Nachricht" : `${count} frühere Nachrichten`),
  },

  consent: {
    states: {
      given: "Hat zugestimmt, angeschrieben zu werden",
      declined: "Hat nicht zugestimmt",
      none: "Noch hat niemand gefragt",
      unknown: "Nicht bekannt, solange HubSpot nicht gelesen werden kann",
    },
    covers: { utility: "Nachrichten zum eigenen Anliegen", everything: "Nachrichten und Angebote" },
    optOut: {
      marketing: "Möchte keine Angebote mehr. Nachrichten zum eigenen Anliegen dürfen weiter gehen.",
      everything: "Möchte keine Nachrichten mehr (STOP). Nichts wird gesendet, bis START geschrieben wird.",
    },
    noneText: "Ohne Einwilligung dürfen nur Antworten gehen, binnen 24 Stunden nachdem der Kontakt geschrieben hat.",
    evidenceTitle: "Was gesagt wurde, und wann",
    noEvidence: "Noch wurde nichts gesagt, weder in einem Formular noch im Chat.",
    sources: {
      question: "Frage in einem Formular",
      form_box: "Kästchen in einem Formular",
      property: "HubSpot-Eigenschaft",
      list: "HubSpot-Liste",
      word: "Wort im Chat",
      whatsapp: "Schalter von WhatsApp",
      operator: "Wer Flowella betreibt",
    },
    said: { given: "Ja", declined: "Nein", withdrawn: "Zurückgenommen", resumed: "Wieder aufgenommen" },
  },

  ticket: {
    loading: "Der Kontakt des Tickets wird gesucht",
    noContactTitle: "Dieses Ticket hat keinen Kontakt",
    noContactText: "Fügen Sie den Kunden beim Ticket unter Kontakte hinzu und drücken Sie dann Aktualisieren.",
    choose: "Kontakt",
    choosePlaceholder: "Kontakt wählen",
    chooseHow: "Dieses Ticket hat mehrere Kontakte. Der Flow und Ihre Antwort gehen an den hier gewählten.",
    nameless: (id) => `Kontakt ${id} ohne Namen`,
    problemTitle: "Der Kontakt des Tickets konnte nicht gefunden werden",
  },
};
