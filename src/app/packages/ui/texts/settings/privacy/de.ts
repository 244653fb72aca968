/** Words of the privacy section in German. */
import type { en } from "./en.ts";

export const de: typeof en = {
  intro:
    "Was Kunden abgeben, liegt hier verschlüsselt, bis seine Zeit um ist. Dann wird es entfernt; HubSpot und Ihre anderen Werkzeuge behalten, was sie bekommen haben.",
  keep: "Antworten und Dateien aufbewahren",
  keeps: {
    nothing: "Gar nicht: Sie verschwinden etwa eine Stunde, nachdem sie überall zugestellt sind",
    days: "Einige Tage lang nach der Abgabe",
  },
  days: "Tage",
  daysHow: "Von 1 bis 3650. Nachrichten, die keine Antworten sind, verschwinden nach derselben Zeit.",
  nothingHow:
    "Nachrichten, die keine Antworten sind, bleiben 24 Stunden, damit jemand antworten kann. Wer seine Antworten ändern darf, beginnt mit leeren Feldern.",
  heldDays: "Tage länger für das, was sich nicht zustellen lässt",
  heldDaysHow: "Von 7 bis 365. Danach wird es entfernt, ohne zugestellt zu sein.",
  flows: "Flows mit eigener Zeit",
  flow: (name, keep) =>
    keep === "nothing" ? `${name}: gar nicht` : keep === 1 ? `${name}: einen Tag` : `${name}: ${keep} Tage`,
  where: "Wo die Daten liegen",
  places: { ours: "Flowella", hubspot: "HubSpot", meta: "Meta" },
  unknown: "Unbekannt",
  metaRegion: "Land, in dem Meta die Daten Ihrer Nummern hält",
  metaRegionHow: "Zwei Buchstaben wie DE, wie bei der Registrierung der Nummern gewählt. Meta verrät es nicht.",
  differTitle: "Nicht alles liegt im selben Teil der Welt",
  differ: {
    hubspot: "HubSpot hält die Daten dieses Kontos anderswo als Flowella.",
    meta: "Meta hält die Daten Ihrer Nummern anderswo als Flowella.",
  },
  removed: "Was entfernt wurde",
  never: "Es lief noch keine Runde.",
  last: (when, what) =>
    what === "" ? `Letzte Runde: ${when}. Nichts musste weg.` : `Letzte Runde: ${when}. Entfernt: ${what}.`,
  round: (when, what) => `${when}: ${what}`,
  checked: "Eben nachgezählt: Von dem, was bis dahin weg sein musste, ist nichts mehr da.",
  leftTitle: (count) =>
    count === 1
      ? "Eine Sache, die weg sein sollte, ist noch da"
      : `${count} Sachen, die weg sein sollten, sind noch da`,
  leftText: "Sagen Sie es denen, die Flowella betreiben.",
  heldTitle: (count) =>
    count === 1
      ? "Die Antworten einer Abgabe warten über ihre Zeit hinaus"
      : `Die Antworten von ${count} Abgaben warten über ihre Zeit hinaus`,
  heldText: (when) =>
    `Sie ließen sich nicht überall zustellen. Sehen Sie in die Ergebnisse Ihrer Flows; ab ${when} werden sie unzugestellt entfernt.`,
  things: {
    answers: "Antworten auf Formulare",
    givenUp: "davon nicht zugestellt",
    sessions: "unfertige Antworten",
    secureAnswers: "Antworten der sicheren Seite",
    files: "Dateien",
    messages: "Nachrichten",
    inbox: "Mitteilungen von außen",
    sends: "Verbindungen von Nachricht und Kontakt",
    workflowOutputs: "Antworten für Workflows",
    codes: "Kontakte hinter Codes",
    decisions: "Entscheidungen über Nummern",
    reminders: "Erinnerungen",
    ads: "Anzeigen, über die jemand kam",
  },
};
