import type { TemplateTexts } from "./index.ts";

/** The words of the templates in Italian. */
export const it: TemplateTexts = {
  button: "Parti da un modello",
  back: "Tutti i moduli",
  title: "Modelli",
  intro:
    "Ognuno è un percorso che molte aziende usano: le domande, i messaggi, dove vanno le risposte. Guardalo, cambia ciò che vuoi, poi pubblicalo.",
  open: "Guardalo",
  again: "Apri",
  languages: (languages) => `Pronto in ${languages}.`,
  sampleTitle: "Una risposta di esempio, e cosa riceve il contatto",
  asked: "Domanda e risposta",
  gets: "Sul contatto",
  emptyTitle: "Qui non ci sono modelli",
  emptyText: "Chi gestisce Flowella non ne offre su questo server.",
  each: {
    kyc: {
      title: "Verifica dell'identità",
      purpose:
        "Nome e data di nascita, indirizzo, la foto di un documento e il consenso. Ricevi la scheda e il rischio, e il documento resta cifrato.",
    },
    nps: {
      title: "Ti consiglierebbero",
      purpose: "Un voto da 0 a 10, il motivo solo dove il voto lo chiede, un commento, e se puoi tornarci sopra.",
    },
    "contact-update": {
      title: "Dati di contatto aggiornati",
      purpose:
        "I clienti dimostrano chi sono con un codice monouso, poi correggono e-mail, telefono e indirizzo. Ogni modifica è registrata.",
    },
    appointment: {
      title: "Prenotare un appuntamento",
      purpose: "Motivo, un orario libero del tuo calendario, conferma e promemoria.",
    },
    lead: {
      title: "Qualificare un contatto",
      purpose:
        "Offerta, bisogni, budget e tempi. La tua squadra riceve un proprietario, un'attività e un messaggio mentre la chat è aperta.",
    },
    membership: {
      title: "Rinnovare un'iscrizione",
      purpose: "Quota, modo di pagamento, vantaggi e ricevuta. Ogni rinnovo è una riga nel registro.",
    },
    rsvp: {
      title: "Dire se si viene",
      purpose:
        "Quale evento, in quanti, diete e accessibilità. I posti sono contati esattamente; prima parte un promemoria.",
    },
  },
};
