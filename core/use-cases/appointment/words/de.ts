import type { AppointmentWords } from "./words.ts";

export const german: AppointmentWords = {
  title: "Termin buchen",
  message: {
    body: "Wählen Sie eine Zeit, die Ihnen passt. Sie sehen, was gerade frei ist, und wir bestätigen es hier.",
    button: "Zeit wählen",
    template: {
      requested: "Hier ist das Formular für Ihren Termin. Sie sehen, was gerade frei ist, und wir bestätigen es hier.",
      reminder: "Ihr Termin ist noch nicht gebucht. Wählen Sie hier im Chat eine Zeit, die Ihnen passt.",
      invitation:
        "Hier im Chat können Sie einen Termin bei uns buchen, wann es Ihnen passt. Um keine solchen Nachrichten mehr zu erhalten, antworten Sie STOP.",
    },
  },
  aboutPage: "Ihr Termin",
  purpose: "Worum geht es?",
  purposes: { first: "Erstes Treffen", advice: "Beratung", offer: "Ein Angebot", other: "Etwas anderes" },
  note: "Sollten wir vorher noch etwas wissen?",
  change: "Was möchten Sie mit Ihrem Termin tun?",
  changes: { move: "Verlegen", cancel: "Absagen" },
  whoPage: "Über Sie",
  firstName: "Vorname",
  lastName: "Nachname",
  email: "E-Mail-Adresse",
  whenPage: "Wann",
  slot: "Welche Zeit passt Ihnen?",
  slotHint:
    "Die Liste zeigt, was jetzt frei ist. Zeigt sie keine Zeiten, sagen Sie uns, wann es Ihnen passt: Wir bestätigen eine Zeit per Nachricht.",
  wishes: {
    any: "Jederzeit, per Nachricht",
    morning: "Vormittags, per Nachricht",
    afternoon: "Nachmittags, per Nachricht",
  },
  confirmPage: "Bitte bestätigen",
  summary: (slot) => `Ihre Wahl: ${slot}`,
  send: "Buchen",
  thanks: {
    booked: "Vielen Dank! Wir tragen Ihren Termin jetzt ein und bestätigen ihn hier im Chat.",
    cancelled: "Vielen Dank. Wir sagen Ihren Termin jetzt ab und bestätigen es hier.",
  },
};
