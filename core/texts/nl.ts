/** Dutch. The customer is addressed as "u" (formal), in words that the Netherlands and Belgium share. */
import type { Words } from "./words.ts";

export const dutch: Words = {
  continue: "Verder",
  send: "Versturen",
  yes: "Ja",
  no: "Nee",
  yourAnswer: "Uw antwoord",
  emailAddress: "E-mailadres",
  phoneNumber: "Telefoonnummer",
  webAddress: "Webadres",
  number: "Getal",
  chooseOne: "Maak een keuze",
  chooseDate: "Kies een datum",
  timeOfDay: "Tijd",
  timeFormat: "24 uur, zoals 09:30 of 17:45.",
  other: "Anders",
  otherAnswer: "Eigen antwoord",
  chooseGroup: "Kies een groep",
  place: (place) => `Plaats ${place}`,
  fullName: "Volledige naam",
  sign: "Ik onderteken met mijn naam",
  lastFour: "Laatste 4 tekens",
  lastFourOnly: "Geef alleen de laatste 4 tekens op.",
  addPhotos: (most) => (most === 1 ? "Voeg een foto toe" : "Voeg foto’s toe"),
  addFiles: (most) => (most === 1 ? "Voeg een bestand toe" : "Voeg bestanden toe"),
  agree: "Ik ga akkoord",
  chooseAny: "Meerdere antwoorden mogelijk",
  chooseExactly: (count) => `Kies er ${count}`,
  chooseUpTo: (max) => `Kies er maximaal ${max}`,
  chooseAtLeast: (min) => `Kies er minimaal ${min}`,
  chooseBetween: (min, max) => `Kies er ${min} tot ${max}`,
  checkFormat: "Gebruik de gevraagde notatie.",
  countryCode: "Begin met + en de landcode.",
  option: (place) => `Optie ${place}`,
  step: (place, total) => `Stap ${place} van ${total}`,
  progress: (place, total) => `${place} van ${total}`,
  untitled: "Uw antwoorden",
  nothingToAsk: "Hier valt nog niets in te vullen.",
  afterSending: (text) => `Na het verzenden: ‘${text}’`,
  received: "Dank u wel. We hebben uw antwoorden ontvangen.",
  messageArrived: "Bedankt voor uw bericht. Iemand van ons team leest het en antwoordt u hier.",
  eventReminder: (event, when, people) =>
    `Herinnering: ${event}, ${when}.${people === undefined ? "" : ` Voor u gereserveerde plaatsen: ${people}.`} Tot ziens!`,
  entry: {
    sentence: (form) => `Goedendag! Ik wil graag dit formulier invullen: ${form}`,
    invite: "Stuur ons een bericht op WhatsApp",
    scan: "Scan de code en tik op Verzenden.",
  },
  rescue: {
    body: (form) =>
      `U was “${form}” aan het invullen. Uw antwoorden zijn bewaard: druk op de knop om verder te gaan waar u stopte.`,
    button: "Verdergaan",
    notice: "Wat u invult bereikt ons vanaf het eerste scherm, ook als u het formulier niet verstuurt.",
  },
  person: {
    link: "Met iemand praten",
    asked: "We hebben een collega ingeseind. Iemand schrijft u hier; tot dan krijgt u geen automatische berichten.",
    offer: "Schrijf MEDEWERKER in deze chat om met iemand te praten.",
  },
  readyAnswers: {
    safe: "Ja. Het formulier is van ons en opent hier in de chat. Uw antwoorden zijn onderweg naar ons versleuteld. Het vraagt nooit om een wachtwoord, een pincode of een volledig kaartnummer.",
    change:
      "Ja. Tot u het formulier verstuurt, kunt u teruggaan en elk antwoord wijzigen. Schrijf daarna het nieuwe antwoord hier in de chat, dan passen wij het aan.",
  },
  message: {
    button: "Formulier openen",
    body: "Wilt u dit korte formulier invullen? Het opent direct hier in de chat.",
    template: (form) => `Hier is het formulier waar u om vroeg: ${form}. Het opent direct hier in de chat.`,
    reminder: (form) =>
      `Het formulier waar u om vroeg staat nog open: ${form}. U kunt het direct hier in de chat invullen.`,
    invitation: (form) =>
      `We hebben een kort formulier voor u: ${form}. U kunt het direct hier in de chat invullen. Wilt u zulke berichten niet meer ontvangen, antwoord dan STOP.`,
    ourForm: "ons formulier",
  },
  consent: {
    label: "Ja, app mij op WhatsApp",
    wording:
      "U mag mij op WhatsApp berichten sturen over mijn aanvraag, en nieuws en aanbiedingen. Ik kan dat altijd beëindigen door STOP te schrijven.",
    stopped: "U ontvangt hier geen berichten meer van ons. Bedenkt u zich, schrijf dan START.",
    restarted: "Dank u wel. We mogen u hier weer berichten sturen. Wilt u dat niet meer, schrijf dan STOP.",
  },
  codes: {
    copy: "Code kopiëren",
    subject: (form) => `Uw code voor ${form}`,
    mail: (form, minutes) => [
      `Dit is de code die u nodig hebt voor ${form} op WhatsApp:`,
      `De code werkt één keer, binnen ${minutes} minuten.`,
      "Hebt u er niet om gevraagd, dan kunt u deze e-mail negeren. Geef de code aan niemand: we vragen er nooit om per telefoon of in een bericht.",
    ],
  },
  secure: {
    follows:
      "Voor uw veiligheid vragen we dit niet in de chat. Na het versturen krijgt u hiervoor een link naar een beveiligde pagina.",
    message: (form, link) =>
      `Bedankt voor het invullen van ${form}. Er ontbreekt nog iets dat niet in een chat hoort. Vul het in op deze beveiligde pagina:\n${link}`,
    forYou: (until) => `De link is alleen voor u. Hij werkt één keer, tot ${until}.`,
    title: "Een laatste antwoord, veilig bewaard",
    intro: (form) =>
      `Dit hoort bij het formulier dat u op WhatsApp hebt ingevuld: ${form}. Wat u hier invult, wordt versleuteld en gaat niet via WhatsApp.`,
    once: (until) => `U kunt deze pagina één keer versturen, tot ${until}.`,
    optional: "niet verplicht",
    check: "Controleer dit:",
    send: "Veilig versturen",
    received: ["Bedankt", "Uw antwoord is aangekomen en wordt versleuteld bewaard. U kunt deze pagina sluiten."],
    answered: [
      "Dit is al beantwoord",
      "We hebben uw antwoord. Deze link werkt maar één keer, zodat niemand anders hem kan gebruiken.",
      "Was u dat niet, of wilt u iets wijzigen? Schrijf ons dan in de WhatsApp-chat.",
    ],
    expired: ["Deze link is verlopen", "Hij neemt geen antwoorden meer aan. Schrijf ons in de WhatsApp-chat."],
    unknown: [
      "Deze link is niet volledig",
      "Er ontbreekt een deel, of hij komt niet van ons. Open hem opnieuw vanuit het bericht in WhatsApp.",
    ],
    gone: [
      "Dit formulier is niet meer in gebruik",
      "Hier kan niets meer worden verstuurd. Hebt u een vraag? Schrijf ons in de WhatsApp-chat.",
    ],
  },
  booking: {
    change: "Wijzigen of afzeggen",
    choose: "Kies een tijd",
    booked: (what, when) => `Uw afspraak is geboekt: ${what}, ${when}.`,
    moved: (what, when) => `Uw afspraak is verplaatst: ${what}, ${when}.`,
    cancelled: (what) => `Uw afspraak is afgezegd: ${what}.`,
    taken: (what) =>
      `De gekozen tijd voor ${what} werd bezet voordat wij hem konden vastleggen. Dat spijt ons. Kies alstublieft een andere.`,
    kept: (when) => `Tot dan blijft uw afspraak staan: ${when}.`,
    noneFree: (what) => `Voor ${what} is niets vrij zoals u wenste. Kies alstublieft een tijd uit de lijst.`,
    byHand: (what) =>
      `Afspraken voor ${what} worden door ons team gewijzigd. Wij hebben uw wens doorgegeven en iemand antwoordt u hier.`,
    link: "U kunt het ook zelf doen met de link in de bevestigingsmail.",
    reminder: (what, when) => `Een herinnering: ${what}, ${when}.`,
    place: (place) => `Waar: ${place}`,
  },
  answers: {
    required: () => "Beantwoord deze vraag alstublieft.",
    wrong_type: () => "Dit antwoord kon niet worden gelezen. Voer het opnieuw in.",
    too_large: () => "Dit antwoord is veel te lang. Maak het alstublieft korter.",
    not_offered: () => "Kies een van de aangeboden opties.",
    duplicate_choice: () => "Gebruik elke optie maar één keer.",
    too_few: (bound) => `Kies er minimaal ${bound}.`,
    too_many: (bound) => `Kies er maximaal ${bound}.`,
    not_an_email: () => "Voer een volledig e-mailadres in, zoals naam@example.com.",
    not_a_phone: () => "Voer het telefoonnummer in met + en de landcode.",
    not_a_url: () => "Voer een webadres in, zoals https://example.com.",
    not_a_number: () => "Voer een getal in, alleen in cijfers.",
    not_an_integer: () => "Voer een geheel getal in.",
    too_small: (bound) => `Voer ${bound} of meer in.`,
    too_big: (bound) => `Voer ${bound} of minder in.`,
    too_short: (bound) => `Schrijf minimaal ${bound} tekens.`,
    too_long: (bound) => `Schrijf maximaal ${bound} tekens.`,
    pattern: () => "Dit heeft niet de verwachte notatie. Controleer het alstublieft.",
    not_a_date: () => "Kies een datum die bestaat.",
    too_early: (bound) => `Kies ${bound} of een latere datum.`,
    too_late: (bound) => `Kies ${bound} of een eerdere datum.`,
    not_a_time: () => "Voer een tijd in van 00:00 tot 23:59, zoals 09:30.",
  },
  askPerson: (person) => `Of vraag het ons: ${person}`,
  useWebForm: (webForm) => `Of gebruik ${webForm}`,
  sayings: {
    unknown_token: () => "Dit formulier is niet meer beschikbaar. Vraag ons alstublieft om een nieuw.",
    expired: () => "Dit formulier is verlopen. Vraag ons alstublieft om een nieuw.",
    paused: ({ webForm }) =>
      webForm
        ? `Dit formulier is gepauzeerd. Probeer het later opnieuw, of gebruik ${webForm}`
        : "Dit formulier is gepauzeerd. Probeer het later opnieuw, of schrijf ons in de chat.",
    closed: () => "Dit formulier is gesloten. Schrijf ons alstublieft in de chat.",
    already_accepted: ({ answeredAt }) =>
      answeredAt
        ? `Wij hebben uw antwoorden ontvangen (${answeredAt}). Wilt u ze wijzigen? Schrijf ons in de chat.`
        : "Wij hebben uw antwoorden al. Wilt u ze wijzigen? Schrijf ons in de chat.",
    already_sent: () =>
      "Uw eerste antwoorden gelden. Wilt u opnieuw antwoorden? Sluit het formulier en open het opnieuw.",
    choices_unavailable: () => "De opties kunnen nu niet worden geladen. Probeer het zo meteen opnieuw.",
    earlier_part_missing: () => "Er ontbreekt iets van eerder. Sluit het formulier en open het opnieuw.",
    invalid: ({ question, problem = "Controleer dit antwoord alstublieft." }) =>
      question ? `${question}: ${problem}` : problem,
    full: () => "Er is geen plaats meer. Schrijf ons alstublieft in de chat.",
    taken: ({ choice }) =>
      `${choice ? `‘${choice}’` : "Deze keuze"} is niet meer beschikbaar. Kies alstublieft iets anders.`,
    taken_before: ({ choice }) =>
      `${choice ? `‘${choice}’` : "Deze keuze"} is niet meer beschikbaar. Ga terug en kies iets anders.`,
    few_left: ({ choice, left }) => {
      const places =
        left === undefined
          ? "Er zijn niet genoeg plaatsen"
          : left === 1
            ? "Er is nog maar 1 plaats"
            : `Er zijn nog maar ${left} plaatsen`;
      return `${places}${choice ? ` voor ‘${choice}’` : ""}. Neem er minder, of kies iets anders.`;
    },
    code_wrong: () => "Dit klopt niet, of de code is te oud. Controleer beide, of laat de code leeg voor een nieuwe.",
    code_sent: () => "Als we een adres van u hebben, is een nieuwe code onderweg. Gebruik de nieuwste.",
    code_wait: () => "Er is net een code aangevraagd. Wacht een minuut voordat u er nog een aanvraagt.",
    code_not_ready: () =>
      "Een ogenblik: wacht een paar seconden en druk nog een keer. Komt er een code, gebruik dan de nieuwste.",
    code_too_many: () => "Dit is te vaak geprobeerd. Probeer het later opnieuw.",
  },
};
