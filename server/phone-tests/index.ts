/**
 * Trying a form on one's own phone: a code is shown as a QR code, the message that it makes asks for the draft, and whoever
 * sent it gets it in the chat that they just opened. No template and no consent are needed, and what is filled in goes
 * nowhere: it is marked as a test and never delivered.
 */
export { askedWrites, isPhoneTest } from "./asked.ts";
export { makePhoneTest, type PhoneTestMade, type PhoneTestState, phoneTestState } from "./make.ts";
export { phoneTestWork } from "./send.ts";
export { isTestSession, testSessionPrefix } from "./test-session.ts";
