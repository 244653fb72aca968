/** Words of the privacy section in Italian. */
import type { en } from "./en.ts";

export const it: typeof en = {
  intro:
    "Ciò che i clienti inviano resta qui cifrato finché il suo tempo non è finito. Poi viene rimosso; HubSpot e gli altri strumenti tengono ciò che hanno ricevuto.",
  keep: "Tieni risposte e file",
  keeps: {
    nothing: "Per niente: spariscono entro circa un'ora da quando sono stati consegnati ovunque",
    days: "Per alcuni giorni dopo l'invio",
  },
  days: "Giorni",
  daysHow: "Da 1 a 3650. I messaggi che non sono risposte spariscono dopo lo stesso tempo.",
  nothingHow:
    "I messaggi che non sono risposte restano 24 ore, perché qualcuno possa rispondere. Chi può modificare le proprie risposte comincia da campi vuoti.",
  heldDays: "Giorni in più per ciò che non si può consegnare",
  heldDaysHow: "Da 7 a 365. Dopo viene rimosso senza essere consegnato.",
  flows: "Flow con un tempo proprio",
  flow: (name, keep) =>
    keep === "nothing" ? `${name}: per niente` : keep === 1 ? `${name}: un giorno` : `${name}: ${keep} giorni`,
  where: "Dove sono i dati",
  places: { ours: "Flowella", hubspot: "HubSpot", meta: "Meta" },
  unknown: "Non si sa",
  metaRegion: "Paese in cui Meta tiene i dati dei vostri numeri",
  metaRegionHow: "Due lettere, come DE, scelte quando i numeri sono stati registrati. Meta non lo dice.",
  differTitle: "Non tutto è nella stessa parte del mondo",
  differ: {
    hubspot: "HubSpot tiene i dati di questo account altrove rispetto a Flowella.",
    meta: "Meta tiene i dati dei vostri numeri altrove rispetto a Flowella.",
  },
  removed: "Che cosa è stato rimosso",
  never: "Non è stato ancora rimosso nulla.",
  last: (when, what) =>
    what === "" ? `Ultimo giro: ${when}. Non c'era nulla da rimuovere.` : `Ultimo giro: ${when}. Rimossi: ${what}.`,
  round: (when, what) => `${when}: ${what}`,
  checked: "Ricontato adesso: di ciò che doveva sparire entro allora non resta nulla.",
  leftTitle: (count) =>
    count === 1
      ? "Un elemento che doveva sparire è ancora qui"
      : `${count} elementi che dovevano sparire sono ancora qui`,
  leftText: "Avvisate chi gestisce Flowella.",
  heldTitle: (count) =>
    count === 1
      ? "Le risposte di un invio attendono oltre il loro tempo"
      : `Le risposte di ${count} invii attendono oltre il loro tempo`,
  heldText: (when) =>
    `Non si sono potute consegnare ovunque. Guardate i risultati dei vostri Flow; dal ${when} vengono rimosse senza consegna.`,
  things: {
    answers: "risposte ai moduli",
    givenUp: "di cui non consegnate",
    sessions: "risposte incomplete",
    secureAnswers: "risposte della pagina sicura",
    files: "file",
    messages: "messaggi",
    inbox: "notifiche esterne",
    sends: "legami tra un messaggio e il suo contatto",
    workflowOutputs: "risposte date ai workflow",
    codes: "contatti dietro ai codici",
    decisions: "decisioni sui numeri",
    reminders: "promemoria",
    ads: "annunci di provenienza",
  },
};
