/** Italian. The customer is addressed as "Lei" (formal), as businesses do in writing. */
import type { Words } from "./words.ts";

export const italian: Words = {
  continue: "Continua",
  send: "Invia",
  yes: "Sì",
  no: "No",
  yourAnswer: "La Sua risposta",
  emailAddress: "Indirizzo e-mail",
  phoneNumber: "Numero di telefono",
  webAddress: "Indirizzo web",
  number: "Numero",
  chooseOne: "Scelga un'opzione",
  chooseDate: "Scelga una data",
  timeOfDay: "Orario",
  timeFormat: "Formato di 24 ore, come 09:30 o 17:45.",
  other: "Altro",
  otherAnswer: "Altra risposta",
  chooseGroup: "Scelga un gruppo",
  place: (place) => `Posto ${place}`,
  fullName: "Nome e cognome",
  sign: "Firmo con il mio nome",
  lastFour: "Ultimi 4 caratteri",
  lastFourOnly: "Indichi solo gli ultimi 4 caratteri.",
  addPhotos: (most) => (most === 1 ? "Aggiunga una foto" : "Aggiunga foto"),
  addFiles: (most) => (most === 1 ? "Aggiunga un file" : "Aggiunga file"),
  agree: "Accetto",
  chooseAny: "Scelga una o più opzioni",
  chooseExactly: (count) => `Ne scelga ${count}`,
  chooseUpTo: (max) => `Ne scelga al massimo ${max}`,
  chooseAtLeast: (min) => `Ne scelga almeno ${min}`,
  chooseBetween: (min, max) => `Ne scelga da ${min} a ${max}`,
  checkFormat: "Utilizzi il formato richiesto.",
  countryCode: "Inizi con + e il prefisso internazionale.",
  option: (place) => `Opzione ${place}`,
  step: (place, total) => `Passo ${place} di ${total}`,
  progress: (place, total) => `${place} di ${total}`,
  untitled: "Le Sue risposte",
  nothingToAsk: "Qui non c'è ancora nulla da compilare.",
  afterSending: (text) => `Dopo l'invio: “${text}”`,
  received: "Grazie. Abbiamo ricevuto le Sue risposte.",
  messageArrived: "Grazie per il Suo messaggio. Una persona del nostro team lo leggerà e Le risponderà qui.",
  eventReminder: (event, when, people) =>
    `Promemoria: ${event}, ${when}.${people === undefined ? "" : ` Posti riservati per lei: ${people}.`} A presto!`,
  entry: {
    sentence: (form) => `Buongiorno! Vorrei compilare questo modulo: ${form}`,
    invite: "Ci scriva su WhatsApp",
    scan: "Inquadri il codice, poi prema Invia.",
  },
  rescue: {
    body: (form) =>
      `Stava compilando «${form}». Le risposte date finora sono conservate: prema il pulsante per riprendere da dove si era fermato.`,
    button: "Continua",
    notice: "Ciò che compila ci arriva già dalla prima schermata, anche se non invia il modulo.",
  },
  person: {
    link: "Parla con una persona",
    asked:
      "Abbiamo avvisato una persona del nostro team: Le scriverà qui. Fino ad allora non riceverà messaggi automatici.",
    offer: "Scriva PERSONA in questa chat per parlare con qualcuno.",
  },
  readyAnswers: {
    safe: "Sì. Il modulo è nostro e si apre qui nella chat. Le sue risposte arrivano a noi cifrate. Non chiede mai una password, un PIN o un numero di carta completo.",
    change:
      "Sì. Finché non invia il modulo può tornare indietro e cambiare ogni risposta. Dopo, scriva qui nella chat la nuova risposta e la correggiamo noi.",
  },
  message: {
    button: "Apri il modulo",
    body: "La preghiamo di compilare questo breve modulo. Si apre direttamente qui in chat.",
    template: (form) =>
      `La preghiamo di compilare il modulo che ha richiesto: ${form}. Si apre direttamente qui in chat.`,
    reminder: (form) => `Il modulo che ha richiesto è ancora aperto: ${form}. Può compilarlo direttamente qui in chat.`,
    invitation: (form) =>
      `Abbiamo un breve modulo per lei: ${form}. Può compilarlo direttamente qui in chat. Per non ricevere altri messaggi di questo tipo, risponda STOP.`,
    ourForm: "il nostro modulo",
  },
  consent: {
    label: "Sì, scrivetemi su WhatsApp",
    wording:
      "Potete inviarmi messaggi su WhatsApp sulla mia richiesta, novità e offerte. Posso farli cessare in qualsiasi momento scrivendo STOP.",
    stopped: "Non riceverà più messaggi da noi in questa chat. Se cambia idea, scriva START.",
    restarted: "Grazie. Potremo di nuovo inviarLe messaggi qui. Per non riceverne più, scriva STOP.",
  },
  codes: {
    copy: "Copia codice",
    subject: (form) => `Il Suo codice per ${form}`,
    mail: (form, minutes) => [
      `Ecco il codice che Le serve per ${form} su WhatsApp:`,
      `Si può usare una sola volta, entro ${minutes} minuti.`,
      "Se non l'ha chiesto Lei, ignori questa e-mail. Non dia il codice a nessuno: non lo chiediamo mai per telefono o per messaggio.",
    ],
  },
  secure: {
    follows:
      "Per la sua sicurezza questo non si chiede in chat. Dopo l'invio del modulo riceverà un link a una pagina sicura.",
    message: (form, link) =>
      `Grazie per aver compilato ${form}. Manca ancora un dato che non dovrebbe stare in una chat. Lo inserisca in questa pagina sicura:\n${link}`,
    forYou: (until) => `Il link è solo per lei. Funziona una volta sola, fino al ${until}.`,
    title: "Un'ultima risposta, al sicuro",
    intro: (form) =>
      `Questa pagina fa parte del modulo che ha compilato su WhatsApp: ${form}. Quello che scrive qui è cifrato e non passa da WhatsApp.`,
    once: (until) => `Può inviare questa pagina una volta sola, fino al ${until}.`,
    optional: "facoltativo",
    check: "Controlli per favore:",
    send: "Invia in modo sicuro",
    received: ["Grazie", "La sua risposta è arrivata ed è conservata cifrata. Può chiudere questa pagina."],
    answered: [
      "La risposta è già arrivata",
      "Abbiamo la sua risposta. Questo link funziona una volta sola, così nessun altro può usarlo.",
      "Se non è stato lei, o per cambiare la risposta, ci scriva nella chat di WhatsApp.",
    ],
    expired: ["Questo link è scaduto", "Non accetta più risposte. Ci scriva nella chat di WhatsApp."],
    unknown: [
      "Questo link non è completo",
      "Ne manca una parte, oppure non viene da noi. Lo apra di nuovo dal messaggio su WhatsApp.",
    ],
    gone: [
      "Questo modulo non è più in uso",
      "Qui non si può più inviare nulla. Per domande ci scriva nella chat di WhatsApp.",
    ],
  },
  booking: {
    change: "Cambi o disdica",
    choose: "Scelga un orario",
    booked: (what, when) => `Il Suo appuntamento è prenotato: ${what}, ${when}.`,
    moved: (what, when) => `Il Suo appuntamento è stato spostato: ${what}, ${when}.`,
    cancelled: (what) => `Il Suo appuntamento è stato disdetto: ${what}.`,
    taken: (what) =>
      `L’orario che aveva scelto per ${what} è stato occupato prima che potessimo registrarlo. Ci dispiace. Ne scelga un altro.`,
    kept: (when) => `Fino ad allora resta valido il Suo appuntamento: ${when}.`,
    noneFree: (what) => `Per ${what} non c’è nulla di libero come desiderava. Scelga un orario dall’elenco.`,
    byHand: (what) =>
      `Gli appuntamenti per ${what} vengono cambiati dal nostro team. Abbiamo inoltrato la Sua richiesta e qualcuno Le risponderà qui.`,
    link: "Può farlo anche da sé con il link nell’e-mail di conferma.",
    reminder: (what, when) => `Un promemoria: ${what}, ${when}.`,
    place: (place) => `Dove: ${place}`,
  },
  answers: {
    required: () => "Risponda a questa domanda, per favore.",
    wrong_type: () => "Non è stato possibile leggere la risposta. La inserisca di nuovo.",
    too_large: () => "Questa risposta è troppo lunga. La abbrevi, per favore.",
    not_offered: () => "Scelga una delle opzioni proposte.",
    duplicate_choice: () => "Utilizzi ogni opzione una sola volta.",
    too_few: (bound) => `Scelga almeno ${bound} opzioni.`,
    too_many: (bound) => `Scelga al massimo ${bound} opzioni.`,
    not_an_email: () => "Inserisca un indirizzo e-mail completo, come nome@example.com.",
    not_a_phone: () => "Inserisca il numero di telefono con + e il prefisso internazionale.",
    not_a_url: () => "Inserisca un indirizzo web, come https://example.com.",
    not_a_number: () => "Inserisca un numero, usando solo cifre.",
    not_an_integer: () => "Inserisca un numero intero.",
    too_small: (bound) => `Inserisca un valore non inferiore a ${bound}.`,
    too_big: (bound) => `Inserisca un valore non superiore a ${bound}.`,
    too_short: (bound) => `Il testo deve avere almeno ${bound} caratteri.`,
    too_long: (bound) => `Il testo può avere al massimo ${bound} caratteri.`,
    pattern: () => "Il formato non è quello previsto. Controlli, per favore.",
    not_a_date: () => "Scelga una data esistente.",
    too_early: (bound) => `La prima data possibile è: ${bound}.`,
    too_late: (bound) => `L'ultima data possibile è: ${bound}.`,
    not_a_time: () => "Inserisca un orario da 00:00 a 23:59, come 09:30.",
  },
  askPerson: (person) => `Oppure ci chieda: ${person}`,
  useWebForm: (webForm) => `Oppure usi ${webForm}`,
  sayings: {
    unknown_token: () => "Questo modulo non è più disponibile. Ce ne chieda uno nuovo.",
    expired: () => "Questo modulo è scaduto. Ce ne chieda uno nuovo.",
    paused: ({ webForm }) =>
      webForm
        ? `Questo modulo è sospeso. Riprovi più tardi, oppure usi ${webForm}`
        : "Questo modulo è sospeso. Riprovi più tardi o ci scriva in chat.",
    closed: () => "Questo modulo è chiuso. Ci scriva in chat, per favore.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Abbiamo ricevuto le Sue risposte (${answeredAt}). Per modificarle, ci scriva in chat.`
        : "Abbiamo già le Sue risposte. Per modificarle, ci scriva in chat.",
    already_sent: () => "Valgono le prime risposte. Per rispondere di nuovo, chiuda e riapra il modulo.",
    choices_unavailable: () => "Al momento non è possibile caricare le opzioni. Riprovi tra poco.",
    earlier_part_missing: () => "Manca una parte precedente. Chiuda il modulo e lo riapra, per favore.",
    invalid: ({ question, problem = "Per favore, controlli questa risposta." }) =>
      question ? `${question}: ${problem}` : problem,
    full: () => "Non ci sono più posti disponibili. Ci scriva in chat, per favore.",
    taken: ({ choice }) =>
      `${choice ? `«${choice}» non è più disponibile` : "Questa scelta non è più disponibile"}. Faccia un'altra scelta.`,
    taken_before: ({ choice }) =>
      `${choice ? `«${choice}» non è più disponibile` : "Questa scelta non è più disponibile"}. Torni indietro e ne faccia un'altra.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined
          ? "Non ci sono abbastanza posti"
          : left === 1
            ? "È rimasto 1 posto"
            : `Sono rimasti ${left} posti`;
      return `${places}${choice ? ` per «${choice}»` : ""}. Ne scelga di meno o cambi scelta.`;
    },
    code_wrong: () =>
      "I dati non corrispondono o il codice è scaduto. Li controlli, o lasci vuoto il codice per averne uno nuovo.",
    code_sent: () => "Se abbiamo un Suo indirizzo, un nuovo codice è in arrivo. Usi il più recente.",
    code_wait: () => "Un codice è stato chiesto poco fa. Attenda un minuto prima di chiederne un altro.",
    code_not_ready: () =>
      "Un attimo, per favore: attenda qualche secondo e prema di nuovo. Se riceve un codice, usi il più recente.",
    code_too_many: () => "Troppi tentativi. Riprovi più tardi, per favore.",
  },
};
