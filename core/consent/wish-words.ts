/**
 * How people ask for no more messages, and for messages again, in the seven languages.
 *
 * Each pattern is the whole of a sentence, written without accents, apostrophes and politeness (clauses.ts takes them
 * away), so that "I stop by tomorrow" and "the bus stop" match none. A word that cancels an appointment ("cancel",
 * "annulla") alone is not among them: it is more often about the appointment.
 */
export interface WishWords {
  readonly language: string;
  readonly stop: readonly RegExp[];
  readonly start: readonly RegExp[];
  /** Words of the patterns that are understood with a typing error. */
  readonly keywords: readonly string[];
  /** Said around a wish, and taken away before the patterns are tried. */
  readonly polite: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

/** In this order: what several languages share, such as "stop", belongs to nobody in particular and stands first. */
export const wishWords: readonly WishWords[] = [
  {
    language: "en",
    stop: [
      /^(stop ?)+( (it|this|that|now|all|everything))*$/,
      /^(can you |could you |will you )?stop (all )?(the |these |your |this |those )?(sending|sending me|messages|messaging|messaging me|texts|texting|texting me|writing|writing me|writing to me|spam|spamming|spamming me|promotions|promos|offers|ads)( messages| me)?( messages)?( now)?$/,
      /^(i want (you )?to |i would like to |i wish to )?(unsubscribe|opt ?out|unsub|stopall|quit)( me)?( now| all| from (this|these|all|your)( messages| list)?)?$/,
      /^(please )?(remove|delete|take) me (off|from) (this|the|your|these)( mailing)? (list|messages|messaging|number)$/,
      /^no more (messages|texts|whatsapps?|whatsapp messages|spam)( from you)?$/,
      /^(i )?(do not|dont) (want|wish|need) (to (get|receive|have) )?(any ?more |any |these |this |your |more )*(messages|texts|whatsapps?|whatsapp messages)( any ?more| from you)*$/,
      /^(do not|dont|never) (message|text|write|write to|contact) me( again| any ?more)*$/,
      /^leave me alone$/,
    ],
    start: [
      /^(start|unstop|subscribe|resubscribe|opt ?in|resume)( me)?( again)?$/,
      /^(start|resume) (the |your )?messages( again)?$/,
    ],
    keywords: words("stop unsubscribe messages messaging sending texting start subscribe resubscribe resume"),
    polite: words("please pls plz thanks thank you thx kindly ok okay hi hello hey sorry"),
  },
  {
    language: "it",
    stop: [
      /^(basta|fermatevi|smettetela|smettila|disiscrivi|disiscrivimi|disiscrivetemi|disiscrizione|cancellatemi|cancellami)( (ora|subito|adesso|cosi|messaggi))*$/,
      /^(basta|stop) (con )?(i |questi |ai )?(messaggi|whatsapp|pubblicita|spam)$/,
      /^(vorrei |voglio )(disiscrivermi|cancellarmi|essere (cancellat[oa]|rimoss[oa]))( dalla lista| da questa lista)?$/,
      /^(cancellatemi|rimuovetemi|toglietemi|cancellami|toglimi|rimuovimi) (dalla|da questa|dalla vostra) lista$/,
      /^(io )?non (voglio|desidero) piu (ricevere )?(i |altri |questi |vostri |i vostri |nessun )?(messaggi|messaggio|comunicazioni)$/,
      /^non (scrivetemi|scrivermi|contattatemi|contattarmi|mandatemi|mandarmi)( piu)?( messaggi)?$/,
      /^(smettete|smetti|smettetela|smettila) di (scrivermi|contattarmi|mandarmi messaggi)$/,
      /^(niente|nessun) (piu |altri |altro )?(messaggi|messaggio)$/,
      /^lasciatemi (in pace|stare)$/,
    ],
    start: [
      /^(riprendi|riprendete|riattiva|riattivami|iscrivimi|iscrivetemi|iscrizione|ricomincia)( di nuovo| i messaggi)?$/,
    ],
    keywords: words("disiscrivimi disiscrivetemi disiscrizione cancellatemi messaggi basta iscrivimi"),
    polite: words(
      "per favore piacere grazie cortesia gentilmente prego ciao buongiorno buonasera scusate scusa mi dispiace",
    ),
  },
  {
    language: "de",
    stop: [
      /^(stopp|stoppen|aufhoren|abmelden|abbestellen|abmeldung|austragen)( (jetzt|sofort))*$/,
      /^(ich (mochte|will|wurde gerne|wurde gern) )?(mich )?(abmelden|austragen|abbestellen)$/,
      /^(keine|nie wieder) (weiteren |mehr )?(nachrichten|whatsapps?|werbung)( mehr)?$/,
      /^(ich )?(mochte|will|wunsche) keine (weiteren )?(nachrichten|werbung)( mehr)?( (erhalten|bekommen|haben|von ihnen|von euch))*$/,
      /^(schreiben sie|schreibt|schreib|kontaktieren sie) mi(r|ch) (nicht|nie)( mehr| wieder)*$/,
      /^(horen sie|hort|hor) auf( (mir|mich) zu (schreiben|kontaktieren)| damit)?$/,
      /^(nehmen sie|nehmt|nimm) mich (aus|von) (der|ihrer|eurer|dieser) liste$/,
      /^(lassen sie|lasst|lass) mich in ruhe$/,
    ],
    start: [/^(starten|anmelden|fortsetzen|wieder anmelden|weiter nachrichten)$/],
    keywords: words("abmelden abbestellen abmeldung aufhoren austragen nachrichten stopp anmelden fortsetzen"),
    polite: words("bitte danke vielen dank hallo guten tag moin entschuldigung sorry"),
  },
  {
    language: "es",
    stop: [
      /^(baja|basta|parar|paren|detener|desuscribir|desuscribirme|desuscribirse|cancelar suscripcion|cancelar la suscripcion|darme de baja|dar de baja|dadme de baja|denme de baja)( (ya|ahora))*$/,
      /^(quiero |quisiera |deseo )(darme de baja|desuscribirme|cancelar (mi|la) suscripcion)$/,
      /^(no )?mas (mensajes|whatsapps?|publicidad)$/,
      /^(ya )?no (quiero|deseo) (recibir )?(mas |sus |estos |vuestros |tus )*(mensajes|whatsapps?|publicidad)$/,
      /^(ya )?no (me )?(escriban|escribais|escribas|contacten|contacteis|manden|envien|enviad)(me)?( mas)?( mensajes)?$/,
      /^(dejen|dejad|deja|paren|parad|para) de (escribirme|contactarme|enviarme mensajes|mandarme mensajes)$/,
      /^(quitenme|quitadme|quitame|eliminenme|borrenme|borradme) de (la|su|esta|vuestra) lista$/,
      /^dejenme en paz$/,
    ],
    start: [/^(alta|darme de alta|suscribir|suscribirme|reanudar|reactivar)( de nuevo)?$/],
    keywords: words("desuscribir desuscribirme suscripcion cancelar mensajes basta suscribirme reanudar"),
    polite: words("por favor porfa gracias muchas hola buenos dias buenas tardes disculpe perdon"),
  },
  {
    language: "fr",
    stop: [
      /^(arret|arreter|arretez|desabonner|desabonnement|desinscrire|desinscription|desabonnez moi|me desabonner|me desinscrire)( (maintenant|ca|tout))*$/,
      /^(je (veux|voudrais|souhaite) )(me )?(desabonner|desinscrire)$/,
      /^(stop|arretez|arrete) (les|avec les|ces|vos) (messages|whatsapps?|pubs?)$/,
      /^plus (de|aucun) (messages?|whatsapps?|pub|publicite)$/,
      /^je ne (veux|souhaite) (plus|pas) (recevoir )?(de |vos |ces |aucun )?(messages?)$/,
      /^ne (mecrivez|me contactez|menvoyez) (plus|pas)( de messages?)?$/,
      /^(arretez|arrete) de (mecrire|me contacter|menvoyer des messages)$/,
      /^(retirez|enlevez|supprimez) moi de (la|votre|cette) liste$/,
      /^laissez moi tranquille$/,
    ],
    start: [/^(reprendre|reprenez|demarrer|reabonner|mabonner|me reabonner|abonnez moi)( les messages)?$/],
    keywords: words("desabonner desabonnement desinscrire desinscription arretez messages reprendre demarrer"),
    polite: words("svp stp merci beaucoup bonjour bonsoir salut sil vous te plait desole"),
  },
  {
    language: "pt",
    stop: [
      /^(parar|pare|parem|sair|basta|chega|descadastrar|descadastre|remover|cancelar inscricao|cancelar a inscricao|cancelar subscricao|anular subscricao)( (ja|agora|isso))*$/,
      /^(quero |gostaria de |desejo )(sair|me descadastrar|cancelar (a |minha )?(inscricao|subscricao))( da lista)?$/,
      /^(nao )?(quero )?mais (mensagens|whatsapps?|publicidade)$/,
      /^(eu )?(ja )?nao (quero|desejo) (mais )?(receber )?(mais |suas |as suas |estas |essas |vossas )*(mensagens|publicidade)$/,
      /^nao (me )?(escreva|escrevam|contate|contatem|contacte|contactem|envie|enviem|mande|mandem)(me)?( mais)?( mensagens)?$/,
      /^(pare|parem|deixe|deixem) de (me )?(escrever|escreverme|contatar|contactar|enviar mensagens|mandar mensagens)( me)?$/,
      /^(tire|tirem|remova|removam|retire|retirem)( me)? (me )?(da|desta|dessa|da sua|da vossa) lista$/,
      /^me (deixe|deixem) em paz$/,
    ],
    start: [/^(retomar|reativar|reactivar|inscrever|cadastrar|quero receber|voltar a receber)( de novo| mensagens)*$/],
    keywords: words("descadastrar inscricao subscricao cancelar mensagens retomar inscrever"),
    polite: words("por favor obrigado obrigada ola bom dia boa tarde noite desculpe gentileza"),
  },
  {
    language: "nl",
    stop: [
      /^(afmelden|uitschrijven|stoppen|opzeggen|afmelding|ophouden|hou op|houd op)( (nu|hiermee|ermee))*$/,
      /^(ik wil |ik wens )(me |mij )?(afmelden|uitschrijven|stoppen)$/,
      /^(stop|hou op|houd op) (met )?(berichten|deze berichten|mij te schrijven|me te schrijven|schrijven|sturen|berichten sturen)$/,
      /^geen (berichten|whatsapps?|reclame)( meer)?$/,
      /^(ik )?(wil|wens) geen (berichten|reclame)( meer)?( (ontvangen|krijgen|van jullie|van u))*( meer)?$/,
      /^(schrijf|stuur|app|contacteer|benader) (me|mij) (niet|nooit|geen berichten)( meer)?$/,
      /^(haal|verwijder) (me|mij) (van|uit) (de|deze|jullie|uw) lijst$/,
      /^laat (me|mij) met rust$/,
    ],
    start: [/^(aanmelden|starten|hervatten|inschrijven|weer aanmelden)$/],
    keywords: words("afmelden uitschrijven opzeggen berichten stoppen aanmelden hervatten inschrijven"),
    polite: words("alsjeblieft alstublieft aub svp bedankt dank je u wel hallo hoi goedendag sorry graag"),
  },
];
