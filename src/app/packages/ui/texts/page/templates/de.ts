import type { TemplateTexts } from "./index.ts";

/** The words of the templates in German. */
export const de: TemplateTexts = {
  button: "Mit einer Vorlage beginnen",
  back: "Alle Formulare",
  title: "Vorlagen",
  intro:
    "Jede ist ein Ablauf, den viele Betriebe brauchen: seine Fragen, seine Nachrichten, wohin die Antworten gehen. Ansehen, ändern, was Sie möchten, dann veröffentlichen.",
  open: "Ansehen",
  again: "Öffnen",
  languages: (languages) => `Fertig auf ${languages}.`,
  sampleTitle: "Eine Beispielantwort, und was der Kontakt bekommt",
  asked: "Frage und Antwort",
  gets: "Am Kontakt",
  emptyTitle: "Hier gibt es keine Vorlage",
  emptyText: "Wer Flowella betreibt, bietet auf diesem Server keine an.",
  each: {
    kyc: {
      title: "Identitätsprüfung",
      purpose:
        "Name und Geburtsdatum, Adresse, ein Foto des Ausweises und Einwilligung. Sie bekommen den Eintrag mit seinem Risiko, das Dokument bleibt verschlüsselt.",
    },
    nps: {
      title: "Würde man Sie empfehlen",
      purpose:
        "Eine Note von 0 bis 10, der Grund nur, wo die Note danach fragt, ein Kommentar, und ob Sie darauf zurückkommen dürfen.",
    },
    "contact-update": {
      title: "Kontaktdaten aktuell halten",
      purpose:
        "Kunden weisen sich mit einem Einmalcode aus und berichtigen dann E-Mail, Telefon und Adresse. Jede Änderung ist festgehalten.",
    },
    appointment: {
      title: "Termin buchen",
      purpose: "Anlass, eine freie Zeit aus Ihrem Kalender, Bestätigung und Erinnerung.",
    },
    lead: {
      title: "Interessenten einschätzen",
      purpose:
        "Angebot, Bedarf, Budget und Zeit. Ihr Team bekommt Zuständigkeit, Aufgabe und Nachricht, solange der Chat offen ist.",
    },
    membership: {
      title: "Mitgliedschaft verlängern",
      purpose: "Beitrag, Zahlungsweise, Vorteile und Beleg. Jede Verlängerung ist eine Zeile im Protokoll.",
    },
    rsvp: {
      title: "Zu- oder absagen",
      purpose:
        "Welche Veranstaltung, wie viele, Essen und Zugang. Plätze werden genau gezählt; vorher geht eine Erinnerung hinaus.",
    },
  },
};
