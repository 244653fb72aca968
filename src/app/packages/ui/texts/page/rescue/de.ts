import type { RescueTexts } from "./index.ts";

/** The words about customers who stopped half-way, in German. */
export const de: RescueTexts = {
  intro:
    "Kunden, die einen Flow geöffnet und aufgehört haben. Sie können dort weitermachen; in den Einstellungen wählen Sie, ob sie erinnert werden.",
  emptyTitle: "Niemand hat auf halbem Weg aufgehört",
  emptyText: "Wer einen Flow öffnet und nicht fertig ausfüllt, erscheint hier, mit dem zuletzt gesehenen Bildschirm.",
  remindedText: (reminded, finished) =>
    `Erinnert in den letzten 30 Tagen: ${reminded}. Davon danach fertig: ${finished}.`,
  screensTitle: "Wo aufgehört wird",
  people: (count) => `Leute: ${count}`,
  onlyThis: "Nur dieser Flow",
  allFlows: "Alle Flows",
  listTitle: "Wer aufgehört hat",
  contact: (id) => `Kontakt ${id}`,
  noContact: "Noch nicht bekannt",
  untitled: "Bildschirm ohne Titel",
  at: (screen, place, of) => `Auf „${screen}“, Bildschirm ${place} von ${of}`,
  stopped: (when) => `Aufgehört am ${when}`,
  reminders: {
    planned: "Wird erinnert",
    sent: "Wurde erinnert",
    unconfirmed: "Unbekannt, ob die Erinnerung ankam",
    none: "Wird nicht erinnert",
  },
  goesAt: (when) => `Die Erinnerung geht am ${when} hinaus.`,
  wentAt: (when) => `Die Erinnerung ging am ${when} hinaus.`,
  resumable: (when) => `Kann bis ${when} weitermachen.`,
  over: "Zum Weitermachen ist es zu spät.",
  deleted: (when) => `Die bisherigen Antworten werden am ${when} gelöscht.`,
  newest: "Neueste",
  older: "Ältere",
};
