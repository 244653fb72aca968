import type { Page } from "playwright-core";

interface Consultation {
  /** The first choice of the form's menu, unless a test renamed it. */
  readonly topic?: string;
  readonly message: string;
  readonly boughtBefore?: boolean;
  /** The question after the rooms is left out of the Flow, so that the message stands one screen earlier. */
  readonly withoutRooms?: boolean;
}

/** The customer opens the newest form on the phone, fills it in and hands it in. */
export async function fillConsultation(
  phone: Page,
  { topic = "Kitchen", message, boughtBefore = false, withoutRooms = false }: Consultation,
): Promise<void> {
  const open = phone.getByRole("button", { name: /form|open/i }).last();
  const sheet = phone.locator(".sheet");
  const goOn = sheet.getByRole("button", { name: "Continue", exact: true });
  const earlier = await phone.getByText("Answers sent").count();
  await open.click();
  await sheet.getByLabel("First name").fill("Giulia");
  await sheet.getByLabel("Last name").fill("Bellandi");
  await sheet.getByLabel("Email").fill("giulia@bellandi.example");
  await sheet.getByLabel(/phone/i).fill("+39 347 555 0142");
  await goOn.click();
  await sheet.getByRole("combobox").click();
  await phone.getByRole("option", { name: topic }).click();
  await sheet.getByText("Phone call").click();
  await sheet.getByText("Interior design").click();
  await sheet.getByLabel("Preferred date").fill("2027-03-15");
  if (!withoutRooms) {
    await sheet.getByLabel("Number of rooms").fill("3");
    await goOn.click();
  }
  await sheet.getByLabel("Your answer").fill(message);
  if (withoutRooms) {
    if ((await sheet.getByLabel("Number of rooms").count()) > 0) throw new Error("The rooms are asked for.");
    await goOn.click();
  }
  if (boughtBefore) await sheet.getByText("I have bought from you before").click();
  await sheet.getByLabel("I agree").last().check();
  await sheet.getByRole("button", { name: "Request consultation" }).click();
  await phone.getByText("Answers sent").nth(earlier).waitFor();
}
