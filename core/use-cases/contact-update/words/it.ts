import type { ContactUpdateWords } from "./words.ts";

export const italian: ContactUpdateWords = {
  title: "Aggiorni i Suoi dati",
  message: {
    body: "È cambiato qualcosa? Ci comunichi la nuova e-mail, il numero di telefono o l'indirizzo, direttamente in chat.",
    button: "Aggiorna i dati",
    template: {
      requested: "Ha chiesto di aggiornare i Suoi dati: e-mail, telefono o indirizzo. Può farlo direttamente in chat.",
      reminder: "Il Suo aggiornamento è ancora aperto: e-mail, telefono o indirizzo. Può finirlo direttamente in chat.",
      invitation:
        "I Suoi dati sono ancora giusti? Controlli e-mail, telefono e indirizzo direttamente in chat. Per non ricevere altri messaggi di questo tipo, risponda STOP.",
    },
  },
  whoPage: "Prima di tutto: è Lei?",
  surname: "Il Suo cognome",
  code: "Il Suo codice",
  codeHint: "Il codice nella nostra e-mail o il numero che Le abbiamo dato. Vuoto: uno nuovo.",
  newPage: "Che cosa è cambiato?",
  leave: "Compili solo ciò che è nuovo. Ciò che lascia vuoto resta com'è.",
  email: "Nuova e-mail",
  phone: "Nuovo telefono",
  addressPage: "Ha traslocato?",
  street: "Via e numero",
  zip: "CAP",
  city: "Città",
  numberPage: "Il nuovo numero",
  numberCode: "Codice ricevuto",
  numberHint: "Inviato con WhatsApp al nuovo numero. Lo lasci vuoto per averne uno nuovo.",
  confirmPage: "Confermi, per favore",
  changes: {
    email: (value) => `E-mail: ${value}`,
    phone: (value) => `Telefono: ${value}`,
    street: (value) => `Via: ${value}`,
    zip: (value) => `CAP: ${value}`,
    city: (value) => `Città: ${value}`,
  },
  nothing: "Non ha compilato nulla di nuovo, quindi nulla cambierà.",
  confirm: "È tutto giusto",
  confirmText: "I dati qui sopra sono giusti e possono sostituire quelli che avete di me.",
  send: "Aggiorna i miei dati",
  thanks: "Grazie! I Suoi dati sono in arrivo da noi. Riceverà un messaggio qui appena saranno aggiornati.",
  updated: "I Suoi dati sono aggiornati. Se non è stato Lei, ci scriva subito qui.",
};
