import { fr as common } from "./common/fr.ts";
import type { Texts } from "./index.ts";

/** Every word of the cards in French. */
export const fr: Texts = {
  ...common,
  loading: "Chargement de WhatsApp Flows",

  problemTitle: "WhatsApp Flows n'a pas pu être chargé",

  notConnectedTitle: "WhatsApp n'est pas connecté",
  connect: "Connecter WhatsApp",

  noFlowsTitle: "Aucun Flow n'est encore publié",
  noFlowsText: "Publiez d'abord un Flow dans Flowella. Il apparaît ensuite ici, prêt à être envoyé.",
  draftsText: (count) =>
    count === 1
      ? "Un Flow ne peut pas encore être envoyé. Publiez-le dans Flowella et il apparaîtra ici."
      : `${count} Flows ne peuvent pas encore être envoyés. Publiez-en un dans Flowella et il apparaîtra ici.`,

  noNumberTitle: "Ce contact n'a pas de numéro de téléphone",
  noNumberText: "Ajoutez au contact un numéro de téléphone avec l'indicatif du pays, puis appuyez sur Actualiser.",
  invalidNumberTitle: "Le numéro de ce contact ne fonctionne pas",
  invalidNumberText: "Corrigez le numéro, qui commence par + et l'indicatif du pays, puis appuyez sur Actualiser.",

  chooseFlow: "Flow",
  chooseFlowPlaceholder: "Choisissez un Flow",
  throttledFlow: (name) => `${name} (ralenti par WhatsApp)`,
  to: "À",
  from: "De",
  usualNumber: (number) => `${number} (l'habituel)`,
  unknownNumber: "Le numéro de téléphone du contact",
  goesAs: "Part comme",
  asMessage: "Message simple",
  asMessageUntil: (until) => `Message simple (jusqu'au ${until})`,
  asTemplate: "Modèle approuvé",
  asTemplateWhy: "Le contact n'a pas écrit ces dernières 24 heures, WhatsApp n'accepte donc qu'un modèle approuvé.",

  flowFigures: {
    sent: (days, sent) => `Envoyés ces ${days} derniers jours : ${sent}.`,
    completed: (completed) => `Terminés : ${completed}.`,
    completedShare: (completed, share) => `Terminés : ${completed} (${share}).`,
    median: (time) => `Temps médian pour le remplir : ${time}.`,
  },

  send: "Envoyer le Flow",
  sending: "Envoi en cours",
  sentAs: {
    message: (flow) => `${flow} a été envoyé comme message.`,
    template: (flow) => `${flow} a été envoyé comme modèle approuvé.`,
  },
  heldUntil: {
    "quiet-hours": (flow, until) =>
      `${flow} attend : il fait nuit ou c'est l'heure du repos chez ce contact. Il part tout seul le ${until}.`,
    "frequency-cap": (flow, until) =>
      `${flow} attend : ce contact a reçu récemment autant de messages que vos réglages le permettent. Il part tout seul le ${until}.`,
    "trying-again": (flow, until) => `${flow} attend et sera réessayé le ${until}.`,
  },
  notSentTitle: "Non envoyé",
  sendUnclearTitle: "Nous ne savons pas s'il a été envoyé",
  sendUnclearText:
    "Appuyez de nouveau sur Envoyer le Flow : cela compte comme le même envoi, le contact reçoit le Flow une seule fois.",
  refusedTitles: {
    NO_NUMBER: "Non envoyé : pas de numéro de téléphone",
    NOT_ON_WHATSAPP: "Non envoyé : ce numéro n'est pas sur WhatsApp",
    NO_CONSENT: "Non envoyé : pas encore de consentement",
    OPTED_OUT: "Non envoyé : ce contact s'est désabonné",
    WINDOW_CLOSED_NO_TEMPLATE: "Non envoyé : ce Flow a besoin d'un modèle approuvé",
    FLOW_NOT_PUBLISHED: "Non envoyé : ce Flow n'est pas publié",
    NOT_CONNECTED: "Non envoyé : WhatsApp n'est pas connecté",
    FAILED: "Non envoyé : WhatsApp a refusé",
  },
  refusedTexts: {
    NO_NUMBER: "Ajoutez au contact un numéro de téléphone valable, avec l'indicatif du pays.",
    NOT_ON_WHATSAPP: "Demandez au contact avec quel numéro il utilise WhatsApp.",
    NO_CONSENT:
      "Cette personne n'a pas accepté de recevoir des messages. Dans les 24 heures après un message de sa part, vous pouvez lui répondre.",
    OPTED_OUT:
      "Cette personne ne veut plus de tels messages. Si elle écrit START dans la discussion, elle les reçoit de nouveau.",
    WINDOW_CLOSED_NO_TEMPLATE: "Attendez que WhatsApp approuve le modèle, ou que le contact vous écrive.",
    FLOW_NOT_PUBLISHED: "Publiez le Flow dans Flowella, ou reprenez-le.",
    NOT_CONNECTED: "Demandez à un administrateur de reconnecter le numéro, ou choisissez-en un autre.",
  },

  waitingTitle: "En attente d'envoi",
  waitingUntil: (until) => `Part tout seul le ${until}`,
  waitingBecause: {
    "quiet-hours": "Il fait nuit ou c'est l'heure du repos chez ce contact.",
    "frequency-cap": "Ce contact a reçu récemment autant de messages que vos réglages le permettent.",
    "trying-again": "Il n'a pas pu être envoyé à son heure et sera réessayé.",
  },
  waitingHow: "Avant le départ, tout est vérifié de nouveau. Un STOP du contact l'arrête.",
  cancelHeld: "Ne pas l'envoyer",
  cancellingHeld: "Annulation en cours",
  heldCancelled: (flow) => `${flow} ne sera pas envoyé.`,
  heldTooLateTitle: "On ne peut plus l'annuler",
  heldTooLateText:
    "Il est en train de partir, ou il n'attend plus. Appuyez sur Actualiser pour voir ce qu'il est devenu.",
  heldUnclearTitle: "Nous ne savons pas s'il a été annulé",

  sendsTitle: "Envoyés à ce contact",
  noSends: "Aucun Flow n'a encore été envoyé à ce contact.",
  outdated: "La liste n'est peut-être plus à jour.",
  statuses: {
    queued: "En attente d'envoi",
    sent: "Envoyé",
    delivered: "Remis",
    read: "Lu",
    opened: "Ouvert",
    answering: "En cours de réponse",
    answered: "Répondu, en route vers HubSpot",
    "delivered-to-hubspot": "Les réponses sont dans HubSpot",
    failed: "Non remis",
    "needs-attention": "A besoin de vous",
  },
  screen: (number, of, title) => `Écran ${number} sur ${of} : ${title}`,

  preview: "Le voir sur un téléphone",
  previewing: "Préparation de l'aperçu",
  previewTitle: "Aperçu",
  previewTab: "L'ouvrir plutôt dans un nouvel onglet",
  noPreviewTitle: "Il n'y a pas d'aperçu",
  noTemplateTitle: "Ce Flow ne peut pas encore partir vers ce contact",
  noTemplate: {
    "in-review":
      "WhatsApp examine encore son modèle de message, le plus souvent en moins d'un jour. Jusque-là, il ne part que dans les 24 heures après un message du contact.",
    attention:
      "WhatsApp n'a pas accepté son modèle de message. Regardez sous Flows sur la page de Flowella. Tant qu'il n'est pas approuvé, il ne part que dans les 24 heures après un message du contact.",
  },

  partialTitle: "HubSpot n'a pas pu être lu",
  partialText: "Ci-dessous se trouve ce que Flowella garde ; ce n'est peut-être pas tout.",
  tabs: { send: "Envoi", answers: "Réponses", messages: "Échanges", consent: "Consentement" },

  answers: {
    emptyTitle: "Pas encore de réponses",
    emptyText: "Ce que ce contact envoie apparaît ici, avec chaque endroit où c'est allé.",
    hiddenTitle: "Votre rôle ne voit pas les réponses",
    hiddenText: "Un administrateur peut changer cela dans les réglages de Flowella.",
    corrected: "Corrigé par le client",
    noAnswers: "Rien n'a été rempli.",
    masked: "Les numéros qui identifient une personne ne montrent que leurs quatre derniers caractères.",
    mayNotReveal: "Votre rôle ne permet pas de les voir en entier.",
    reveal: "Afficher en entier",
    revealing: "Affichage en cours",
    revealed: "Affiché en entier. Votre consultation a été notée.",
    hideAgain: "Masquer de nouveau",
    notRevealedTitle: "Cela n'a pas pu être affiché",
    whereTitle: "Où elles sont allées",
    states: {
      landed: "Arrivé",
      "under-way": "En route",
      "not-needed": "Rien à faire",
      dead: "Abandonné",
      person: "A besoin de vous",
    },
    replay: "Réessayer",
    replaying: "Nouvel essai en cours",
    replayed: (steps) => (steps === 0 ? "C'est déjà en route." : "C'est de nouveau en route."),
    notReplayedTitle: "Cela n'a pas été réessayé",
    unclearTitle: "Nous ne savons pas si cela a été réessayé",
  },

  identity: {
    title: "Vérifications d'identité",
    documentType: "Pièce",
    maskedNumber: "Numéro",
    record: {
      done: "Son enregistrement est dans HubSpot",
      waiting: "Son enregistrement est en route vers HubSpot",
      failed: "Son enregistrement n'est pas arrivé dans HubSpot",
    },
    documents: {
      ready: "Gardé dans Flowella",
      fetching: "En train d'arriver de WhatsApp",
      refused: "Ce n'est pas ce qui était demandé",
    },
    open: "Ouvrir le document",
    opening: "Préparation du lien",
    openNow: "L'ouvrir dans un nouvel onglet",
    openHow: "Il s'ouvre une seule fois, dans les dix minutes, et votre consultation est notée.",
    mayNotOpen: "Votre rôle ne permet pas d'ouvrir des documents.",
    notOpenedTitle: "Le document ne peut pas être ouvert",
  },

  messages: {
    title: "Échanges",
    emptyTitle: "Pas encore de message",
    emptyText:
      "Ce que ce contact écrit en dehors des formulaires apparaît ici, et vous pouvez répondre pendant 24 heures.",
    authors: { customer: "Client", user: "Votre équipe", automatic: "Réponse automatique" },
    kinds: {
      text: "Texte",
      photo: "Image",
      video: "Vidéo",
      voice: "Message vocal",
      file: "Fichier",
      sticker: "Autocollant",
      place: "Lieu",
      contact_card: "Fiche de contact",
      order: "Commande",
      other: "Message d'un autre genre",
    },
    inWhatsApp: "Flowella ne le garde pas. Demandez au client de le dire avec des mots.",
    states: {
      going: "Envoi en cours",
      sent: "Envoyé",
      read: "Lu",
      failed: "Non remis",
      unknown: "Nous ne savons pas s'il est parti",
    },
    hoursLeft: (hours) => (hours === 1 ? "Il reste 1 heure pour répondre" : `Il reste ${hours} heures pour répondre`),
    minutesLeft: (minutes) =>
      minutes <= 1 ? "Il reste moins d'une minute" : `Il reste ${minutes} minutes pour répondre`,
    until: (until) => `Vous pouvez répondre jusqu'au ${until}.`,
    closedTitle: "Les 24 heures pour répondre sont passées",
    closedText: "Envoyez plutôt un Flow : il part comme modèle approuvé, et la réponse rouvre le délai.",
    answer: "Votre réponse",
    answerPlaceholder: "Écrire au client",
    send: "Envoyer la réponse",
    sending: "Envoi en cours",
    sent: "Votre réponse a été envoyée.",
    notSentTitle: "Votre réponse n'a pas été envoyée",
    unclearTitle: "Nous ne savons pas si votre réponse a été envoyée",
    unclearText: "Appuyez de nouveau sur Envoyer la réponse sans la changer : cela compte comme la même réponse.",
    refused: {
      NO_CONVERSATION: "Ce contact ne vous a pas encore écrit. Envoyez plutôt un Flow.",
      WINDOW_CLOSED:
        "Les 24 heures pendant lesquelles WhatsApp permet de répondre sont passées. Envoyez plutôt un Flow.",
      OPTED_OUT:
        "Cette personne ne veut plus de messages. Si elle écrit START dans la discussion, elle les reçoit de nouveau.",
      NOT_CONNECTED:
        "Le numéro auquel elle a écrit n'est plus connecté. Demandez à un administrateur de le reconnecter.",
      IN_PROGRESS: "Elle est en train de partir. Appuyez sur Actualiser dans un instant.",
      UNCONFIRMED: "WhatsApp n'a pas encore dit si elle est partie. Appuyez sur Actualiser avant de la réécrire.",
      WRONG_TEXT: "Une réponse a besoin d'un texte, de 4 096 caractères au plus.",
      FAILED: "WhatsApp l'a refusée. Demandez à la personne qui gère Flowella de regarder le numéro.",
    },
    readyTitle: "Réponses prêtes",
    ready: { safe: "Est-ce sûr ?", change: "Puis-je changer ma réponse ?" },
    use: "Utiliser",
    copy: "Copier",
    copied: "Copié.",
    earlier: (count) => (count === 1 ? "Un message plus ancien" : `${count} messages plus anciens`),
  },

  consent: {
    states: {
      given: "A accepté de recevoir des messages",
      declined: "N'a pas accepté",
      none: "Personne n'a encore demandé",
      unknown: "Inconnu tant que HubSpot ne peut pas être lu",
    },
    covers: { utility: "Messages sur sa propre demande", everything: "Messages et offres" },
    optOut: {
      marketing: "Ne veut plus d'offres. Les messages sur sa propre demande peuvent encore partir.",
      everything: "Ne veut plus de messages (STOP). Rien ne part avant qu'elle n'écrive START.",
    },
    noneText: "Sans consentement, seules des réponses peuvent partir, dans les 24 heures après un message du contact.",
    evidenceTitle: "Ce qui a été dit, et quand",
    noEvidence: "Rien n'a encore été dit, ni dans un formulaire ni dans la discussion.",
    sources: {
      question: "Question d'un formulaire",
      form_box: "Case d'un formulaire",
      property: "Propriété HubSpot",
      list: "Liste HubSpot",
      word: "Mot dans la discussion",
      whatsapp: "Réglage de WhatsApp",
      operator: "La personne qui gère Flowella",
    },
    said: { given: "Oui", declined: "Non", withdrawn: "Retiré", resumed: "Repris" },
  },

  ticket: {
    loading: "Recherche du contact du ticket",
    noContactTitle: "Ce ticket n'a pas de contact",
    noContactText: "Ajoutez le client au ticket sous Contacts, puis appuyez sur Actualiser.",
    choose: "Client",
    choosePlaceholder: "Choisissez un contact",
    chooseHow: "Ce ticket a plusieurs contacts. Le Flow et votre réponse vont à celui choisi ici.",
    nameless: (id) => `Contact ${id} sans nom`,
    problemTitle: "Le contact du ticket n'a pas pu être trouvé",
  },
};
