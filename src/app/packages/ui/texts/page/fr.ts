import type { PageTexts } from "./index.ts";

/** Every word of the app page in French. */
export const fr: PageTexts = {
  title: "Flowella",
  loading: "Chargement",
  retry: "Réessayer",
  refresh: "Actualiser",
  outdated: "Ceci n'est peut-être plus à jour.",

  setupTitle: "L'application n'est pas entièrement configurée",
  setupText:
    "Cette application ne connaît pas son serveur. La personne qui l'a chargée doit donner à SERVER_ORIGIN une adresse https dans le profil d'envoi, puis la charger de nouveau.",
  problemTitle: "Cette page n'a pas pu être chargée",
  problems: {
    "no-answer":
      "Le serveur de Flowella n'a pas répondu. Réessayez dans un instant. Si rien ne change, prévenez votre administrateur.",
    refused:
      "Le serveur de Flowella n'accepte pas ce compte HubSpot. Demandez à votre administrateur de reconnecter l'application dans les applications connectées.",
    "bad-status":
      "Le serveur de Flowella a un problème. Réessayez dans un instant. Si rien ne change, prévenez votre administrateur.",
    "not-understood":
      "Le serveur de Flowella a donné une réponse que cette page ne comprend pas. Rechargez la page. Si rien ne change, dites à votre administrateur que l'application et le serveur ne vont pas ensemble.",
  },
  errorCode: (code) => `Code d'erreur : ${code}`,
  forbiddenTitle: "Vous ne pouvez pas voir ceci",
  notFoundTitle: "Cette page n'existe pas",
  notFoundText: "Choisissez un des onglets ci-dessus.",

  tabs: { start: "Démarrer", forms: "Formulaires", flows: "Flows", results: "Résultats" },
  flowStatus: { draft: "Brouillon", published: "Publié", paused: "En pause" },
  version: (number) => `Version ${number}`,

  start: {
    intro: "De zéro à la première réponse. Cette liste se coche toute seule.",
    progress: (done, of) => `${done} sur ${of} faits`,
    allDone: "Tout fonctionne. Les nouvelles réponses sont dans Résultats.",
    states: {
      done: "Fait",
      open: "À faire",
      whatsapp: "WhatsApp l'examine",
      customer: "Au tour du client",
      later: "Vient tout seul",
    },
    number: {
      title: "Un numéro WhatsApp",
      none: "Aucun numéro n'est encore connecté. Il faut un accès Facebook qui gère l'entreprise et une dizaine de minutes.",
      blocked:
        "Un numéro est connecté, mais il ne peut pas encore envoyer. La page qui connecte WhatsApp dit ce qu'il manque.",
      ready: "Connecté et prêt à envoyer.",
    },
    form: {
      title: "Un formulaire publié",
      none: "Choisissez un de vos formulaires et regardez-le comme Flow.",
      draft: "Vous avez regardé un formulaire. Publiez-le pour pouvoir l'envoyer.",
      published: "Un de vos formulaires est un Flow.",
    },
    consent: {
      title: "Qui a accepté qu'on lui écrive",
      none: "Rien n'est encore indiqué : les personnes ne reçoivent que des réponses dans les 24 heures après leur propre message. Faites poser la question par le formulaire, ou faites indiquer par qui gère Flowella une propriété, une liste ou une case du formulaire.",
      named: "On n'écrit qu'aux personnes qui y ont accepté.",
    },
    template: {
      title: "Un modèle de message approuvé",
      none: "Il est soumis à WhatsApp quand vous publiez le premier formulaire.",
      "in-review":
        "WhatsApp l'examine, le plus souvent en un jour. D'ici là, le Flow ne part que dans les discussions ouvertes.",
      attention: "WhatsApp ne l'a pas accepté tel quel. Qui gère Flowella soumet un autre texte.",
      approved: "Le Flow peut être envoyé aux personnes qui n'ont pas écrit dans les dernières 24 heures.",
    },
    "first-send": {
      title: "Le premier message",
      none: "Ouvrez un contact, trouvez la carte WhatsApp Flows, choisissez le Flow et appuyez sur Send. Essayez d'abord avec vous-même. Si la carte n'y est pas, un super administrateur l'ajoute dans Personnaliser.",
      done: "Envoyé.",
    },
    "first-answer": {
      title: "La première réponse",
      none: "Elle apparaîtra dans Résultats et sur le contact.",
      done: "Des réponses sont arrivées.",
    },
    connect: "Connecter WhatsApp",
    askConsent: "Faire poser la question",
    askingConsent: "Enregistrement",
    askConsentHow:
      "Les formulaires publiés à partir de maintenant finissent par une demande d'autorisation. On peut écrire à qui dit oui.",
    consentAsked: "Les formulaires publiés à partir de maintenant finissent par la question.",
    notSavedTitle: "Rien n'a été enregistré",
    connectMore: "Voir ce qu'il manque",
    chooseForm: "Choisir un formulaire",
    seeTemplate: "Voir le Flow",
    seeResults: "Voir les résultats",
    whatWorks: "Ce qui fonctionne dans ce compte HubSpot",
    openPage: "Ouvrir la page",
    openOnce:
      "Elle s'ouvre dans un nouvel onglet, une seule fois, dans les dix minutes. Revenez ensuite ici et appuyez sur Actualiser.",
    noLinkTitle: "Il n'y a pas encore de lien",
  },

  forms: {
    tool: "Où se trouve le formulaire",
    search: "Chercher par titre",
    searchPlaceholder: "Mots du titre",
    changed: (when) => `Dernière modification : ${when}`,
    noFlow: "Pas encore un Flow",
    convert: "Le voir comme Flow",
    open: "Ouvrir",
    untitled: "Formulaire sans titre",
    previous: "Précédents",
    next: "Suivants",
    emptyTitle: "Il n'y a pas de formulaire ici",
    emptyText: "Créez-en un dans HubSpot, dans Marketing > Formulaires, puis appuyez sur Actualiser.",
    emptyToolText: "Créez-en un là-bas, puis appuyez sur Actualiser.",
    notFoundTitle: "Aucun formulaire n'a ces mots dans son titre",
    notFoundText: "Essayez d'autres mots, ou moins de mots.",
    notConnectedTitle: (tool) => `${tool} n'est pas connecté`,
    notConnectedText: "Connectez un compte, et ses formulaires apparaîtront ici.",
    refusedTitle: (tool) => `${tool} n'accepte plus la connexion`,
    refusedText: "Quelqu'un y a mis fin là-bas, ou le compte n'existe plus. Connectez-le de nouveau.",
    connectTool: (tool) => `Connecter ${tool}`,
    openTool: (tool) => `Aller à ${tool}`,
    openToolHow: "Un nouvel onglet s'ouvre. Revenez ensuite ici et appuyez sur Actualiser.",
  },

  report: {
    back: "Tous les formulaires",
    facts: { language: "Langue", screens: "Écrans", time: "Temps pour remplir", questions: "Questions" },
    minutes: (minutes) => (minutes <= 1 ? "environ une minute" : `environ ${minutes} minutes`),
    blockedTitle: "Tel quel, il ne peut pas être publié",
    notices: { info: "Bon à savoir", warn: "À regarder", block: "Ceci doit d'abord changer" },
    outcomes: {
      dropped: (count) => `Laissées de côté (${count})`,
      adapted: (count) => `Posées autrement (${count})`,
      exact: (count) => `Posées comme dans le formulaire (${count})`,
    },
    none: "Aucune.",
    preview: "Le voir sur un téléphone",
    previewing: "Préparation de l'aperçu",
    previewTitle: "Aperçu",
    previewTab: "L'ouvrir plutôt dans un nouvel onglet",
    previewHow: "Remplissez-le comme le ferait un client : rien n'est envoyé et rien n'est gardé.",
    noPreviewTitle: "Il n'y a pas d'aperçu",
  },

  publish: {
    title: "Publier",
    nextTitle: "Publier comme version suivante",
    costsTitle: "Ce que cela coûte",
    costs: {
      free: "Publier ne coûte rien.",
      template:
        "Un modèle de message est soumis à WhatsApp pour examen. Tant qu'il n'est pas approuvé, le Flow ne part que dans les discussions ouvertes.",
      keepsTemplate: "Le modèle de message reste tel quel et n'a pas besoin d'un nouvel examen.",
      price:
        "Un message dans une discussion ouverte ne coûte rien. Plus de 24 heures après le dernier message d'un client, Meta facture chaque message remis à son tarif utilitaire.",
      versions: "Les messages déjà envoyés gardent la version avec laquelle ils sont partis.",
    },
    button: "Publier",
    publishing: "Publication en cours",
    runningText:
      "WhatsApp reçoit le Flow, le vérifie et le publie. Cela prend jusqu'à une minute ; restez sur cette page.",
    doneTitle: "Publié",
    done: {
      approved: "Il peut être envoyé : depuis la carte d'un contact ou par un workflow.",
      "in-review":
        "Il peut être envoyé dans les discussions ouvertes, et à tous les autres dès que WhatsApp aura approuvé le modèle de message.",
      attention:
        "Il peut être envoyé dans les discussions ouvertes. Quelqu'un doit s'occuper de son modèle de message : voir Flows.",
    },
    current: "Les clients reçoivent le formulaire tel qu'il est maintenant. Il n'y a rien à publier.",
    unchanged: "Le Flow a déjà ces modifications.",
    refusedTitle: "Non publié",
    errorTitle: "La publication n'a pas fonctionné",
    unclearTitle: "Nous ne savons pas s'il a été publié",
    unclearText: "Appuyez de nouveau sur le bouton : cela compte comme la même publication.",
    byHandTitle: "La dernière partie se fait à la main",
    copyTitle: "Une copie peut être publiée à la place",
    copyButton: "Publier une copie",
    refusals: {
      "whatsapp.not_connected": "Connectez d'abord un numéro WhatsApp : voir Démarrer.",
      "flow.paused":
        "Ce Flow est en pause, et le publier le ferait reprendre. Faites-le d'abord reprendre, dans Flows.",
      "forms.flow_paused": "Ce Flow est en pause, et le publier le ferait reprendre. Faites-le d'abord reprendre.",
      "forms.changed_again":
        "Entre-temps, le formulaire a encore changé. Appuyez sur Actualiser et regardez les modifications.",
      "forms.busy": "Ce formulaire est lu en ce moment. Réessayez dans une minute.",
      "forms.page_unread":
        "La page publique du formulaire, la seule qui ait les vérifications des réponses, ne peut pas être lue maintenant. Ouvrez le formulaire à tous, ou réessayez plus tard.",
      "forms.not_watched": "Le formulaire de ce Flow n'est pas suivi. Publiez le formulaire dans Formulaires.",
    },
  },

  flows: {
    emptyTitle: "Aucun formulaire n'est encore un Flow",
    emptyText: "Choisissez un formulaire, regardez-le comme Flow et publiez-le.",
    chooseForm: "Choisir un formulaire",
    neverPublished: "Pas encore publié",
    facts: { template: "Modèle de message", sends: "Messages", answers: "Réponses" },
    noTemplate: "Soumis à la publication",
    templates: { approved: "Approuvé", "in-review": "À l'examen", attention: "Attend quelqu'un" },
    pausedText: "Rien n'est envoyé, et qui ouvre un ancien message lit que le formulaire est suspendu.",
    pause: "Mettre en pause",
    pausing: "Mise en pause",
    resume: "Reprendre",
    resuming: "Reprise en cours",
    paused: (name) => `${name} est en pause.`,
    resumed: (name) => `${name} a repris.`,
    notChangedTitle: "Rien n'a changé",
    unclearTitle: "Nous ne savons pas si cela a changé",
    seeForm: "Voir ses questions",
    changesTitle: (count) =>
      count === 1 ? "Le formulaire a changé" : `Le formulaire a changé (${count} modifications)`,
    changesText:
      "Les clients reçoivent encore le formulaire tel qu'il était. Regardez les modifications, puis publiez-les.",
  },

  results: {
    intro: "Les réponses les plus récentes d'abord, et si elles sont arrivées à leur place.",
    emptyTitle: "Pas encore de réponse",
    emptyText: "Envoyez un Flow depuis la carte d'un contact. Ce que les clients remettent apparaît ici.",
    states: { "under-way": "En route", landed: "Arrivée", attention: "Demande votre attention" },
    stepFor: (destination, says) => `${destination} : ${says}`,
    deadTitle: (count) => (count === 1 ? "Une remise a été abandonnée" : `${count} remises ont été abandonnées`),
    deadText: "Corrigez ce que dit chacune, puis réessayez. D'ici là, rien n'est perdu.",
    replay: "Réessayer",
    replayAll: "Tout réessayer",
    replaying: "Nouvel essai",
    replayed: (steps) =>
      steps === 0
        ? "C'est déjà en route."
        : steps === 1
          ? "C'est de nouveau en route."
          : `${steps} sont de nouveau en route.`,
    notReplayedTitle: "Aucun nouvel essai n'a été fait",
    unclearTitle: "Nous ne savons pas s'il y a eu un nouvel essai",
    newer: "Les plus récentes",
    older: "Plus anciennes",
  },
};
