import type { PageTexts } from "./index.ts";

/** Every word of the app page in Italian. */
export const it: PageTexts = {
  title: "Flowella",
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
  forbiddenTitle: "Non puoi vedere questa pagina",
  notFoundTitle: "Questa pagina non esiste",
  notFoundText: "Scegli una delle schede qui sopra.",

  tabs: { start: "Inizio", forms: "Moduli", flows: "Flow", results: "Risultati" },
  flowStatus: { draft: "Bozza", published: "Pubblicato", paused: "In pausa" },
  version: (number) => `Versione ${number}`,

  start: {
    intro: "Da zero alla prima risposta. Questo elenco si spunta da solo.",
    progress: (done, of) => `${done} di ${of} fatti`,
    allDone: "Tutto funziona. Le nuove risposte sono in Risultati.",
    states: {
      done: "Fatto",
      open: "Da fare",
      whatsapp: "Lo sta esaminando WhatsApp",
      customer: "Tocca al cliente",
      later: "Viene da sé",
    },
    number: {
      title: "Un numero WhatsApp",
      none: "Nessun numero è ancora collegato. Servono un accesso Facebook che gestisce l'azienda e circa dieci minuti.",
      blocked:
        "Un numero è collegato, ma non può ancora inviare. La pagina che collega WhatsApp elenca che cosa manca.",
      ready: "Collegato e pronto a inviare.",
    },
    form: {
      title: "Un modulo pubblicato",
      none: "Scegli uno dei tuoi moduli e guardalo come Flow.",
      draft: "Hai guardato un modulo. Pubblicalo, così potrà essere inviato.",
      published: "Un tuo modulo è un Flow.",
    },
    consent: {
      title: "Chi ha accettato di essere contattato",
      none: "Non è indicato ancora nulla, quindi le persone ricevono solo risposte entro 24 ore dal loro messaggio. Fallo chiedere dal modulo, o chiedi a chi gestisce Flowella di indicare una proprietà, un elenco o una casella del modulo.",
      named: "Si scrive solo a chi ha accettato lì.",
    },
    template: {
      title: "Un modello di messaggio approvato",
      none: "Viene presentato a WhatsApp quando pubblichi il primo modulo.",
      "in-review":
        "WhatsApp lo esamina, di solito entro un giorno. Fino ad allora il Flow parte solo nelle chat aperte.",
      attention: "WhatsApp non lo ha accettato così com'è. Chi gestisce Flowella presenta un altro testo.",
      approved: "Il Flow può essere inviato anche a chi non ha scritto nelle ultime 24 ore.",
    },
    "first-send": {
      title: "Il primo messaggio",
      none: "Apri un contatto, trova la scheda WhatsApp Flows, scegli il Flow e premi Send. Prova prima con te. Se la scheda non c'è, un super admin la aggiunge in Personalizza.",
      done: "Inviato.",
    },
    "first-answer": {
      title: "La prima risposta",
      none: "Comparirà in Risultati e sul contatto.",
      done: "Sono arrivate risposte.",
    },
    connect: "Collega WhatsApp",
    askConsent: "Fallo chiedere dal modulo",
    askingConsent: "Salvataggio",
    askConsentHow:
      "I moduli pubblicati da ora in poi finiscono con una domanda di permesso. A chi dice sì si può scrivere.",
    consentAsked: "I moduli pubblicati da ora in poi finiscono con la domanda.",
    notSavedTitle: "Non è stato salvato nulla",
    connectMore: "Guarda che cosa manca",
    chooseForm: "Scegli un modulo",
    seeTemplate: "Guarda il Flow",
    seeResults: "Guarda i risultati",
    whatWorks: "Che cosa funziona in questo account HubSpot",
    openPage: "Apri la pagina",
    openOnce: "Si apre in una nuova scheda, una sola volta, entro dieci minuti. Poi torna qui e premi Aggiorna.",
    noLinkTitle: "Il link non c'è ancora",
  },

  forms: {
    tool: "Dove si trova il modulo",
    search: "Cerca per titolo",
    searchPlaceholder: "Parole del titolo",
    changed: (when) => `Ultima modifica: ${when}`,
    noFlow: "Non è ancora un Flow",
    convert: "Guardalo come Flow",
    open: "Apri",
    untitled: "Modulo senza titolo",
    previous: "Indietro",
    next: "Avanti",
    emptyTitle: "Qui non ci sono moduli",
    emptyText: "Creane uno in HubSpot in Marketing > Moduli, poi premi Aggiorna.",
    emptyToolText: "Creane uno lì, poi premi Aggiorna.",
    notFoundTitle: "Nessun modulo ha queste parole nel titolo",
    notFoundText: "Prova con altre parole, o con meno.",
    notConnectedTitle: (tool) => `${tool} non è collegato`,
    notConnectedText: "Collega un account e i suoi moduli compariranno qui.",
    refusedTitle: (tool) => `${tool} non accetta più il collegamento`,
    refusedText: "Qualcuno lo ha chiuso lì, oppure l'account non c'è più. Collegalo di nuovo.",
    connectTool: (tool) => `Collega ${tool}`,
    openTool: (tool) => `Vai a ${tool}`,
    openToolHow: "Si apre in una nuova scheda. Poi torna qui e premi Aggiorna.",
  },

  report: {
    back: "Tutti i moduli",
    facts: { language: "Lingua", screens: "Schermate", time: "Tempo per compilare", questions: "Domande" },
    minutes: (minutes) => (minutes <= 1 ? "circa un minuto" : `circa ${minutes} minuti`),
    blockedTitle: "Così com'è non può essere pubblicato",
    notices: { info: "Buono a sapersi", warn: "Da guardare", block: "Prima va cambiato questo" },
    outcomes: {
      dropped: (count) => `Tralasciate (${count})`,
      adapted: (count) => `Chieste in un altro modo (${count})`,
      exact: (count) => `Chieste come nel modulo (${count})`,
    },
    none: "Nessuna.",
    preview: "Guardalo su un telefono",
    previewing: "Preparo l'anteprima",
    previewTitle: "Anteprima",
    previewTab: "Aprila invece in una nuova scheda",
    previewHow: "Compilalo come farebbe un cliente: nulla viene inviato e nulla viene conservato.",
    noPreviewTitle: "L'anteprima non c'è",
  },

  publish: {
    title: "Pubblica",
    nextTitle: "Pubblica come nuova versione",
    costsTitle: "Quanto costa",
    costs: {
      free: "Pubblicare non costa nulla.",
      template:
        "Un modello di messaggio viene presentato a WhatsApp per l'esame. Finché non è approvato, il Flow parte solo nelle chat aperte.",
      keepsTemplate: "Il modello di messaggio resta com'è e non richiede un nuovo esame.",
      price:
        "Un messaggio in una chat aperta non costa nulla. Oltre le 24 ore dall'ultimo messaggio di un cliente, Meta addebita ogni messaggio consegnato alla sua tariffa utility.",
      versions: "I messaggi già inviati tengono la versione con cui sono partiti.",
    },
    button: "Pubblica",
    publishing: "Pubblicazione in corso",
    runningText:
      "WhatsApp riceve il Flow, lo controlla e lo pubblica. Ci vuole fino a un minuto; resta su questa pagina.",
    doneTitle: "Pubblicato",
    done: {
      approved: "Ora può essere inviato: dalla scheda di un contatto o da un workflow.",
      "in-review":
        "Ora può essere inviato nelle chat aperte, e a tutti gli altri appena WhatsApp approva il modello di messaggio.",
      attention:
        "Può essere inviato nelle chat aperte. Per il modello di messaggio qualcuno deve intervenire: vedi Flow.",
    },
    current: "I clienti ricevono il modulo com'è ora. Non c'è nulla da pubblicare.",
    unchanged: "Il Flow ha già queste modifiche.",
    refusedTitle: "Non pubblicato",
    errorTitle: "La pubblicazione non è riuscita",
    unclearTitle: "Non sappiamo se sia stato pubblicato",
    unclearText: "Premi di nuovo il pulsante: conta come la stessa pubblicazione.",
    byHandTitle: "L'ultima parte si fa a mano",
    copyTitle: "In alternativa si può pubblicare una copia",
    copyButton: "Pubblica una copia",
    refusals: {
      "whatsapp.not_connected": "Collega prima un numero WhatsApp: vedi Inizio.",
      "flow.paused": "Questo Flow è in pausa e pubblicarlo lo farebbe ripartire. Fallo prima ripartire, in Flow.",
      "forms.flow_paused": "Questo Flow è in pausa e pubblicarlo lo farebbe ripartire. Fallo prima ripartire.",
      "forms.changed_again": "Nel frattempo il modulo è cambiato ancora. Premi Aggiorna e guarda le modifiche.",
      "forms.busy": "Questo modulo viene letto proprio ora. Riprova tra un minuto.",
      "forms.page_unread":
        "La pagina pubblica del modulo, l'unica con i controlli delle risposte, ora non si può leggere. Apri il modulo a tutti, o riprova più tardi.",
      "forms.not_watched": "Il modulo di questo Flow non viene seguito. Pubblica il modulo in Moduli.",
    },
  },

  flows: {
    emptyTitle: "Nessun modulo è ancora un Flow",
    emptyText: "Scegli un modulo, guardalo come Flow e pubblicalo.",
    chooseForm: "Scegli un modulo",
    neverPublished: "Non ancora pubblicato",
    facts: { template: "Modello di messaggio", sends: "Messaggi", answers: "Risposte" },
    noTemplate: "Viene presentato alla pubblicazione",
    templates: { approved: "Approvato", "in-review": "In esame", attention: "Richiede qualcuno" },
    pausedText: "Non parte nulla, e chi apre un messaggio già inviato legge che il modulo è sospeso.",
    pause: "Metti in pausa",
    pausing: "Metto in pausa",
    resume: "Fallo ripartire",
    resuming: "Lo faccio ripartire",
    paused: (name) => `${name} è in pausa.`,
    resumed: (name) => `${name} è ripartito.`,
    notChangedTitle: "Non è cambiato nulla",
    unclearTitle: "Non sappiamo se sia cambiato",
    seeForm: "Guarda le domande",
    changesTitle: (count) => (count === 1 ? "Il modulo è cambiato" : `Il modulo è cambiato (${count} modifiche)`),
    changesText: "I clienti ricevono ancora il modulo com'era. Guarda le modifiche, poi pubblicale.",
  },

  results: {
    intro: "Prima le risposte più recenti, e se sono arrivate dove devono stare.",
    emptyTitle: "Ancora nessuna risposta",
    emptyText: "Invia un Flow dalla scheda di un contatto. Qui compare ciò che i clienti consegnano.",
    states: { "under-way": "In viaggio", landed: "Arrivata", attention: "Richiede attenzione" },
    stepFor: (destination, says) => `${destination}: ${says}`,
    deadTitle: (count) =>
      count === 1 ? "Una consegna è stata abbandonata" : `${count} consegne sono state abbandonate`,
    deadText: "Sistema ciò che dice ognuna, poi riprova. Fino ad allora nulla va perso.",
    replay: "Riprova",
    replayAll: "Riprova tutte",
    replaying: "Riprovo",
    replayed: (steps) =>
      steps === 0 ? "È già in viaggio." : steps === 1 ? "È di nuovo in viaggio." : `${steps} sono di nuovo in viaggio.`,
    notReplayedTitle: "Non è stato riprovato",
    unclearTitle: "Non sappiamo se sia stato riprovato",
    newer: "Le più recenti",
    older: "Precedenti",
  },
};
