/** What cards, app page and settings all say, in English: waiting, trouble, asking again. */
export const en = {
  loading: "Loading",
  retry: "Try again",
  refresh: "Refresh",
  outdated: "This may be out of date.",
  setupTitle: "The app is not set up completely",
  setupText:
    "This app does not know its server. Whoever uploaded it must set SERVER_ORIGIN to an https address in the upload profile, and upload it again.",
  problemTitle: "This could not be loaded",
  problems: {
    "no-answer":
      "Flowella's server did not answer. Try again in a moment. If it stays like this, tell your administrator.",
    refused:
      "Flowella's server does not accept this HubSpot account. Ask your administrator to connect the app again under Connected apps.",
    "bad-status":
      "Flowella's server has a problem. Try again in a moment. If it stays like this, tell your administrator.",
    "not-understood":
      "Flowella's server gave an answer that this page does not understand. Reload the page. If it stays like this, tell your administrator that app and server do not fit together.",
  },
  errorCode: (code: string) => `Error code: ${code}`,
  forbiddenTitle: "You may not see this",
  noLinkTitle: "There is no link yet",
  cancel: "Cancel",
  notDoneTitle: "That was not done",
  unclearTitle: "We do not know whether that was done",
};
