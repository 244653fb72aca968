/** Every kind of question, answered, as SurveyMonkey's create call wants it; its stand-in reads the survey on its own. */
import { expect, it } from "@jest/globals";
import { formFromSurveyMonkey, surveyResponse, surveySchema } from "../../../connectors/surveymonkey/index.ts";
import { otherChoice } from "../../../core/form/types.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { startSurveyMonkey } from "../../../sandbox/surveymonkey/index.ts";

const choices = (from: number, ...texts: string[]) => texts.map((text, index) => ({ id: String(from + index), text }));
const question = (id: string, family: string, subtype: string, answers: object = {}, more: object = {}) => ({
  id,
  family,
  subtype,
  headings: [{ heading: `Question ${id}` }],
  answers,
  ...more,
});
const other = { id: "199", text: "Other", visible: true, is_answer_choice: true };
const comment = { id: "299", text: "Why?", visible: true, is_answer_choice: false };
const perRow = { id: "399", text: "Why?", visible: true, is_answer_choice: false, apply_all_rows: true };
const tenth = Array.from({ length: 11 }, (_, index) => String(index));

const survey = {
  id: "77",
  title: "Everything",
  custom_variables: { campaign: "Campaign", flowella_flow: "", unknown: "" },
  pages: [
    {
      id: "p1",
      questions: [
        question("1", "single_choice", "vertical", { choices: choices(101, "Red", "Blue"), other }),
        question("2", "multiple_choice", "vertical", { choices: choices(201, "A", "B", "C"), other: comment }),
        question("3", "matrix", "single", {
          rows: choices(301, "R1", "R2"),
          choices: choices(311, "X", "Y"),
          other: perRow,
        }),
        question("4", "matrix", "multi", { rows: choices(401, "R1"), choices: choices(411, "X", "Y") }),
        question("5", "matrix", "menu", {
          rows: choices(501, "R1"),
          cols: [
            { id: "511", text: "First", choices: choices(521, "M", "N") },
            { id: "512", text: "Second", choices: choices(531, "M", "N") },
          ],
        }),
        question("6", "matrix", "ranking", { rows: choices(601, "P", "Q"), choices: choices(611, "1", "2") }),
      ],
    },
    { id: "p2", questions: [question("99", "open_ended", "single")] },
    {
      id: "p3",
      questions: [
        question(
          "7",
          "matrix",
          "rating",
          { rows: choices(701, ""), choices: choices(711, "", "", "") },
          { display_options: { display_type: "emoji" } },
        ),
        question("8", "matrix", "rating", { rows: choices(801, ""), choices: choices(810, ...tenth) }),
        question("9", "matrix", "rating", { rows: choices(901, ""), choices: choices(911, "1", "2", "3") }),
        question(
          "10",
          "open_ended",
          "single",
          {},
          { validation: { type: "date_intl" }, headings: [{ heading: "When?", random_assignment: { id: "v1" } }] },
        ),
        question("11", "open_ended", "numerical", { rows: choices(1101, "Adults", "Children") }),
        question("12", "demographic", "international", {
          rows: [
            { id: "1201", type: "name", text: "Name" },
            { id: "1202", type: "phone", text: "Phone" },
          ],
        }),
        question("13", "datetime", "both", { rows: choices(1301, "Arrival") }),
        question("14", "datetime", "time_only", { rows: choices(1401, "Wake-up") }),
        question("15", "open_ended", "single", {}, { display_options: { display_type: "file_upload" } }),
      ],
    },
  ],
};

const answers: Answer[] = [
  { fieldId: "q_1", value: otherChoice, chosen: [{ id: otherChoice, label: "Green", value: "Green" }] },
  { fieldId: "q_2", value: ["201", "203"] },
  { fieldId: "q_2_other", value: "Because" },
  { fieldId: "q_3", part: "301", value: "312" },
  { fieldId: "q_3_r302_other", value: "Why not" },
  { fieldId: "q_4", part: "401", value: ["411", "412"] },
  { fieldId: "q_5_c512", part: "501", value: "532" },
  { fieldId: "q_6", part: "1", value: "602" },
  { fieldId: "q_6", part: "2", value: "601" },
  { fieldId: "q_7", value: 3 },
  { fieldId: "q_8", value: 0 },
  { fieldId: "q_9", value: 2 },
  { fieldId: "q_10", value: "2026-04-30" },
  { fieldId: "q_11_r1102", value: 2 },
  { fieldId: "q_12", part: "phone_number", value: "+39 320 5550000" },
  { fieldId: "q_13_r1301", value: "2026-04-30" },
  { fieldId: "q_13_r1301_time", value: "00:05" },
  { fieldId: "q_14_r1401", value: "13:30" },
  { fieldId: "q_15", value: ["photo.jpg"] },
];

it("every answer stands where SurveyMonkey expects it, and what has no place is named", async () => {
  const form = formFromSurveyMonkey(survey);
  for (const { fieldId } of answers) expect(Object.keys(form.fields)).toContain(fieldId);
  const handedIn = { id: "sub_1", acceptedAt: 1_777_777_777_777, revision: 1, flowName: "Everything", answers };
  const hidden = { campaign: "spring", unknown: "x", secret: "not asked for" };
  const { body, left } = surveyResponse(surveySchema.parse(survey), form, { ...handedIn, hidden });
  expect(left).toEqual(["q_15"]);
  expect(body.pages).toEqual([
    {
      id: "p1",
      questions: [
        { id: "1", answers: [{ other_id: "199", text: "Green" }] },
        { id: "2", answers: [{ choice_id: "201" }, { choice_id: "203" }, { other_id: "299", text: "Because" }] },
        {
          id: "3",
          answers: [
            { row_id: "301", choice_id: "312" },
            { row_id: "302", other_id: "399", text: "Why not" },
          ],
        },
        {
          id: "4",
          answers: [
            { row_id: "401", choice_id: "411" },
            { row_id: "401", choice_id: "412" },
          ],
        },
        { id: "5", answers: [{ row_id: "501", col_id: "512", choice_id: "532" }] },
        {
          id: "6",
          answers: [
            { row_id: "602", choice_id: "611" },
            { row_id: "601", choice_id: "612" },
          ],
        },
      ],
    },
    {
      id: "p3",
      questions: [
        { id: "7", answers: [{ row_id: "701", choice_id: "713" }] },
        { id: "8", answers: [{ row_id: "801", choice_id: "810" }] },
        { id: "9", answers: [{ row_id: "901", choice_id: "912" }] },
        { id: "10", variable_id: "v1", answers: [{ text: "30/04/2026" }] },
        { id: "11", answers: [{ row_id: "1102", text: "2" }] },
        { id: "12", answers: [{ row_id: "1202", text: "+39 320 5550000" }] },
        { id: "13", answers: [{ row_id: "1301", text: "04/30/2026 12:05 AM" }] },
        { id: "14", answers: [{ row_id: "1401", text: "01:30 PM" }] },
      ],
    },
  ]);
  expect(body).toMatchObject({
    custom_value: "sub_1",
    date_created: "2026-05-03T03:09:37+00:00",
    custom_variables: { campaign: "spring", flowella_flow: "Everything", unknown: "x" },
  });

  const standIn = await startSurveyMonkey({ surveys: [survey] });
  standIn.responses.collectors.set("1", { id: "1", surveyId: "77", name: "WhatsApp", status: "open" });
  const headers = { authorization: `Bearer ${standIn.grants.personalToken()}`, "content-type": "application/json" };
  const post = (sent: object) =>
    fetch(`${standIn.url}/v3/collectors/1/responses`, { method: "POST", headers, body: JSON.stringify(sent) });
  expect((await post(body)).status).toBe(201);
  const wrong = { ...body, pages: [{ id: "p1", questions: [{ id: "1", answers: [{ choice_id: "201" }] }] }] };
  expect((await post(wrong)).status).toBe(400);
  await standIn.close();
});
