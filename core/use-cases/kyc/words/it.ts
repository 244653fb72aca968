import type { KycWords } from "./words.ts";

export const italian: KycWords = {
  title: "Confermi la sua identità",
  message: {
    body: "Per proseguire dobbiamo sapere chi è. Bastano circa tre minuti; tenga il documento a portata di mano.",
    button: "Inizia la verifica",
    template: {
      requested:
        "Ecco la verifica dell'identità che ci ha chiesto di avviare. Bastano circa tre minuti, direttamente qui nella chat.",
      reminder: "La sua verifica dell'identità è ancora aperta. Bastano circa tre minuti, direttamente qui nella chat.",
      invitation:
        "Per essere pronti per lei vorremmo confermare la sua identità: circa tre minuti, direttamente qui nella chat. Per non ricevere più messaggi di questo tipo, risponda STOP.",
    },
  },
  personPage: "Su di lei",
  firstName: "Nomi, come sul documento",
  lastName: "Cognome, come sul documento",
  born: "Data di nascita",
  addressPage: "Dove vive",
  street: "Via e numero",
  zip: "CAP",
  city: "Città",
  country: "Paese",
  otherCountry: "Un altro Paese",
  documentPage: "I suoi documenti",
  documentType: "Quale documento d'identità ha?",
  documents: {
    id_card: "Carta d'identità",
    passport: "Passaporto",
    driving_licence: "Patente di guida",
    residence_permit: "Permesso di soggiorno",
  },
  proof: "Una prova recente del suo indirizzo",
  proofHint:
    "Una bolletta o una lettera ufficiale degli ultimi tre mesi, come foto o PDF. Per favore, nessuna foto del documento.",
  numberPage: "Ci siamo quasi",
  number: "Numero del documento d'identità",
  expires: "Fino a quando è valido il documento?",
  agree: "Acconsento",
  agreeText:
    "Quanto ho dichiarato è vero. Può essere usato e conservato per confermare la mia identità, come prevede la legge, e per nient'altro.",
  send: "Invia",
  thanks: "Grazie. Controlliamo quanto ha inviato e le scriviamo qui se manca qualcosa.",
};
