import type { InsightDefinition } from "@flowella/contract";

/** What each figure means, in Italian. */
export const it: Readonly<Record<InsightDefinition, string>> = {
  sent: "Messaggi con un Flow che WhatsApp ha accettato. Tutte le altre cifre riguardano questi messaggi, nel giorno in cui sono nati: chi risponde una settimana dopo conta nel giorno del suo messaggio. Prove, ricevute e promemoria non contano.",
  delivered: "Messaggi arrivati sul telefono.",
  read: "Messaggi letti. Chi ha aperto il Flow ha letto il messaggio, anche se il suo telefono non lo dice.",
  opened:
    "Messaggi il cui Flow è stato aperto. Si vede solo se il Flow, aprendosi, interroga il server; chi ha inviato una schermata lo ha aperto.",
  started: "Messaggi il cui cliente ha inviato almeno una schermata.",
  screen_reached: "Messaggi il cui cliente ha visto questa schermata.",
  completed: "Messaggi le cui risposte sono state consegnate. Ricompilare o correggere non conta due volte.",
  landed: "Messaggi completati le cui risposte sono in HubSpot, sul contatto o come invio del modulo.",
  time_delivery: "Tempo dall'invio all'arrivo, dei messaggi di cui si conoscono entrambi.",
  time_reading: "Tempo dall'invio alla lettura, dei messaggi il cui telefono la comunica.",
  time_opening: "Tempo dall'invio all'apertura, dei messaggi di cui si è vista l'apertura.",
  time_filling:
    "Tempo dalla prima schermata alla consegna delle risposte, pause comprese. Dove l'apertura non si vede, dalla prima schermata inviata.",
  time_whole: "Tempo dall'invio del messaggio alla consegna delle risposte.",
  screen_time:
    "Tempo da quando una schermata viene mostrata la prima volta a quando viene inviata la prima volta, come lo vede il server. La prima di un Flow che si apre senza interrogare il server non ne ha.",
  screen_returns: "Quante volte i clienti sono tornati indietro da questa schermata, e in quanti messaggi.",
  screen_left:
    "Messaggi in cui questa schermata è stata l'ultima vista e le risposte non sono state consegnate. Chi la sta ancora compilando conta qui finché non va avanti.",
  field_rejections:
    "Quante volte i nostri controlli hanno rifiutato una risposta a questa domanda, e perché; e in quanti messaggi.",
  field_changes: "Quante volte un cliente è tornato indietro e ha dato un'altra risposta a questa domanda.",
  groups: "I valori con meno di cinque messaggi stanno insieme, perché poche persone si potrebbero riconoscere.",
  cost: "Quanto WhatsApp addebita per questi messaggi: ciò per cui li conta, per la tua tabella dei prezzi. I messaggi che non sono modelli non costano nulla.",
  cost_per_completed: "Il costo di tutti i messaggi, anche di quelli senza risposta, diviso per quelli completati.",
  delay_delivery: "Tempo dalla consegna a quando le risposte erano in HubSpot.",
  delay_owner: "Tempo dalla consegna a quando qualcuno aveva in carico il lead.",
  delay_booking: "Tempo dalla consegna a quando l'appuntamento era nel calendario.",
  quality:
    "Le risposte della chat accanto alle risposte allo stesso modulo sul web, nelle stesse settimane intere: la quota dei campi con una risposta, e degli indirizzi e-mail e numeri di telefono scritti bene.",
  opt_ins:
    "Persone che in questi giorni hanno acconsentito e prima no, o avevano detto STOP; restano quelle che da allora non hanno detto STOP.",
  chat_against_web:
    "Invii a liste di questi giorni in cui una parte delle persone ha avuto il link al modulo web: completati su inviati da entrambe le parti, e se la differenza può essere un caso.",
  percentiles:
    "La mediana e il limite per nove su dieci sono valori che si sono verificati, in secondi interi. Sono esatti; oltre 50.000 tempi per giorno, Flow e gruppo, lo sono entro l'1 %.",
  days: "I giorni iniziano e finiscono nel fuso orario dell'account HubSpot, com'era impostato quando le cifre sono state contate.",
  unseen_phone_checks:
    "Ciò che il telefono stesso rifiuta, come una domanda obbligatoria lasciata vuota, non arriva mai al server e non si può contare.",
  unseen_time_within_screen:
    "Ciò che accade dentro una schermata, come il tempo per una sola domanda, non si può vedere. Si vede quando viene mostrata e quando viene inviata.",
};
