import type { CommonTexts } from "./index.ts";

/** What cards, app page and settings all say, in Italian. */
export const it: CommonTexts = {
  loading: "Caricamento",
  retry: "Riprova",
  refresh: "Aggiorna",
  outdated: "Questi dati potrebbero non essere aggiornati.",
  setupTitle: "L'app non è configurata del tutto",
  setupText:
    "Questa app non conosce il suo server. Chi l'ha caricata deve impostare SERVER_ORIGIN su un indirizzo https nel profilo di caricamento e caricarla di nuovo.",
  problemTitle: "Non è stato possibile caricare questa pagina",
  problems: {
    "no-answer": "Il server di Flowella non ha risposto. Riprova tra poco. Se non cambia, avvisa l'amministratore.",
    refused:
      "Il server di Flowella non accetta questo account HubSpot. Chiedi all'amministratore di collegare di nuovo l'app tra le app collegate.",
    "bad-status": "Il server di Flowella ha un problema. Riprova tra poco. Se non cambia, avvisa l'amministratore.",
    "not-understood":
      "Il server di Flowella ha dato una risposta che questa pagina non capisce. Ricarica la pagina. Se non cambia, di' all'amministratore che app e server non vanno d'accordo.",
  },
  errorCode: (code) => `Codice di errore: ${code}`,
  forbiddenTitle: "Non puoi vedere questi dati",
  noLinkTitle: "Il link non c'è ancora",
  cancel: "Annulla",
  notDoneTitle: "Non è stato fatto",
  unclearTitle: "Non sappiamo se è stato fatto",
};
