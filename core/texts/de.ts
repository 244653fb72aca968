/** German. The customer is addressed as "Sie" (formal). */
import type { Words } from "./words.ts";

export const german: Words = {
  continue: "Weiter",
  send: "Absenden",
  yes: "Ja",
  no: "Nein",
  yourAnswer: "Ihre Antwort",
  emailAddress: "E-Mail-Adresse",
  phoneNumber: "Telefonnummer",
  webAddress: "Webadresse",
  number: "Zahl",
  chooseOne: "Bitte auswählen",
  chooseDate: "Datum auswählen",
  timeOfDay: "Uhrzeit",
  timeFormat: "24 Stunden, etwa 09:30 oder 17:45.",
  other: "Anderes",
  otherAnswer: "Eigene Antwort",
  chooseGroup: "Gruppe auswählen",
  place: (place) => `Platz ${place}`,
  fullName: "Vor- und Nachname",
  sign: "Ich zeichne mit meinem Namen",
  lastFour: "Letzte 4 Zeichen",
  lastFourOnly: "Bitte geben Sie nur die letzten 4 Zeichen an.",
  addPhotos: (most) => (most === 1 ? "Foto hinzufügen" : "Fotos hinzufügen"),
  addFiles: (most) => (most === 1 ? "Datei hinzufügen" : "Dateien hinzufügen"),
  agree: "Ich stimme zu",
  chooseAny: "Mehrere Antworten möglich",
  chooseExactly: (count) => `Wählen Sie ${count} aus`,
  chooseUpTo: (max) => `Wählen Sie höchstens ${max} aus`,
  chooseAtLeast: (min) => `Wählen Sie mindestens ${min} aus`,
  chooseBetween: (min, max) => `Wählen Sie ${min} bis ${max} aus`,
  checkFormat: "Bitte halten Sie sich an das verlangte Format.",
  countryCode: "Beginnen Sie mit + und der Ländervorwahl.",
  option: (place) => `Option ${place}`,
  step: (place, total) => `Schritt ${place} von ${total}`,
  progress: (place, total) => `${place} von ${total}`,
  untitled: "Ihre Antworten",
  nothingToAsk: "Hier gibt es noch nichts auszufüllen.",
  afterSending: (text) => `Nach dem Absenden: „${text}“`,
  received: "Vielen Dank. Ihre Antworten sind bei uns angekommen.",
  messageArrived: "Danke für Ihre Nachricht. Jemand aus unserem Team liest sie und antwortet Ihnen hier.",
  eventReminder: (event, when, people) =>
    `Zur Erinnerung: ${event}, ${when}.${people === undefined ? "" : ` Für Sie reservierte Plätze: ${people}.`} Wir freuen uns auf Sie.`,
  entry: {
    sentence: (form) => `Guten Tag! Ich möchte dieses Formular ausfüllen: ${form}`,
    invite: "Schreiben Sie uns auf WhatsApp",
    scan: "Code scannen, dann auf Senden tippen.",
  },
  rescue: {
    body: (form) =>
      `Sie haben „${form}“ angefangen. Ihre Antworten sind gespeichert: Mit dem Button machen Sie dort weiter, wo Sie aufgehört haben.`,
    button: "Weitermachen",
    notice: "Was Sie ausfüllen, erreicht uns ab der ersten Seite, auch wenn Sie das Formular nicht absenden.",
  },
  person: {
    link: "Mit jemandem sprechen",
    asked:
      "Wir haben jemandem aus unserem Team Bescheid gegeben. Sie bekommen hier Antwort; bis dahin schreiben wir Ihnen nichts Automatisches.",
    offer: "Schreiben Sie MITARBEITER in diesen Chat, um mit jemandem zu sprechen.",
  },
  readyAnswers: {
    safe: "Ja. Das Formular ist von uns und öffnet sich hier im Chat. Ihre Antworten sind auf dem Weg zu uns verschlüsselt. Es fragt nie nach einem Passwort, einer PIN oder einer ganzen Kartennummer.",
    change:
      "Ja. Bis Sie das Formular abschicken, können Sie zurückgehen und jede Antwort ändern. Danach schreiben Sie die neue Antwort hier in den Chat, und wir berichtigen sie.",
  },
  message: {
    button: "Formular öffnen",
    body: "Bitte füllen Sie dieses kurze Formular aus. Es öffnet sich direkt hier im Chat.",
    template: (form) =>
      `Bitte füllen Sie das von Ihnen gewünschte Formular aus: ${form}. Es öffnet sich direkt hier im Chat.`,
    reminder: (form) =>
      `Das von Ihnen gewünschte Formular ist noch offen: ${form}. Sie können es direkt hier im Chat ausfüllen.`,
    invitation: (form) =>
      `Wir haben ein kurzes Formular für Sie: ${form}. Sie können es direkt hier im Chat ausfüllen. Wenn Sie nichts dergleichen mehr erhalten möchten, antworten Sie mit STOP.`,
    ourForm: "unser Formular",
  },
  consent: {
    label: "Ja, schreiben Sie mir hier",
    wording:
      "Sie dürfen mir auf WhatsApp Nachrichten zu meiner Anfrage sowie Neuigkeiten und Angebote senden. Ich kann das jederzeit mit dem Wort STOP beenden.",
    stopped:
      "Sie erhalten hier keine Nachrichten mehr von uns. Wenn Sie es sich anders überlegen, schreiben Sie START.",
    restarted: "Vielen Dank. Wir dürfen Ihnen hier wieder Nachrichten senden. Um sie zu beenden, schreiben Sie STOP.",
  },
  codes: {
    copy: "Code kopieren",
    subject: (form) => `Ihr Code für ${form}`,
    mail: (form, minutes) => [
      `Hier ist der Code, den Sie für ${form} auf WhatsApp brauchen:`,
      `Er gilt einmal und ${minutes} Minuten lang.`,
      "Wenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren. Bitte geben Sie den Code niemandem: Wir fragen nie am Telefon oder in einer Nachricht danach.",
    ],
  },
  secure: {
    follows:
      "Zu Ihrer Sicherheit fragen wir das nicht im Chat. Nach dem Absenden erhalten Sie dafür einen Link zu einer sicheren Seite.",
    message: (form, link) =>
      `Danke für das Ausfüllen: ${form}. Eine Angabe fehlt noch, die nicht in einen Chat gehört. Bitte machen Sie sie auf dieser sicheren Seite:\n${link}`,
    forYou: (until) => `Der Link ist nur für Sie. Er gilt einmal, bis ${until}.`,
    title: "Eine letzte Angabe, sicher verwahrt",
    intro: (form) =>
      `Das gehört zum Formular, das Sie auf WhatsApp ausgefüllt haben: ${form}. Was Sie hier eingeben, wird verschlüsselt und geht nicht über WhatsApp.`,
    once: (until) => `Sie können diese Seite einmal absenden, bis ${until}.`,
    optional: "freiwillig",
    check: "Bitte prüfen Sie:",
    send: "Sicher absenden",
    received: [
      "Danke",
      "Ihre Angabe ist angekommen und wird verschlüsselt verwahrt. Sie können diese Seite schließen.",
    ],
    answered: [
      "Das wurde schon beantwortet",
      "Wir haben Ihre Angabe. Dieser Link gilt nur einmal, damit ihn niemand anders verwenden kann.",
      "Wenn Sie das nicht waren oder etwas ändern möchten, schreiben Sie uns im WhatsApp-Chat.",
    ],
    expired: ["Dieser Link ist zu alt", "Er nimmt keine Angaben mehr an. Bitte schreiben Sie uns im WhatsApp-Chat."],
    unknown: [
      "Dieser Link ist nicht vollständig",
      "Ein Teil fehlt, oder er kommt nicht von uns. Öffnen Sie ihn noch einmal aus der Nachricht in WhatsApp.",
    ],
    gone: [
      "Dieses Formular wird nicht mehr verwendet",
      "Hier kann nichts mehr gesendet werden. Bei Fragen schreiben Sie uns im WhatsApp-Chat.",
    ],
  },
  booking: {
    change: "Ändern oder absagen",
    choose: "Zeit wählen",
    booked: (what, when) => `Ihr Termin ist gebucht: ${what}, ${when}.`,
    moved: (what, when) => `Ihr Termin wurde verlegt: ${what}, ${when}.`,
    cancelled: (what) => `Ihr Termin wurde abgesagt: ${what}.`,
    taken: (what) =>
      `Die gewählte Zeit für ${what} wurde vergeben, bevor wir sie eintragen konnten. Das tut uns leid. Bitte wählen Sie eine andere.`,
    kept: (when) => `Bis dahin bleibt Ihr Termin bestehen: ${when}.`,
    noneFree: (what) => `Für ${what} ist nichts frei, wie Sie es wünschen. Bitte wählen Sie eine Zeit aus der Liste.`,
    byHand: (what) =>
      `Termine für ${what} ändert unser Team. Wir haben Ihren Wunsch weitergegeben, und jemand antwortet Ihnen hier.`,
    link: "Sie können es auch selbst mit dem Link in der Bestätigungs-E-Mail tun.",
    reminder: (what, when) => `Zur Erinnerung: ${what}, ${when}.`,
    place: (place) => `Ort: ${place}`,
  },
  answers: {
    required: () => "Bitte beantworten Sie diese Frage.",
    wrong_type: () => "Diese Antwort ließ sich nicht lesen. Bitte geben Sie sie noch einmal ein.",
    too_large: () => "Diese Antwort ist viel zu lang. Bitte kürzen Sie sie.",
    not_offered: () => "Bitte wählen Sie eine der angebotenen Möglichkeiten.",
    duplicate_choice: () => "Bitte wählen Sie jede Möglichkeit nur einmal.",
    too_few: (bound) => `Bitte wählen Sie mindestens ${bound} aus.`,
    too_many: (bound) => `Bitte wählen Sie höchstens ${bound} aus.`,
    not_an_email: () => "Bitte geben Sie eine vollständige E-Mail-Adresse ein: name@example.com.",
    not_a_phone: () => "Bitte geben Sie die Telefonnummer mit + und Ländervorwahl ein.",
    not_a_url: () => "Bitte geben Sie eine Webadresse ein, etwa https://example.com.",
    not_a_number: () => "Bitte geben Sie eine Zahl ein, nur in Ziffern.",
    not_an_integer: () => "Bitte geben Sie eine ganze Zahl ein.",
    too_small: (bound) => `Bitte geben Sie ${bound} oder mehr ein.`,
    too_big: (bound) => `Bitte geben Sie ${bound} oder weniger ein.`,
    too_short: (bound) => `Bitte schreiben Sie mindestens ${bound} Zeichen.`,
    too_long: (bound) => `Bitte schreiben Sie höchstens ${bound} Zeichen.`,
    pattern: () => "Das hat nicht das erwartete Format. Bitte prüfen Sie es.",
    not_a_date: () => "Bitte wählen Sie ein Datum, das es gibt.",
    too_early: (bound) => `Bitte wählen Sie den ${bound} oder ein späteres Datum.`,
    too_late: (bound) => `Bitte wählen Sie den ${bound} oder ein früheres Datum.`,
    not_a_time: () => "Bitte geben Sie eine Uhrzeit von 00:00 bis 23:59 ein, etwa 09:30.",
  },
  askPerson: (person) => `Oder fragen Sie uns: ${person}`,
  useWebForm: (webForm) => `Oder nutzen Sie ${webForm}`,
  sayings: {
    unknown_token: () => "Dieses Formular ist nicht mehr verfügbar. Bitte fragen Sie uns nach einem neuen.",
    expired: () => "Dieses Formular ist abgelaufen. Bitte fragen Sie uns nach einem neuen.",
    paused: ({ webForm }) =>
      webForm
        ? `Dieses Formular ruht gerade. Bitte versuchen Sie es später noch einmal, oder nutzen Sie ${webForm}`
        : "Dieses Formular ruht gerade. Bitte versuchen Sie es später noch einmal, oder schreiben Sie uns im Chat.",
    closed: () => "Dieses Formular ist geschlossen. Bitte schreiben Sie uns stattdessen im Chat.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Ihre Antworten liegen uns vor (${answeredAt}). Um sie zu ändern, schreiben Sie uns bitte im Chat.`
        : "Ihre Antworten liegen uns schon vor. Um sie zu ändern, schreiben Sie uns bitte im Chat.",
    already_sent: () =>
      "Ihre ersten Antworten gelten. Um erneut zu antworten, schließen und öffnen Sie das Formular bitte neu.",
    choices_unavailable: () => "Die Auswahl lässt sich gerade nicht laden. Bitte versuchen Sie es gleich noch einmal.",
    earlier_part_missing: () =>
      "Davor fehlt noch etwas. Bitte schließen Sie das Formular und öffnen Sie es noch einmal.",
    invalid: ({ question, problem = "Bitte prüfen Sie diese Antwort." }) =>
      question ? `${question}: ${problem}` : problem,
    full: () => "Es ist kein Platz mehr frei. Bitte schreiben Sie uns im Chat.",
    taken: ({ choice }) =>
      `${choice ? `„${choice}“` : "Diese Auswahl"} ist nicht mehr frei. Bitte wählen Sie etwas anderes.`,
    taken_before: ({ choice }) =>
      `${choice ? `„${choice}“` : "Diese Auswahl"} ist nicht mehr frei. Bitte gehen Sie zurück und wählen Sie etwas anderes.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined
          ? "Es sind nicht genug Plätze frei"
          : left === 1
            ? "Es ist nur noch 1 Platz frei"
            : `Es sind nur noch ${left} Plätze frei`;
      return `${places}${choice ? ` („${choice}“)` : ""}. Bitte nehmen Sie weniger oder etwas anderes.`;
    },
    code_wrong: () =>
      "Das passt nicht, oder der Code ist zu alt. Bitte prüfen, oder für einen neuen den Code leer lassen.",
    code_sent: () =>
      "Wenn wir eine Adresse von Ihnen haben, ist ein neuer Code unterwegs. Bitte nehmen Sie den neuesten.",
    code_wait: () =>
      "Ein Code wurde gerade erst angefordert. Bitte warten Sie eine Minute, bevor Sie einen weiteren anfordern.",
    code_not_ready: () =>
      "Einen Moment bitte: In ein paar Sekunden noch einmal drücken. Kommt ein Code, nehmen Sie den neuesten.",
    code_too_many: () => "Das wurde zu oft versucht. Bitte versuchen Sie es später noch einmal.",
  },
};
