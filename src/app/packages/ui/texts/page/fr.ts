import { fr as common } from "../common/fr.ts";
import { fr as alerts } from "./alerts/fr.ts";
import { fr as broadcasts } from "./broadcasts/fr.ts";
import { fr as entries } from "./entries/fr.ts";
import type { PageTexts } from "./index.ts";
import { fr as insight } from "./insight/fr.ts";
import { fr as rescue } from "./rescue/fr.ts";
import { fr as templates } from "./templates/fr.ts";

/** Every word of the app page in French. */
export const fr: PageTexts = {
  ...common,
  title: "Flowella",

  notFoundTitle: "Cette page n'existe pas",
  notFoundText: "Choisissez un des onglets ci-dessus.",

  tabs: {
    start: "Démarrer",
    forms: "Formulaires",
    flows: "Flows",
    entries: "Entrées",
    broadcasts: "Diffusions",
    rescue: "Interrompus",
    results: "Résultats",
    insight: "Analyse",
  },
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
    see: {
      title: "Le voir",
      later: "Vient dès qu'un formulaire est choisi.",
      none: "Ouvrez le formulaire et appuyez sur Le voir sur un téléphone.",
      done: "Vous l'avez vu comme vos clients le verront.",
    },
    "phone-test": {
      title: "Le tester sur votre téléphone",
      later: "Vient dès qu'un formulaire est choisi.",
      none: "Ouvrez le formulaire, appuyez sur Tester sur mon téléphone et scannez le code. Aucun modèle n'est nécessaire.",
      done: "Il était sur votre téléphone.",
    },
    card: {
      title: "La carte sur vos contacts",
      none: "Ouvrez un contact. Si la carte WhatsApp Flows n'y est pas, un super administrateur l'ajoute dans Personnaliser.",
      done: "La carte est là.",
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
      none: "Ouvrez un contact, trouvez la carte WhatsApp Flows, choisissez le Flow et appuyez sur Envoyer le Flow. Essayez d'abord avec vous-même.",
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
    openForm: "Ouvrir le formulaire",
    chooseForm: "Choisir un formulaire",
    seeTemplate: "Voir le Flow",
    seeResults: "Voir les résultats",
    whatWorks: "Ce qui fonctionne dans ce compte HubSpot",
    openPage: "Ouvrir la page",
    openOnce:
      "Elle s'ouvre dans un nouvel onglet, une seule fois, dans les dix minutes. Revenez ensuite ici et appuyez sur Actualiser.",
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
    edits: "Modifier pour WhatsApp",
    mapping: "Où vont les réponses",
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

  edits: {
    back: "Retour au formulaire",
    title: (form) => `Ce qui change sur WhatsApp : ${form}`,
    intro:
      "Le formulaire reste tel quel. Ce que vous changez ici est gardé, même si le formulaire est relu, et les clients le reçoivent à la prochaine publication.",
    untitled: "Sans texte",
    required: "Réponse obligatoire",
    hidden: "Masquée",
    changed: "Modifiée",
    outcomes: { exact: "Comme dans le formulaire", adapted: "D'une autre façon", dropped: "Laissée de côté" },
    inTheForm: (words) => `Dans le formulaire : ${words}`,
    change: "Modifier",
    up: "Monter",
    down: "Descendre",
    hide: "Masquer",
    show: "Afficher",
    undo: "Rétablir",
    undoAll: "Tout rétablir",
    undone: "C'est de nouveau comme dans le formulaire.",
    save: "Enregistrer",
    saving: "Enregistrement",
    cancel: "Annuler",
    saved: "Enregistré. Les clients le reçoivent à la prochaine publication.",
    words: "Libellé de la question",
    description: "Explication",
    label: "Nom court",
    labelHow: "Au-dessus du champ lui-même, quand la question est plus haut.",
    option: (words) => `Choix : ${words}`,
    screen: "Où elle commence",
    screens: { auto: "Là où il y a de la place", new: "Sur un nouvel écran", same: "Avec la question précédente" },
    emptyMeans: "Un champ vide reste comme dans le formulaire.",
    buttonsTitle: "Boutons",
    nextButton: "Vers l'écran suivant",
    sendButton: "Pour remettre",
    ours: "Le mot habituel",
    saveButtons: "Enregistrer les boutons",
    others: (count) =>
      count === 1
        ? "Une autre modification vient d'un fichier et reste."
        : `${count} autres modifications viennent d'un fichier et restent.`,
    notSavedTitle: "Non enregistré",
    unclearTitle: "Nous ne savons pas si c'est enregistré",
  },

  mapping: {
    back: "Retour au formulaire",
    title: (form) => `Où vont les réponses de ${form}`,
    edited: "Choisi par quelqu'un",
    suggested: "Notre suggestion",
    intro:
      "Choisissez la propriété HubSpot où chaque réponse est écrite. Essayez d'abord avec des réponses d'exemple : rien n'est écrit.",
    types: {
      text: "Texte",
      number: "Nombre",
      boolean: "Oui ou non",
      date: "Date",
      choice: "Une option",
      choices: "Plusieurs options",
    },
    kinds: {
      calculated: "Calculé par le formulaire",
      hidden: "Vient avec le message",
      ending: "Où le formulaire s'est terminé",
    },
    ending: "La fin atteinte",
    goesTo: "Va dans",
    nowhere: "Aucune propriété",
    sample: "Réponse d'exemple",
    yes: "Oui",
    no: "Non",
    unanswered: "Sans réponse",
    weSuggest: (property, sure) => `Nous suggérons ${property} (${sure}).`,
    sure: { certain: "le formulaire la nomme lui-même", likely: "probable", guess: "une supposition" },
    levels: { refuse: "Ne convient pas", warn: "À regarder", info: "Bon à savoir" },
    concerns: {
      property_unknown: "HubSpot n'a pas de telle propriété où l'on puisse écrire. Choisissez-en une autre.",
      type_unfit: "Cette propriété n'accepte pas une telle réponse. Choisissez-en une autre.",
      options_missing:
        "Il manque des options à la propriété, et HubSpot refuse ce qu'il ne connaît pas. Ajoutez-les là-bas, ou choisissez une propriété de texte.",
      text_as_number: "Ici, les clients tapent un texte. Ce qui n'est pas un nombre laisse la propriété telle quelle.",
      property_twice: "Plusieurs réponses vont dans cette propriété : la première donnée compte.",
      goes_nowhere:
        "Elle ne va dans aucune propriété. Ne demandez que ce qui sert : choisissez-en une, ou masquez la question.",
      sensitive:
        "Donnée sensible. Ne la demandez que s'il le faut, et voyez sur le formulaire comment elle est demandée.",
      phone_known: "WhatsApp vous donne déjà le numéro du client. Ne le demandez que s'il en faut un autre.",
    },
    missing: (options) => `Il manque : ${options}`,
    notes: {
      "value.not_a_number": "L'exemple n'est pas un nombre : la propriété resterait telle quelle.",
      "value.not_a_date": "L'exemple n'est pas une date : la propriété resterait telle quelle.",
      "value.wrong_type": "L'exemple ne convient pas à la propriété, qui resterait telle quelle.",
      "value.separator":
        "La valeur d'une option contient un point-virgule, que HubSpot met entre les valeurs : elle serait laissée de côté.",
    },
    tryIt: "Essayer",
    save: "Enregistrer",
    saving: "Enregistrement",
    saved: "Désormais, les réponses vont là.",
    saveHow: "Cela vaut pour chaque réponse livrée à partir de là, y compris pour les messages déjà envoyés.",
    backToSuggested: "Reprendre notre suggestion",
    triedTitle: "Ce qu'un contact recevrait",
    nothingWritten: "Rien : aucune réponse ne va dans une propriété.",
    changedTitle: "Modifié, pas encore essayé",
    changedText: "Appuyez sur Essayer pour voir ce qui serait écrit.",
    notTriedTitle: "L'essai n'a pas été possible",
    notSavedTitle: "Non enregistré",
    unclearTitle: "Nous ne savons pas si c'est enregistré",
    emptyTitle: "Rien ici ne peut être écrit dans une propriété",
    emptyText: "Le formulaire n'a aucune question avec une réponse propre.",
  },

  phoneTest: {
    make: "Tester sur mon téléphone",
    again: "Créer un autre code",
    making: "Création du code",
    how: "Vous recevez dans WhatsApp le formulaire tel qu'il est. Il ne faut ni modèle ni consentement, personne d'autre ne le reçoit, et ce que vous remplissez ne va nulle part.",
    notMadeTitle: "Il n'y a pas de code",
    scan: (when) =>
      `Scannez-le avec l'appareil photo du téléphone et appuyez sur envoyer dans WhatsApp. Il est valable jusqu'au ${when}.`,
    qr: "Code QR qui ouvre WhatsApp sur votre téléphone",
    orType: (text, number) => `Ou écrivez ${text} au ${number}.`,
    onThisDevice: "Ouvrir WhatsApp sur cet appareil",
    look: "Voir où cela en est",
    unknownTitle: "Nous ne savons pas où cela en est",
    states: {
      waiting: "En attente de votre message",
      asked: "En route vers votre téléphone",
      sent: "Sur votre téléphone",
      answered: "Vous l'avez rempli",
      ended: "Le code n'est plus valable",
      failed: "WhatsApp ne l'a pas accepté",
    },
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
    changesAndVersions: "Changements et versions",
    seeForm: "Voir ses questions",
    changesTitle: (count) =>
      count === 1 ? "Le formulaire a changé" : `Le formulaire a changé (${count} modifications)`,
    changesText:
      "Les clients reçoivent encore le formulaire tel qu'il était. Regardez les modifications, puis publiez-les.",
  },

  flow: {
    back: "Tous les Flows",
    unreadableTitle: "Le formulaire ne peut pas être lu",
    changesTitle: "Ce qui a changé dans le formulaire",
    noChanges: "Rien : les clients reçoivent le formulaire tel qu'il est.",
    lookedAt: (when) => `Regardé pour la dernière fois ${when}`,
    noticedAt: (when) => `Remarqué ${when}`,
    dismissedTag: "Écarté",
    dismiss: "Laisser ainsi",
    dismissHow: "Ces changements ne sont plus signalés. Ceux qui suivent le sont.",
    dismissed: "Ces changements ne vous seront plus signalés.",
    notDismissedTitle: "Ce n'a pas été écarté",
    heldBackTitle: "Non repris de lui-même",
    weights: { safe: "Sans risque", decision: "À regarder d'abord" },
    versionsTitle: "Les versions",
    columns: { version: "Laquelle", made: "Créée", state: "Où elle en est" },
    versionStates: {
      current: "Les clients la reçoivent",
      previous: "La précédente",
      draft: "Brouillon",
      older: "Plus ancienne",
    },
    goBack: (number) => `Revenir à la version ${number}`,
    goingBack: "Retour en cours",
    goBackHow: "Les nouveaux messages portent de nouveau cette version. Ceux déjà envoyés gardent la leur.",
    wentBack: (number) => `Les nouveaux messages portent de nouveau la version ${number}.`,
    notBackTitle: "Le retour n'a pas eu lieu",
    unclearBackTitle: "Nous ne savons pas si le retour a eu lieu",
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

  alerts,
  templates,
  entries,
  broadcasts,
  rescue,
  insight,
};
