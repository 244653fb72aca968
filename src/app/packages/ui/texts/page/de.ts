import { de as common } from "../common/de.ts";
import { de as alerts } from "./alerts/de.ts";
import { de as broadcasts } from "./broadcasts/de.ts";
import { de as entries } from "./entries/de.ts";
import type { PageTexts } from "./index.ts";
import { de as insight } from "./insight/de.ts";
import { de as rescue } from "./rescue/de.ts";
import { de as templates } from "./templates/de.ts";

/** Every word of the app page in German. */
export const de: PageTexts = {
  ...common,
  title: "Flowella",

  notFoundTitle: "Diese Seite gibt es nicht",
  notFoundText: "Wählen Sie oben einen der Reiter.",

  tabs: {
    start: "Start",
    forms: "Formulare",
    flows: "Flows",
    entries: "Zugänge",
    broadcasts: "Rundsendungen",
    rescue: "Abgebrochen",
    results: "Ergebnisse",
    insight: "Auswertung",
  },
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
    see: {
      title: "Ansehen",
      later: "Kommt, sobald ein Formular gewählt ist.",
      none: "Öffnen Sie das Formular und drücken Sie Auf einem Telefon ansehen.",
      done: "Sie haben es gesehen, wie Ihre Kunden es sehen werden.",
    },
    "phone-test": {
      title: "Auf Ihrem Telefon testen",
      later: "Kommt, sobald ein Formular gewählt ist.",
      none: "Öffnen Sie das Formular, drücken Sie Auf meinem Telefon testen und scannen Sie den Code. Eine Vorlage braucht es nicht.",
      done: "Es war auf Ihrem Telefon.",
    },
    card: {
      title: "Die Karte bei Ihren Kontakten",
      none: "Öffnen Sie einen Kontakt. Fehlt die Karte WhatsApp Flows, fügt ein Super-Admin sie unter Anpassen hinzu.",
      done: "Die Karte ist da.",
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
      none: "Öffnen Sie einen Kontakt, suchen Sie die Karte WhatsApp Flows, wählen Sie den Flow und drücken Sie Flow senden. Versuchen Sie es zuerst mit sich selbst.",
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
    openForm: "Formular öffnen",
    chooseForm: "Formular wählen",
    seeTemplate: "Flow ansehen",
    seeResults: "Ergebnisse ansehen",
    whatWorks: "Was in diesem HubSpot-Konto funktioniert",
    openPage: "Seite öffnen",
    openOnce:
      "Sie öffnet sich in einem neuen Tab, einmal, binnen zehn Minuten. Kommen Sie danach zurück und drücken Sie Aktualisieren.",
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
    edits: "Für WhatsApp ändern",
    mapping: "Wohin die Antworten gehen",
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

  edits: {
    back: "Zurück zum Formular",
    title: (form) => `Was auf WhatsApp anders ist: ${form}`,
    intro:
      "Das Formular selbst bleibt, wie es ist. Was Sie hier ändern, bleibt, so oft das Formular neu gelesen wird; Kunden bekommen es mit der nächsten Veröffentlichung.",
    untitled: "Ohne Worte",
    required: "Muss beantwortet werden",
    hidden: "Ausgeblendet",
    changed: "Geändert",
    outcomes: { exact: "Wie im Formular", adapted: "Auf andere Weise", dropped: "Weggelassen" },
    inTheForm: (words) => `Im Formular: ${words}`,
    change: "Ändern",
    up: "Nach oben",
    down: "Nach unten",
    hide: "Ausblenden",
    show: "Einblenden",
    undo: "Rückgängig",
    undoAll: "Alles rückgängig",
    undone: "Es ist wieder wie im Formular.",
    save: "Speichern",
    saving: "Wird gespeichert",
    cancel: "Abbrechen",
    saved: "Gespeichert. Kunden bekommen es mit der nächsten Veröffentlichung.",
    words: "Frage",
    description: "Erklärung",
    label: "Kurzer Name",
    labelHow: "Über dem Feld selbst, wo die Frage darüber steht.",
    option: (words) => `Antwort: ${words}`,
    screen: "Wo sie beginnt",
    screens: { auto: "Wo Platz ist", new: "Auf einem neuen Bildschirm", same: "Bei der Frage davor" },
    emptyMeans: "Was leer bleibt, ist wie im Formular.",
    buttonsTitle: "Schaltflächen",
    nextButton: "Zum nächsten Bildschirm",
    sendButton: "Zum Abgeben",
    ours: "Das übliche Wort",
    saveButtons: "Schaltflächen speichern",
    others: (count) =>
      count === 1
        ? "Eine weitere Änderung stammt aus einer Datei und bleibt."
        : `${count} weitere Änderungen stammen aus einer Datei und bleiben.`,
    notSavedTitle: "Nicht gespeichert",
    unclearTitle: "Wir wissen nicht, ob es gespeichert wurde",
  },

  mapping: {
    back: "Zurück zum Formular",
    title: (form) => `Wohin die Antworten von ${form} gehen`,
    edited: "Von jemandem gewählt",
    suggested: "Unser Vorschlag",
    intro:
      "Wählen Sie die HubSpot-Eigenschaft, in die jede Antwort geschrieben wird. Probieren Sie es zuerst mit Beispielantworten: Dabei wird nichts geschrieben.",
    types: {
      text: "Text",
      number: "Zahl",
      boolean: "Ja oder nein",
      date: "Datum",
      choice: "Eine Option",
      choices: "Mehrere Optionen",
    },
    kinds: {
      calculated: "Vom Formular berechnet",
      hidden: "Kommt mit der Nachricht",
      ending: "Wo das Formular endete",
    },
    ending: "Das erreichte Ende",
    goesTo: "Geht in",
    nowhere: "Keine Eigenschaft",
    sample: "Beispielantwort",
    yes: "Ja",
    no: "Nein",
    unanswered: "Nicht beantwortet",
    weSuggest: (property, sure) => `Wir schlagen ${property} vor (${sure}).`,
    sure: { certain: "das Formular nennt sie selbst", likely: "wahrscheinlich", guess: "geraten" },
    levels: { refuse: "Passt nicht", warn: "Bitte ansehen", info: "Gut zu wissen" },
    concerns: {
      property_unknown: "HubSpot hat keine solche Eigenschaft, die geschrieben werden kann. Wählen Sie eine andere.",
      type_unfit: "Diese Eigenschaft nimmt eine solche Antwort nicht. Wählen Sie eine andere.",
      options_missing:
        "Der Eigenschaft fehlen einige Optionen, und HubSpot lehnt ab, was es nicht kennt. Ergänzen Sie sie dort, oder wählen Sie eine Texteigenschaft.",
      text_as_number: "Hier tippen Kunden einen Text. Was keine Zahl ist, lässt die Eigenschaft, wie sie ist.",
      property_twice: "Mehrere Antworten gehen in diese Eigenschaft: Die erste, die gegeben wird, zählt.",
      goes_nowhere:
        "Sie geht in keine Eigenschaft. Fragen Sie nur, was Sie brauchen: Wählen Sie eine, oder blenden Sie die Frage aus.",
      sensitive: "Heikel. Fragen Sie es nur, wenn Sie müssen, und sehen Sie beim Formular nach, wie es gefragt wird.",
      phone_known: "WhatsApp nennt Ihnen die Nummer ohnehin. Fragen Sie nur, wenn Sie eine andere brauchen.",
    },
    missing: (options) => `Es fehlen: ${options}`,
    notes: {
      "value.not_a_number": "Das Beispiel ist keine Zahl, die Eigenschaft bliebe also, wie sie ist.",
      "value.not_a_date": "Das Beispiel ist kein Datum, die Eigenschaft bliebe also, wie sie ist.",
      "value.wrong_type": "Das Beispiel passt nicht zur Eigenschaft, die bliebe, wie sie ist.",
      "value.separator":
        "Der Wert einer Option enthält einen Strichpunkt, den HubSpot zwischen Werte setzt: Er würde weggelassen.",
    },
    tryIt: "Probieren",
    save: "Speichern",
    saving: "Wird gespeichert",
    saved: "Antworten gehen ab jetzt dorthin.",
    saveHow: "Es gilt für jede Antwort, die ab dann zugestellt wird, auch auf Nachrichten, die schon draußen sind.",
    backToSuggested: "Wieder unseren Vorschlag nehmen",
    triedTitle: "Was ein Kontakt bekäme",
    nothingWritten: "Nichts: Keine Antwort geht in eine Eigenschaft.",
    changedTitle: "Geändert, noch nicht probiert",
    changedText: "Drücken Sie Probieren, um zu sehen, was geschrieben würde.",
    notTriedTitle: "Es ließ sich nicht probieren",
    notSavedTitle: "Nicht gespeichert",
    unclearTitle: "Wir wissen nicht, ob es gespeichert wurde",
    emptyTitle: "Hier kann nichts in eine Eigenschaft geschrieben werden",
    emptyText: "Das Formular hat keine Frage mit einer eigenen Antwort.",
  },

  phoneTest: {
    make: "Auf meinem Telefon testen",
    again: "Neuen Code machen",
    making: "Code wird gemacht",
    how: "Sie bekommen das Formular, wie es jetzt ist, in WhatsApp. Dafür braucht es weder Vorlage noch Einwilligung, niemand sonst bekommt es, und was Sie ausfüllen, geht nirgendwohin.",
    notMadeTitle: "Es gibt keinen Code",
    scan: (when) =>
      `Scannen Sie ihn mit der Kamera Ihres Telefons und drücken Sie in WhatsApp auf Senden. Er gilt bis ${when}.`,
    qr: "QR-Code, der WhatsApp auf Ihrem Telefon öffnet",
    orType: (text, number) => `Oder schreiben Sie ${text} an ${number}.`,
    onThisDevice: "WhatsApp auf diesem Gerät öffnen",
    look: "Nachsehen, wie weit es ist",
    unknownTitle: "Wir wissen nicht, wie weit es ist",
    states: {
      waiting: "Wartet auf Ihre Nachricht",
      asked: "Unterwegs auf Ihr Telefon",
      sent: "Auf Ihrem Telefon",
      answered: "Sie haben es ausgefüllt",
      ended: "Der Code gilt nicht mehr",
      failed: "WhatsApp hat es nicht genommen",
    },
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
    changesAndVersions: "Änderungen und Versionen",
    seeForm: "Fragen ansehen",
    changesTitle: (count) =>
      count === 1 ? "Das Formular wurde geändert" : `Das Formular wurde geändert (${count} Änderungen)`,
    changesText:
      "Kunden bekommen das Formular noch so, wie es war. Sehen Sie sich die Änderungen an und veröffentlichen Sie sie dann.",
  },

  flow: {
    back: "Alle Flows",
    unreadableTitle: "Das Formular lässt sich nicht lesen",
    changesTitle: "Was sich im Formular geändert hat",
    noChanges: "Nichts: Kunden bekommen das Formular, wie es ist.",
    lookedAt: (when) => `Zuletzt angesehen ${when}`,
    noticedAt: (when) => `Bemerkt ${when}`,
    dismissedTag: "Verworfen",
    dismiss: "So lassen",
    dismissHow: "Diese Änderungen werden nicht mehr gemeldet. Was danach kommt, schon.",
    dismissed: "Sie hören von diesen Änderungen nichts mehr.",
    notDismissedTitle: "Es wurde nicht verworfen",
    heldBackTitle: "Nicht von selbst übernommen",
    weights: { safe: "Unbedenklich", decision: "Erst ansehen" },
    versionsTitle: "Versionen",
    columns: { version: "Welche", made: "Gemacht", state: "Wo sie steht" },
    versionStates: { current: "Kunden bekommen sie", previous: "Die davor", draft: "Entwurf", older: "Älter" },
    goBack: (number) => `Zurück zu Version ${number}`,
    goingBack: "Geht zurück",
    goBackHow: "Neue Nachrichten tragen wieder diese Version. Nachrichten, die draußen sind, behalten ihre.",
    wentBack: (number) => `Neue Nachrichten tragen wieder Version ${number}.`,
    notBackTitle: "Es ging nicht zurück",
    unclearBackTitle: "Wir wissen nicht, ob es zurückging",
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

  alerts,
  templates,
  entries,
  broadcasts,
  rescue,
  insight,
};
