/** What each figure means, written down once: shown beside the figures, in exports and in the documentation. */
export const definitions = {
  sent: "Messages with a Flow that WhatsApp took. Every other figure is about these messages, on the day they were made: somebody who answers a week later counts on the day of their message. Tests, receipts and reminders do not count.",
  delivered: "Messages that reached the phone.",
  read: "Messages that were read. Whoever opened the Flow has read the message, also where their phone does not tell.",
  opened:
    "Messages whose Flow was opened. It is only seen where a Flow asks the server when it opens; whoever handed in a screen has opened it.",
  started: "Messages whose customer handed in at least one screen.",
  screen_reached: "Messages whose customer saw this screen.",
  completed: "Messages whose answers were handed in. Filling in again, or a correction, does not count twice.",
  landed: "Completed messages whose answers are in HubSpot, on the contact or as a form submission.",
  time_delivery: "Seconds from sent to delivered, of the messages of which both are known.",
  time_reading: "Seconds from sent to read, of the messages whose phone told that it was read.",
  time_opening: "Seconds from sent to opened, of the messages whose opening was seen.",
  time_filling:
    "Seconds from the first screen to the answers being handed in, breaks included. Where opening is not seen, from the first screen handed in.",
  time_whole: "Seconds from sent to handed in.",
  screen_time:
    "Seconds from showing a screen for the first time to handing it in for the first time, as the server sees it. The first screen of a Flow that opens without asking the server has none.",
  screen_returns: "Times that customers went back from this screen, and the messages where they did.",
  screen_left:
    "Messages where this screen was the last that was seen and the answers were not handed in. Whoever is still at it counts until they go on.",
  field_rejections:
    "Times that our checks refused an answer to this question, and why; and the messages where that happened.",
  field_changes: "Times that a customer went back and gave another answer to this question.",
  groups: "Values of fewer than five messages each are put together, because a few people could be recognised.",
  cost: "What WhatsApp bills for these messages by what it said they count as, times your own price table. Messages that are no templates cost nothing.",
  cost_per_completed: "The cost of all messages, also of those that nobody answered, divided by the completed ones.",
  delay_delivery: "Seconds from handed in until the answers were in HubSpot.",
  delay_owner: "Seconds from handed in until somebody owned the lead.",
  delay_booking: "Seconds from handed in until the appointment stood in the calendar.",
  quality:
    "Answers of the chat beside answers to the same form on the web, in the same whole weeks: the share of the form's fields that have an answer, and of e-mail addresses and phone numbers that are well formed.",
  opt_ins:
    "People who agreed to be written to in these days and had not before, or had said STOP; net is without those of them who have said STOP since.",
  chat_against_web:
    "Broadcasts of these days that sent a part of their people a link to the web form instead: completed of sent on both sides, and whether the difference may be chance.",
  percentiles:
    "Median and p90 are values that occurred (nearest rank), in whole seconds. They are exact; where more than 50,000 times of one day, Flow and group value are counted, they are within 1 %.",
  days: "Days begin and end by the portal's time zone as it was set when the figures were counted.",
  unseen_phone_checks:
    "What the phone itself refuses, such as a required question left empty, never reaches the server and cannot be counted.",
  unseen_time_within_screen:
    "What happens within a screen, such as the time spent on one question, cannot be seen. A screen is seen when it is shown and when it is handed in.",
} as const;

export type Definition = keyof typeof definitions;
