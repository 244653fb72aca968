import type { PageTexts } from "./index.ts";

/** Every word of the app page in German. */
export const de: PageTexts = {
  title: "Flowella",
  loading: "Wird geladen",
  retry: "Noch einmal versuchen",
  refresh: "Aktualisieren",
  outdated: "Das ist vielleicht nicht mehr aktuell.",

  setupTitle: "Die App ist nicht vollständig eingerichtet",
  setupText:
    "Diese App kennt ihren Server nicht. Wer sie hochgeladen hat, muss SERVER_ORIGIN im Upload-Profil auf eine https-Adresse setzen und sie erneut hochladen.",
  problemTitle: "Das konnte nicht geladen werden",
  problems: {
    "no-answer":
      "Der Server von Flowella hat nicht geantwortet. Versuchen Sie es gleich noch einmal. Bleibt es so, sagen Sie es Ihrem Admin.",
    refused:
      "Der Server von Flowella nimmt dieses HubSpot-Konto nicht an. Bitten Sie Ihren Admin, die App unter den verbundenen Apps neu zu verbinden.",
    "bad-status":
      "Der Server von Flowella hat ein Problem. Versuchen Sie es gleich noch einmal. Bleibt es so, sagen Sie es Ihrem Admin.",
    "not-understood":
      "Der Server von Flowella hat etwas geantwortet, das diese Seite nicht versteht. Laden Sie die Seite neu. Bleibt es so, sagen Sie Ihrem Admin, dass App und Server nicht zusammenpassen.",
  },
  errorCode: (code) => `Fehlercode: ${code}`,
  forbiddenTitle: "Das dürfen Sie nicht sehen",
  notFoundTitle: "Diese Seite gibt es nicht",
  notFoundText: "Wählen Sie oben einen der Reiter.",

  tabs: { start: "Start", forms: "Formulare", flows: "Flows", results: "Ergebnisse" },
  flowStatus: { draft: "Entwurf", published: "Veröffentlicht", paused: "Pausiert" },
  version: (number) => `Version ${number}`,

  start: {
    intro: "Von null zur ersten Antwort. Diese Liste hakt sich selbst ab.",
    progress: (done, of) => `${done} von ${of} erledigt`,
    allDone: "Alles läuft. Neue Antworten stehen unter Ergebnisse.",
    states: {
      done: "Erledigt",
      open: "Zu tun",
      whatsapp: "WhatsApp prüft",
      customer: "Der Kunde ist dran",
      later: "Kommt von selbst",
    },
    number: {
      title: "Eine WhatsApp-Nummer",
      none: "Noch ist keine Nummer verbunden. Sie brauchen einen Facebook-Zugang, der das Unternehmen verwaltet, und etwa zehn Minuten.",
      blocked:
        "Eine Nummer ist verbunden, kann aber noch nicht senden. Die Seite, die WhatsApp verbindet, sagt, was noch geschehen muss.",
      ready: "Verbunden und sendebereit.",
    },
    form: {
      title: "Ein veröffentlichtes Formular",
      none: "Wählen Sie eines Ihrer Formulare und sehen Sie es sich als Flow an.",
      draft: "Sie haben sich ein Formular angesehen. Veröffentlichen Sie es, damit es gesendet werden kann.",
      published: "Ein Formular von Ihnen ist ein Flow.",
    },
    consent: {
      title: "Wer angeschrieben werden möchte",
      none: "Noch ist nichts genannt, also bekommen Menschen nur Antworten binnen 24 Stunden nach ihrer eigenen Nachricht. Lassen Sie das Formular fragen, oder lassen Sie den Betreiber von Flowella eine Eigenschaft, eine Liste oder ein Kästchen des Formulars nennen.",
      named: "Angeschrieben wird nur, wer dort zugestimmt hat.",
    },
    template: {
      title: "Eine genehmigte Nachrichtenvorlage",
      none: "Sie wird bei WhatsApp eingereicht, wenn Sie das erste Formular veröffentlichen.",
      "in-review": "WhatsApp prüft sie, meist binnen eines Tages. Bis dahin geht der Flow nur in offene Chats.",
      attention: "WhatsApp hat sie so nicht genommen. Wer Flowella betreibt, reicht einen anderen Text ein.",
      approved: "Der Flow kann auch an Menschen gehen, die in den letzten 24 Stunden nicht geschrieben haben.",
    },
    "first-send": {
      title: "Die erste Nachricht",
      none: "Öffnen Sie einen Kontakt, suchen Sie die Karte WhatsApp Flows, wählen Sie den Flow und drücken Sie Send. Versuchen Sie es zuerst mit sich selbst. Fehlt die Karte, fügt ein Super-Admin sie unter Anpassen hinzu.",
      done: "Gesendet.",
    },
    "first-answer": {
      title: "Die erste Antwort",
      none: "Sie erscheint unter Ergebnisse und am Kontakt.",
      done: "Antworten sind angekommen.",
    },
    connect: "WhatsApp verbinden",
    askConsent: "Das Formular fragen lassen",
    askingConsent: "Wird gespeichert",
    askConsentHow:
      "Formulare, die ab jetzt veröffentlicht werden, enden mit der Frage nach der Erlaubnis. Wer ja sagt, darf angeschrieben werden.",
    consentAsked: "Formulare, die ab jetzt veröffentlicht werden, enden mit der Frage.",
    notSavedTitle: "Nichts wurde gespeichert",
    connectMore: "Ansehen, was noch fehlt",
    chooseForm: "Formular wählen",
    seeTemplate: "Flow ansehen",
    seeResults: "Ergebnisse ansehen",
    whatWorks: "Was in diesem HubSpot-Konto funktioniert",
    openPage: "Seite öffnen",
    openOnce:
      "Sie öffnet sich in einem neuen Tab, einmal, binnen zehn Minuten. Kommen Sie danach zurück und drücken Sie Aktualisieren.",
    noLinkTitle: "Es gibt noch keinen Link",
  },

  forms: {
    tool: "Wo das Formular ist",
    search: "Nach Titel suchen",
    searchPlaceholder: "Wörter des Titels",
    changed: (when) => `Zuletzt geändert: ${when}`,
    noFlow: "Noch kein Flow",
    convert: "Als Flow ansehen",
    open: "Öffnen",
    untitled: "Formular ohne Titel",
    previous: "Zurück",
    next: "Weiter",
    emptyTitle: "Hier ist kein Formular",
    emptyText: "Legen Sie in HubSpot unter Marketing > Formulare eines an und drücken Sie dann Aktualisieren.",
    emptyToolText: "Legen Sie dort eines an und drücken Sie dann Aktualisieren.",
    notFoundTitle: "Kein Formular hat diese Wörter im Titel",
    notFoundText: "Versuchen Sie andere Wörter oder weniger.",
    notConnectedTitle: (tool) => `${tool} ist nicht verbunden`,
    notConnectedText: "Verbinden Sie ein Konto, dann erscheinen hier seine Formulare.",
    refusedTitle: (tool) => `${tool} nimmt die Verbindung nicht mehr an`,
    refusedText: "Jemand hat sie dort beendet, oder das Konto gibt es nicht mehr. Verbinden Sie es neu.",
    connectTool: (tool) => `${tool} verbinden`,
    openTool: (tool) => `Zu ${tool}`,
    openToolHow: "Es öffnet sich ein neuer Tab. Kommen Sie danach zurück und drücken Sie Aktualisieren.",
  },

  report: {
    back: "Alle Formulare",
    facts: { language: "Sprache", screens: "Bildschirme", time: "Zeit zum Ausfüllen", questions: "Fragen" },
    minutes: (minutes) => (minutes <= 1 ? "etwa eine Minute" : `etwa ${minutes} Minuten`),
    blockedTitle: "So kann es nicht veröffentlicht werden",
    notices: { info: "Gut zu wissen", warn: "Sehen Sie sich das an", block: "Das muss zuerst anders werden" },
    outcomes: {
      dropped: (count) => `Weggelassen (${count})`,
      adapted: (count) => `Anders gefragt (${count})`,
      exact: (count) => `Gefragt wie im Formular (${count})`,
    },
    none: "Keine.",
    preview: "Auf einem Telefon ansehen",
    previewing: "Vorschau wird gemacht",
    previewTitle: "Vorschau",
    previewTab: "Stattdessen in einem neuen Tab öffnen",
    previewHow: "Füllen Sie es aus wie ein Kunde: Nichts wird gesendet, nichts wird behalten.",
    noPreviewTitle: "Es gibt keine Vorschau",
  },

  publish: {
    title: "Veröffentlichen",
    nextTitle: "Als nächste Version veröffentlichen",
    costsTitle: "Was es kostet",
    costs: {
      free: "Das Veröffentlichen selbst kostet nichts.",
      template:
        "Eine Nachrichtenvorlage wird bei WhatsApp zur Prüfung eingereicht. Bis sie genehmigt ist, geht der Flow nur in offene Chats.",
      keepsTemplate: "Die Nachrichtenvorlage bleibt, wie sie ist, und muss nicht neu geprüft werden.",
      price:
        "Eine Nachricht in einem offenen Chat kostet nichts. Mehr als 24 Stunden nach der letzten Nachricht eines Kunden berechnet Meta jede zugestellte Nachricht zum Utility-Tarif.",
      versions: "Nachrichten, die schon draußen sind, behalten die Version, mit der sie gesendet wurden.",
    },
    button: "Veröffentlichen",
    publishing: "Wird veröffentlicht",
    runningText:
      "WhatsApp nimmt den Flow entgegen, prüft und veröffentlicht ihn. Das dauert bis zu einer Minute; bleiben Sie auf dieser Seite.",
    doneTitle: "Veröffentlicht",
    done: {
      approved: "Er kann jetzt gesendet werden: von der Karte eines Kontakts oder durch einen Workflow.",
      "in-review":
        "Er kann jetzt in offenen Chats gesendet werden, und an alle anderen, sobald WhatsApp die Nachrichtenvorlage genehmigt hat.",
      attention:
        "Er kann in offenen Chats gesendet werden. Für seine Nachrichtenvorlage muss jemand etwas tun: siehe Flows.",
    },
    current: "Kunden bekommen das Formular, wie es jetzt ist. Es gibt nichts zu veröffentlichen.",
    unchanged: "Der Flow hat diese Änderungen schon.",
    refusedTitle: "Nicht veröffentlicht",
    errorTitle: "Das Veröffentlichen ist nicht gelungen",
    unclearTitle: "Wir wissen nicht, ob es veröffentlicht wurde",
    unclearText: "Drücken Sie die Taste noch einmal: Es zählt als dieselbe Veröffentlichung.",
    byHandTitle: "Der letzte Teil geschieht von Hand",
    copyTitle: "Stattdessen kann eine Kopie veröffentlicht werden",
    copyButton: "Kopie veröffentlichen",
    refusals: {
      "whatsapp.not_connected": "Verbinden Sie zuerst eine WhatsApp-Nummer: siehe Start.",
      "flow.paused":
        "Dieser Flow ist pausiert, und das Veröffentlichen ließe ihn weiterlaufen. Lassen Sie ihn zuerst unter Flows weiterlaufen.",
      "forms.flow_paused":
        "Dieser Flow ist pausiert, und das Veröffentlichen ließe ihn weiterlaufen. Lassen Sie ihn zuerst weiterlaufen.",
      "forms.changed_again":
        "Das Formular wurde inzwischen noch einmal geändert. Drücken Sie Aktualisieren und sehen Sie sich die Änderungen an.",
      "forms.busy": "Dieses Formular wird gerade gelesen. Versuchen Sie es in einer Minute noch einmal.",
      "forms.page_unread":
        "Die öffentliche Seite des Formulars, auf der allein die Prüfungen der Antworten stehen, lässt sich gerade nicht lesen. Öffnen Sie das Formular für alle, oder versuchen Sie es später.",
      "forms.not_watched": "Das Formular dieses Flows wird nicht verfolgt. Veröffentlichen Sie es unter Formulare.",
    },
  },

  flows: {
    emptyTitle: "Noch ist kein Formular ein Flow",
    emptyText: "Wählen Sie ein Formular, sehen Sie es sich als Flow an und veröffentlichen Sie es.",
    chooseForm: "Formular wählen",
    neverPublished: "Noch nicht veröffentlicht",
    facts: { template: "Nachrichtenvorlage", sends: "Nachrichten", answers: "Antworten" },
    noTemplate: "Wird beim Veröffentlichen eingereicht",
    templates: { approved: "Genehmigt", "in-review": "In Prüfung", attention: "Braucht jemanden" },
    pausedText: "Nichts wird gesendet, und wer eine Nachricht von früher öffnet, liest, dass das Formular ruht.",
    pause: "Pausieren",
    pausing: "Wird pausiert",
    resume: "Weiterlaufen lassen",
    resuming: "Läuft gleich weiter",
    paused: (name) => `${name} ist pausiert.`,
    resumed: (name) => `${name} läuft weiter.`,
    notChangedTitle: "Nichts wurde geändert",
    unclearTitle: "Wir wissen nicht, ob es geändert wurde",
    seeForm: "Fragen ansehen",
    changesTitle: (count) =>
      count === 1 ? "Das Formular wurde geändert" : `Das Formular wurde geändert (${count} Änderungen)`,
    changesText:
      "Kunden bekommen das Formular noch so, wie es war. Sehen Sie sich die Änderungen an und veröffentlichen Sie sie dann.",
  },

  results: {
    intro: "Die neuesten Antworten zuerst, und ob sie angekommen sind, wo sie hingehören.",
    emptyTitle: "Noch keine Antwort",
    emptyText: "Senden Sie einen Flow von der Karte eines Kontakts. Was Kunden abgeben, erscheint hier.",
    states: { "under-way": "Unterwegs", landed: "Angekommen", attention: "Braucht jemanden" },
    stepFor: (destination, says) => `${destination}: ${says}`,
    deadTitle: (count) =>
      count === 1 ? "Eine Zustellung wurde aufgegeben" : `${count} Zustellungen wurden aufgegeben`,
    deadText:
      "Bringen Sie in Ordnung, was jede sagt, und versuchen Sie es dann noch einmal. Bis dahin geht nichts verloren.",
    replay: "Noch einmal versuchen",
    replayAll: "Alle noch einmal versuchen",
    replaying: "Wird noch einmal versucht",
    replayed: (steps) =>
      steps === 0
        ? "Es ist schon unterwegs."
        : steps === 1
          ? "Es ist wieder unterwegs."
          : `${steps} sind wieder unterwegs.`,
    notReplayedTitle: "Es wurde nicht noch einmal versucht",
    unclearTitle: "Wir wissen nicht, ob es noch einmal versucht wurde",
    newer: "Neueste",
    older: "Ältere",
  },
};
