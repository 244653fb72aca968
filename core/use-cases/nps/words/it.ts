import type { NpsWords } from "./words.ts";

export const italian: NpsWords = {
  title: "La sua opinione su di noi",
  message: {
    body: "Come si è trovato con noi? Una sola domanda, mezzo minuto del suo tempo.",
    button: "Dia la sua opinione",
    template: {
      requested:
        "Ecco il breve sondaggio che ha richiesto: una sola domanda su come si è trovato con noi. Può rispondere direttamente qui nella chat.",
      reminder:
        "Il nostro breve sondaggio è ancora aperto: una sola domanda su come si è trovato con noi. Può rispondere direttamente qui.",
      invitation:
        "Vorremmo sapere come si è trovato con noi: una sola domanda, mezzo minuto, direttamente qui nella chat. Per non ricevere più messaggi di questo tipo, risponda STOP.",
    },
  },
  scorePage: "La sua opinione",
  score: "Con quale probabilità ci consiglierebbe a un amico o a un collega?",
  unlikely: "Per niente probabile",
  likely: "Molto probabile",
  reasonPage: "Che cosa non andava",
  reason: "Che cosa l'ha delusa di più?",
  reasons: {
    quality: "Qualità",
    price: "Prezzo",
    service: "Servizio",
    delivery: "Attesa o consegna",
    other: "Altro",
  },
  commentPage: "Con parole sue",
  comment: "Che cosa dovremmo mantenere e che cosa cambiare?",
  followUp: "Possiamo scriverle a proposito della sua risposta?",
  yes: "Sì, certo",
  no: "No, grazie",
  thanks: {
    promoter: "Grazie! Siamo felici di sapere che ci consiglierebbe.",
    passive: "Grazie! Ci impegneremo per meritare pienamente il suo consiglio.",
    detractor: "Grazie per la sincerità. Ci dispiace di non essere stati all'altezza delle sue aspettative.",
  },
};
