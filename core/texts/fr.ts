/** French. The customer is addressed as "vous" (formal). A narrow no-break space stands before a colon. */
import type { Words } from "./words.ts";

export const french: Words = {
  continue: "Continuer",
  send: "Envoyer",
  yes: "Oui",
  no: "Non",
  yourAnswer: "Votre réponse",
  emailAddress: "Adresse e-mail",
  phoneNumber: "Numéro de téléphone",
  webAddress: "Adresse web",
  number: "Nombre",
  chooseOne: "Choisissez",
  chooseDate: "Choisissez une date",
  timeOfDay: "Heure",
  timeFormat: "Sur 24 heures, par exemple 09:30 ou 17:45.",
  other: "Autre",
  otherAnswer: "Autre réponse",
  chooseGroup: "Choisir un groupe",
  place: (place) => `Rang ${place}`,
  fullName: "Prénom et nom",
  sign: "Je signe de mon nom",
  lastFour: "4 derniers signes",
  lastFourOnly: "N'indiquez que les 4 derniers caractères.",
  addPhotos: (most) => (most === 1 ? "Ajoutez une photo" : "Ajoutez des photos"),
  addFiles: (most) => (most === 1 ? "Ajoutez un fichier" : "Ajoutez des fichiers"),
  agree: "J’accepte",
  chooseAny: "Plusieurs réponses possibles",
  chooseExactly: (count) => `Choisissez-en ${count}`,
  chooseUpTo: (max) => `Choisissez-en ${max} au plus`,
  chooseAtLeast: (min) => `Choisissez-en au moins ${min}`,
  chooseBetween: (min, max) => `Choisissez-en de ${min} à ${max}`,
  checkFormat: "Merci de respecter le format demandé.",
  countryCode: "Commencez par + et l’indicatif du pays.",
  option: (place) => `Option ${place}`,
  step: (place, total) => `Étape ${place} sur ${total}`,
  progress: (place, total) => `${place} sur ${total}`,
  untitled: "Vos réponses",
  nothingToAsk: "Il n’y a encore rien à remplir ici.",
  afterSending: (text) => `Après l’envoi : « ${text} »`,
  received: "Merci. Nous avons bien reçu vos réponses.",
  messageArrived: "Merci pour votre message. Une personne de notre équipe le lira et vous répondra ici.",
  eventReminder: (event, when, people) =>
    `Rappel : ${event}, ${when}.${people === undefined ? "" : ` Places réservées pour vous : ${people}.`} Au plaisir de vous voir.`,
  entry: {
    sentence: (form) => `Bonjour ! Je voudrais remplir ce formulaire : ${form}`,
    invite: "Écrivez-nous sur WhatsApp",
    scan: "Scannez le code, puis touchez Envoyer.",
  },
  rescue: {
    body: (form) =>
      `Vous aviez commencé « ${form} ». Vos réponses sont conservées : touchez le bouton pour reprendre là où vous vous êtes arrêté.`,
    button: "Continuer",
    notice: "Ce que vous remplissez nous parvient dès le premier écran, même si vous n’envoyez pas le formulaire.",
  },
  person: {
    link: "Parler à quelqu’un",
    asked:
      "Nous avons prévenu une personne de notre équipe, qui vous écrira ici. D’ici là, vous ne recevrez aucun message automatique.",
    offer: "Écrivez PERSONNE dans cette discussion pour parler à quelqu’un.",
  },
  readyAnswers: {
    safe: "Oui. Le formulaire vient de nous et s'ouvre ici, dans la discussion. Vos réponses sont chiffrées jusqu'à nous. Il ne demande jamais de mot de passe, de code PIN ni de numéro de carte complet.",
    change:
      "Oui. Tant que vous n'avez pas envoyé le formulaire, vous pouvez revenir en arrière et changer une réponse. Ensuite, écrivez la nouvelle réponse ici, dans la discussion, et nous la corrigeons.",
  },
  message: {
    button: "Ouvrir le formulaire",
    body: "Merci de remplir ce court formulaire. Il s’ouvre ici même, dans la discussion.",
    template: (form) =>
      `Merci de remplir le formulaire que vous avez demandé\u202f: ${form}. Il s’ouvre ici même, dans la discussion.`,
    reminder: (form) =>
      `Le formulaire que vous avez demandé est toujours ouvert\u202f: ${form}. Vous pouvez le remplir ici même, dans la discussion.`,
    invitation: (form) =>
      `Nous avons un court formulaire pour vous\u202f: ${form}. Vous pouvez le remplir ici même, dans la discussion. Pour ne plus recevoir de messages de ce type, répondez STOP.`,
    ourForm: "notre formulaire",
  },
  consent: {
    label: "Oui, par WhatsApp",
    wording:
      "Vous pouvez m'envoyer sur WhatsApp des messages sur ma demande, des nouveautés et des offres. Je peux y mettre fin à tout moment en écrivant STOP.",
    stopped: "Vous ne recevrez plus de messages de notre part ici. Si vous changez d'avis, écrivez START.",
    restarted: "Merci. Nous pouvons de nouveau vous envoyer des messages ici. Pour ne plus en recevoir, écrivez STOP.",
  },
  codes: {
    copy: "Copier le code",
    subject: (form) => `Votre code pour ${form}`,
    mail: (form, minutes) => [
      `Voici le code dont vous avez besoin pour ${form} sur WhatsApp :`,
      `Il sert une seule fois, dans les ${minutes} minutes.`,
      "Si vous ne l’avez pas demandé, ignorez cet e-mail. Ne donnez le code à personne : nous ne le demandons jamais par téléphone ni par message.",
    ],
  },
  secure: {
    follows:
      "Pour votre sécurité, ceci n’est pas demandé dans la discussion. Après l’envoi du formulaire, vous recevrez un lien vers une page sécurisée.",
    message: (form, link) =>
      `Merci d’avoir rempli ${form}. Il manque encore une information qui n’a pas sa place dans une discussion. Merci de la donner sur cette page sécurisée\u202f:\n${link}`,
    forYou: (until) => `Le lien est pour vous seul. Il sert une seule fois, jusqu’à cette date\u202f: ${until}.`,
    title: "Une dernière réponse, en sécurité",
    intro: (form) =>
      `Cette page fait partie du formulaire que vous avez rempli sur WhatsApp\u202f: ${form}. Ce que vous saisissez ici est chiffré et ne passe pas par WhatsApp.`,
    once: (until) => `Vous pouvez envoyer cette page une seule fois, jusqu’à cette date\u202f: ${until}.`,
    optional: "facultatif",
    check: "Merci de vérifier\u202f:",
    send: "Envoyer en sécurité",
    received: ["Merci", "Votre réponse est arrivée et elle est conservée chiffrée. Vous pouvez fermer cette page."],
    answered: [
      "La réponse est déjà arrivée",
      "Nous avons votre réponse. Ce lien ne sert qu’une fois, pour que personne d’autre ne puisse l’utiliser.",
      "Si ce n’était pas vous, ou pour changer votre réponse, écrivez-nous dans la discussion WhatsApp.",
    ],
    expired: ["Ce lien a expiré", "Il n’accepte plus de réponses. Merci de nous écrire dans la discussion WhatsApp."],
    unknown: [
      "Ce lien n’est pas complet",
      "Il en manque une partie, ou il ne vient pas de nous. Ouvrez-le de nouveau depuis le message WhatsApp.",
    ],
    gone: [
      "Ce formulaire n’est plus utilisé",
      "Plus rien ne peut être envoyé ici. Pour toute question, écrivez-nous dans la discussion WhatsApp.",
    ],
  },
  booking: {
    change: "Modifier ou annuler",
    choose: "Choisir une heure",
    booked: (what, when) => `Votre rendez-vous est réservé : ${what}, ${when}.`,
    moved: (what, when) => `Votre rendez-vous a été déplacé : ${what}, ${when}.`,
    cancelled: (what) => `Votre rendez-vous a été annulé : ${what}.`,
    taken: (what) =>
      `L’heure choisie pour ${what} a été prise avant que nous puissions l’inscrire. Nous en sommes désolés. Veuillez en choisir une autre.`,
    kept: (when) => `D’ici là, votre rendez-vous est maintenu : ${when}.`,
    noneFree: (what) => `Rien n’est libre pour ${what} selon votre souhait. Veuillez choisir une heure dans la liste.`,
    byHand: (what) =>
      `Les rendez-vous pour ${what} sont modifiés par notre équipe. Nous avons transmis votre demande et quelqu’un vous répondra ici.`,
    link: "Vous pouvez aussi le faire avec le lien de l’e-mail de confirmation.",
    reminder: (what, when) => `Un rappel : ${what}, ${when}.`,
    place: (place) => `Lieu : ${place}`,
  },
  answers: {
    required: () => "Merci de répondre à cette question.",
    wrong_type: () => "Cette réponse n’a pas pu être lue. Merci de la saisir à nouveau.",
    too_large: () => "Cette réponse est beaucoup trop longue. Merci de la raccourcir.",
    not_offered: () => "Merci de choisir une des options proposées.",
    duplicate_choice: () => "Merci de n’utiliser chaque option qu’une seule fois.",
    too_few: (bound) => `Merci d’en choisir au moins ${bound}.`,
    too_many: (bound) => `Merci d’en choisir ${bound} au plus.`,
    not_an_email: () => "Merci de saisir une adresse e-mail complète, comme nom@example.com.",
    not_a_phone: () => "Merci de saisir le numéro avec + et l’indicatif du pays.",
    not_a_url: () => "Merci de saisir une adresse web, comme https://example.com.",
    not_a_number: () => "Merci de saisir un nombre, en chiffres uniquement.",
    not_an_integer: () => "Merci de saisir un nombre entier.",
    too_small: (bound) => `Merci de saisir ${bound} ou plus.`,
    too_big: (bound) => `Merci de saisir ${bound} ou moins.`,
    too_short: (bound) => `Merci d’écrire au moins ${bound} caractères.`,
    too_long: (bound) => `Merci d’écrire ${bound} caractères au plus.`,
    pattern: () => "Le format n’est pas celui attendu. Merci de vérifier.",
    not_a_date: () => "Merci de choisir une date qui existe.",
    too_early: (bound) => `Merci de choisir le ${bound} ou une date ultérieure.`,
    too_late: (bound) => `Merci de choisir le ${bound} ou une date antérieure.`,
    not_a_time: () => "Merci de saisir une heure de 00:00 à 23:59, comme 09:30.",
  },
  askPerson: (person) => `Ou demandez-nous : ${person}`,
  useWebForm: (webForm) => `Ou utilisez ${webForm}`,
  sayings: {
    unknown_token: () => "Ce formulaire n’est plus disponible. Merci de nous en demander un nouveau.",
    expired: () => "Ce formulaire a expiré. Merci de nous en demander un nouveau.",
    paused: ({ webForm }) =>
      webForm
        ? `Ce formulaire est en pause. Merci de réessayer plus tard ou d’utiliser ${webForm}`
        : "Ce formulaire est en pause. Merci de réessayer plus tard ou de nous écrire dans la discussion.",
    closed: () => "Ce formulaire est fermé. Merci de nous écrire dans la discussion.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Nous avons reçu vos réponses (${answeredAt}). Pour les modifier, écrivez-nous dans la discussion.`
        : "Nous avons déjà vos réponses. Pour les modifier, écrivez-nous dans la discussion.",
    already_sent: () => "Vos premières réponses comptent. Pour répondre à nouveau, fermez le formulaire et rouvrez-le.",
    choices_unavailable: () => "Les options ne peuvent pas être chargées. Merci de réessayer dans un instant.",
    earlier_part_missing: () => "Il manque une partie précédente. Merci de fermer le formulaire et de le rouvrir.",
    invalid: ({ question, problem = "Merci de vérifier cette réponse." }) =>
      question ? `${question} : ${problem}` : problem,
    full: () => "Il n’y a plus de place. Merci de nous écrire dans la discussion.",
    taken: ({ choice }) =>
      `${choice ? `« ${choice} » n’est plus disponible` : "Ce choix n’est plus disponible"}. Merci d’en choisir un autre.`,
    taken_before: ({ choice }) =>
      `${choice ? `« ${choice} » n’est plus disponible` : "Ce choix n’est plus disponible"}. Merci de revenir en arrière et d’en choisir un autre.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined
          ? "Il ne reste pas assez de places"
          : left === 1
            ? "Il ne reste qu’une place"
            : `Il ne reste que ${left} places`;
      return `${places}${choice ? ` pour « ${choice} »` : ""}. Merci d’en prendre moins ou de choisir autre chose.`;
    },
    code_wrong: () =>
      "Cela ne correspond pas, ou le code a expiré. Vérifiez, ou laissez le code vide pour en recevoir un autre.",
    code_sent: () => "Si nous avons une adresse à votre nom, un nouveau code est en route. Utilisez le plus récent.",
    code_wait: () => "Un code vient d’être demandé. Merci d’attendre une minute avant d’en demander un autre.",
    code_not_ready: () =>
      "Un instant : attendez quelques secondes et appuyez de nouveau. Si un code arrive, utilisez le plus récent.",
    code_too_many: () => "Trop d’essais. Merci de réessayer plus tard.",
  },
};
