/**
 * Each use case whole, filled in by a person on the phone page: published, sent, answered in a browser, delivered, and every
 * result read back from the stand-ins as its scenario claims.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { type Answering, settle } from "../../cli/demo/on-the-phone.ts";
import { scenarios } from "../../cli/demo/use-cases/index.ts";
import { type FilledIn, type RunOptions, runUseCase } from "../../cli/demo/use-cases/run.ts";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../../cli/sandbox-world.ts";
import type { Form } from "../../core/form/types.ts";
import { useCaseNamed, useCases } from "../../core/use-cases/index.ts";
import { parseConfig } from "../../server/config.ts";
import { launchBrowser } from "../browser.ts";
import { fillInOnPage } from "./use-cases-page.ts";

/** Time for a browser to be found or installed. */
const starting = 400_000;
const perUseCase = 180_000;

type Filling = Parameters<NonNullable<RunOptions["fillIn"]>>;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, starting);
afterAll(() => browser.close());

async function inWorld(run: (world: SandboxWorld, moveClock: RunOptions["moveClock"]) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-use-case-"));
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE: path.join(folder, "world.db"), LOG_LEVEL: "silent" });
  if (parsed.kind !== "sandbox") throw new Error("The settings are wrong.");
  let shift = 0;
  const world = await startSandboxWorld(parsed.settings, newSandboxSecrets(), {
    now: () => Date.now() + shift,
    withMail: true,
  });
  try {
    await run(world, (ms) => {
      shift += ms;
    });
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A list that opens in front is known by its words alone. */
const inWords =
  ({ fields }: Form, answers: Answering): Answering =>
  async (screen) => {
    const given = await answers(screen);
    const said = screen.inputs.map(({ name, options = [] }) => {
      const value = given[name];
      const field = fields[name];
      const label = field && "choices" in field ? field.choices.find(({ id }) => id === value)?.label : undefined;
      return [name, label === undefined || options.some(({ id }) => id === value) ? value : label] as const;
    });
    return { ...given, ...Object.fromEntries(said) };
  };

const onPage = async (form: Form, [world, waId, answers]: Filling): Promise<FilledIn> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  try {
    await page.goto(world.whatsapp.phoneUrl(waId));
    await fillInOnPage(page, inWords(form, answers));
    await page.getByText("Answers sent").last().waitFor();
    await settle(world);
    return { accepted: true, problems: errors, exchanges: [] };
  } finally {
    await context.close();
  }
};

describe("each use case, filled in on the phone page", () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    "%s comes round, and everything is read back",
    async (_, scenario) => {
      await inWorld(async (world, moveClock) => {
        const form = useCaseNamed(scenario.name)?.form("en");
        if (!form) throw new Error(`There is no use case ${scenario.name}.`);
        const fillIn = (...filling: Filling) => onPage(form, filling);
        const { problems, template } = await runUseCase(world, scenario, { moveClock, fillIn });
        expect({ template, problems }).toEqual({ template: scenario.name, problems: [] });
      });
    },
    perUseCase,
  );

  it("has a scenario for every use case", () => {
    expect(scenarios.map(({ name }) => name).sort()).toEqual(useCases.map(({ name }) => name).sort());
  });
});
