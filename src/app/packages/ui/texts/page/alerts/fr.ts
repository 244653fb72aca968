import type { AlertTexts } from "./index.ts";

/** The words about what needs somebody, in French. */
export const fr: AlertTexts = {
  title: "Ce qui vous attend",
  waiting: (count) => (count === 1 ? "Une chose attend quelqu'un" : `${count} choses attendent quelqu'un`),
  see: "Voir ce que c'est",
  back: "Retour au début",
  emptyTitle: "Rien n'attend personne",
  emptyText: "Ce qui va mal apparaît ici de lui-même, et disparaît de lui-même une fois rétabli.",
  overTitle: (count) => `Terminé ces 7 derniers jours (${count})`,
  since: (when) => `Depuis le ${when}`,
  over: (when) => `Terminé depuis le ${when}`,
  flows: (names) => `Flows concernés : ${names}`,
  affected: (count) => `Combien : ${count}`,
  until: (when) => `Jusqu'au ${when}`,
  finished: (hits, of, usualHits, usualOf) =>
    `Parmi les derniers, ${hits} sur ${of} sont allés au bout ; avant, ${usualHits} sur ${usualOf}.`,
  refused: (hits, of, usualHits, usualOf) =>
    `Parmi les derniers, ${hits} sur ${of} ont vu leur réponse refusée ; avant, ${usualHits} sur ${usualOf}.`,
  muted: (when) => `En silence jusqu'au ${when}`,
  mute: "Silence pendant 7 jours",
  tell: "Avertir de nouveau",
  changed: "Modifié.",
  details: "Pour qui exploite Flowella",
  go: {
    flow: "Ouvrir le Flow",
    flows: "Voir les Flows",
    forms: "Voir les formulaires",
    results: "Voir les résultats",
    broadcasts: "Voir les envois",
    whatsapp: "Voir où en est WhatsApp",
    hubspot: "Voir où en est HubSpot",
  },
  kinds: {
    dead_letters: {
      title: (about) => `Des réponses ne sont pas arrivées à ${about}`,
      says: "Après des jours d'essais, on y a renoncé. Elles sont conservées.",
      fix: "Sous Résultats, voyez pourquoi, corrigez, et appuyez sur Réessayer.",
    },
    destination_paused: {
      title: (about) => `${about} ne répond pas`,
      says: "Les réponses attendent et rien n'est perdu. Un nouvel essai se fait de lui-même.",
      fix: "Si c'est à vous, voyez s'il marche. Sinon, attendez.",
    },
    conflicts: {
      title: () => "Quelqu'un doit dire à qui c'est",
      says: "Plusieurs contacts peuvent être la personne, donc rien n'a été écrit chez aucun.",
      fix: "Les tâches dans HubSpot nomment les contacts. Qui exploite Flowella saisit la décision.",
    },
    departed: {
      title: () => "Flowella n'est pas connecté à HubSpot",
      says: "Les réponses sont gardées chiffrées, puis effacées.",
      fix: "Installez de nouveau Flowella : ce qui est gardé est alors remis.",
    },
    webhook_gone: {
      title: () => "Un webhook ne veut plus d'événements",
      says: "Son destinataire l'a dit, et il a été éteint.",
      fix: "Si c'est une erreur, rallumez-le sous Paramètres, Webhooks.",
    },
    private_address: {
      title: () => "L'adresse d'un webhook n'est pas permise",
      says: "Elle mène dans un réseau privé, qui n'est jamais appelé.",
      fix: "Donnez-lui une adresse publique sous Paramètres, Webhooks.",
    },
    inbox_dead: {
      title: (about) => `Des événements de ${about} n'ont pas été traités`,
      says: "Après plusieurs essais, on y a renoncé. Ils sont conservés.",
      fix: "Dites-le à qui exploite Flowella.",
    },
    form_changed: {
      title: () => "Des formulaires ont changé après être devenus des Flows",
      says: "Les clients reçoivent toujours les Flows tels qu'ils ont été publiés.",
      fix: "Voyez ce qui a changé, et reprenez-le ou laissez-le.",
    },
    form_unreadable: {
      title: (about) => `Les formulaires de ${about} ne peuvent pas être lus`,
      says: "Personne ne remarquerait qu'ils changent. Leurs Flows continuent tels quels.",
      fix: "Voyez si le compte est toujours connecté et si les formulaires sont toujours là.",
    },
    flow_stopped: {
      title: (about) => `On ne va plus au bout de ${about}`,
      says: "Bien moins de gens que d'habitude le terminent.",
      fix: "Remplissez-le sur votre téléphone. S'il a changé récemment, revenez à la version d'avant.",
    },
    field_errors: {
      title: (about) => `Des réponses soudain refusées : ${about}`,
      says: "Bien plus de gens que d'habitude doivent répondre de nouveau à cette question.",
      fix: "Voyez ce que la question exige. Le formulaire a-t-il changé récemment ?",
    },
    flow_throttled: {
      title: (about) => `WhatsApp met en garde contre ${about}`,
      says: "Il compte des erreurs ou des réponses lentes. Il retient le Flow, ou le fera si cela dure.",
      fix: "Dites-le à qui exploite Flowella. WhatsApp libère le Flow de lui-même quand il va bien.",
    },
    key_replaced: {
      title: (about) => `Un autre outil a pris la clé de ${about}`,
      says: "Les Flows de ce numéro ne s'ouvrent plus.",
      fix: "Décidez quel outil doit avoir le numéro, et dites-le à qui exploite Flowella.",
    },
    key_broken: {
      title: (about) => `La clé de ${about} ne marche pas`,
      says: "Les Flows de ce numéro ne s'ouvrent pas. La clé est redonnée à WhatsApp tous les quarts d'heure.",
      fix: "Si cela dure, dites-le à qui exploite Flowella.",
    },
    key_overdue: {
      title: (about) => `La clé de ${about} aurait dû être remplacée`,
      says: "Les Flows s'ouvrent encore.",
      fix: "Dites-le à qui exploite Flowella.",
    },
    token_refused: {
      title: (about) => `${about} n'est plus connecté`,
      says: "L'accès a été retiré là-bas, ou il a expiré.",
      fix: "Reconnectez-le sous Paramètres, Connexions.",
    },
    token_expiring: {
      title: (about) => `L'accès à ${about} prend bientôt fin`,
      says: "Rien ne le renouvelle de lui-même.",
      fix: "Reconnectez-le avant, sous Paramètres, Connexions.",
    },
    template_stopped: {
      title: (about) => `WhatsApp retient un modèle de message de ${about}`,
      says: "Qui n'a pas écrit ces 24 dernières heures peut ne pas recevoir le Flow.",
      fix: "Sous Flows, chacun dit où en est son modèle, et pourquoi. Changez le texte ou soumettez-en un autre.",
    },
    number_quality: {
      title: (about) => `WhatsApp fait moins confiance à ${about}`,
      says: "Des messages ont été bloqués ou signalés, ou une limite est atteinte.",
      fix: "Écrivez à moins de gens, et seulement à qui s'y attend. Cela se rétablit de soi-même.",
    },
    daily_limit: {
      title: (about) => `La limite du jour de ${about} est épuisée`,
      says: "Le reste attend de la place.",
      fix: "Rien : cela continue de soi-même.",
    },
  },
};
