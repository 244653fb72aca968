import type { NpsWords } from "./words.ts";

export const dutch: NpsWords = {
  title: "Uw mening over ons",
  message: {
    body: "Hoe was het bij ons? Eén vraag en een halve minuut van uw tijd.",
    button: "Mening geven",
    template: {
      requested:
        "Dit is de korte enquête waar u om vroeg: één vraag over hoe het bij ons was. U kunt direct hier in de chat antwoorden.",
      reminder: "Onze korte enquête staat nog open: één vraag over hoe het bij ons was. U kunt direct hier antwoorden.",
      invitation:
        "Wij horen graag hoe het bij ons was: één vraag, een halve minuut, direct hier in de chat. Wilt u zulke berichten niet meer? Antwoord dan STOP.",
    },
  },
  scorePage: "Uw mening",
  score: "Hoe waarschijnlijk is het dat u ons aanbeveelt bij een vriend of collega?",
  unlikely: "Heel onwaarschijnlijk",
  likely: "Heel waarschijnlijk",
  reasonPage: "Wat er misging",
  reason: "Wat viel u het meest tegen?",
  reasons: {
    quality: "Kwaliteit",
    price: "Prijs",
    service: "Service",
    delivery: "Wachttijd of levering",
    other: "Iets anders",
  },
  commentPage: "In uw eigen woorden",
  comment: "Wat moeten we zo houden, en wat moeten we veranderen?",
  followUp: "Mogen we u schrijven over uw antwoord?",
  yes: "Ja, dat mag",
  no: "Nee, dank u",
  thanks: {
    promoter: "Dank u wel! Fijn om te weten dat u ons zou aanbevelen.",
    passive: "Dank u wel! We doen ons best om uw volle aanbeveling te verdienen.",
    detractor: "Dank u voor uw openheid. Het spijt ons dat we niet aan uw verwachtingen hebben voldaan.",
  },
};
