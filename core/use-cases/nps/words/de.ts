import type { NpsWords } from "./words.ts";

export const german: NpsWords = {
  title: "Ihre Meinung über uns",
  message: {
    body: "Wie war es bei uns? Eine Frage und eine halbe Minute Ihrer Zeit.",
    button: "Meinung sagen",
    template: {
      requested:
        "Hier ist die kurze Umfrage, um die Sie gebeten haben: eine Frage dazu, wie es bei uns war. Sie können direkt hier im Chat antworten.",
      reminder:
        "Unsere kurze Umfrage ist noch offen: eine Frage dazu, wie es bei uns war. Sie können direkt hier antworten.",
      invitation:
        "Wir möchten wissen, wie es bei uns war: eine Frage, eine halbe Minute, direkt hier im Chat. Wenn Sie nichts dieser Art mehr erhalten möchten, antworten Sie STOP.",
    },
  },
  scorePage: "Ihre Meinung",
  score: "Wie wahrscheinlich ist es, dass Sie uns Freunden oder im Kollegenkreis empfehlen?",
  unlikely: "Sehr unwahrscheinlich",
  likely: "Sehr wahrscheinlich",
  reasonPage: "Was nicht gut war",
  reason: "Was hat Sie am meisten enttäuscht?",
  reasons: {
    quality: "Qualität",
    price: "Preis",
    service: "Service",
    delivery: "Wartezeit oder Lieferung",
    other: "Etwas anderes",
  },
  commentPage: "In Ihren Worten",
  comment: "Was sollen wir beibehalten und was ändern?",
  followUp: "Dürfen wir Ihnen zu Ihrer Antwort schreiben?",
  yes: "Ja, gern",
  no: "Nein, danke",
  thanks: {
    promoter: "Vielen Dank! Es freut uns, dass Sie uns empfehlen würden.",
    passive: "Vielen Dank! Wir arbeiten daran, Ihre volle Empfehlung zu verdienen.",
    detractor: "Danke für Ihre Offenheit. Es tut uns leid, dass wir Ihre Erwartungen nicht erfüllt haben.",
  },
};
