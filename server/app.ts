/**
 * The companion server, put together: rooms in, an Express app and its workers out. It reads no environment and opens
 * no port by itself.
 */
import express, { type Express } from "express";
import { alerts } from "./alerts/index.ts";
import { bookingRoutes } from "./bookings/routes.ts";
import { broadcastSleeper } from "./campaigns/sleeper.ts";
import { chores } from "./chores.ts";
import type { Context } from "./context.ts";
import { customers } from "./conversation/customers.ts";
import { liveEffects } from "./conversation/effects.ts";
import { endpoint } from "./conversation/endpoint.ts";
import { exchangePace } from "./conversation/pace.ts";
import { flowTokens } from "./conversation/tokens.ts";
import { turns } from "./conversation/turns.ts";
import { deliverySleeper } from "./delivery/sleeper.ts";
import { formTools } from "./form-tools/index.ts";
import { formToolRoutes } from "./form-tools/routes.ts";
import { formChangeRoutes, formToldRoutes, watchFinder, watchSleeper } from "./form-tools/watching/index.ts";
import { healthLog } from "./health/events.ts";
import { dialog360WebhookRoutes } from "./http/360dialog-webhooks.ts";
import { connect360dialogRoutes } from "./http/connect-360dialog.ts";
import { connectHubSpotRoutes } from "./http/connect-hubspot.ts";
import { mintingRoutes } from "./http/connect-links.ts";
import { connectLinkRoutes } from "./http/connect-session.ts";
import { connectWhatsAppRoutes } from "./http/connect-whatsapp.ts";
import { entryFileRoutes } from "./http/entry-files.ts";
import { flowRoutes } from "./http/flow.ts";
import { strictHeaders } from "./http/headers.ts";
import { healthRoutes } from "./http/health.ts";
import { broadcastRoutes } from "./http/hubspot-broadcasts.ts";
import { cardRoutes } from "./http/hubspot-card.ts";
import { entryRoutes } from "./http/hubspot-entries.ts";
import { insightFileRoutes, insightRoutes } from "./http/hubspot-insight.ts";
import { pageRoutes } from "./http/hubspot-page.ts";
import { rescueRoutes } from "./http/hubspot-rescue.ts";
import { settingsRoutes } from "./http/hubspot-settings.ts";
import { hubspotWebhookRoutes } from "./http/hubspot-webhooks.ts";
import { workflowRoutes } from "./http/hubspot-workflows.ts";
import { installRoutes } from "./http/install.ts";
import { kycDocumentRoutes } from "./http/kyc-document.ts";
import { trustProxyOf } from "./http/limits/address.ts";
import { limited } from "./http/limits/index.ts";
import { metaWebhookRoutes } from "./http/meta-webhooks.ts";
import { openApiRoutes } from "./http/openapi.ts";
import { operatorRoutes } from "./http/operator.ts";
import { operatorAlertRoutes } from "./http/operator-alerts.ts";
import { operatorAuditRoutes } from "./http/operator-audit.ts";
import { operatorBackupRoutes } from "./http/operator-backup.ts";
import { operatorBroadcastRoutes } from "./http/operator-broadcasts.ts";
import { operatorCodeRoutes } from "./http/operator-codes.ts";
import { operatorConsentRoutes } from "./http/operator-consent.ts";
import { operatorDeliveryRoutes } from "./http/operator-deliveries.ts";
import { operatorEntryRoutes } from "./http/operator-entries.ts";
import { operatorFileRoutes } from "./http/operator-files.ts";
import { operatorFlowRoutes } from "./http/operator-flows.ts";
import { operatorHealthRoutes } from "./http/operator-health.ts";
import { operatorInsightRoutes } from "./http/operator-insight.ts";
import { operatorKeyRoutes } from "./http/operator-keys.ts";
import { operatorKycRoutes } from "./http/operator-kyc.ts";
import { operatorMessageRoutes } from "./http/operator-messages.ts";
import { operatorPeopleRoutes } from "./http/operator-people.ts";
import { operatorPortabilityRoutes } from "./http/operator-portability.ts";
import { operatorPreviewRoutes } from "./http/operator-preview.ts";
import { operatorPrivacyRoutes } from "./http/operator-privacy.ts";
import { operatorReminderRoutes } from "./http/operator-reminders.ts";
import { operatorRescueRoutes } from "./http/operator-rescue.ts";
import { operatorRetentionRoutes } from "./http/operator-retention.ts";
import { operatorRightsRoutes } from "./http/operator-rights.ts";
import { operatorSecureAnswerRoutes } from "./http/operator-secure-answers.ts";
import { operatorWebhookRoutes } from "./http/operator-webhooks.ts";
import { operatorWhatsAppRoutes } from "./http/operator-whatsapp.ts";
import { previewRoutes } from "./http/preview.ts";
import { securePageRoutes } from "./http/secure-page.ts";
import { verificationRoutes } from "./http/verification.ts";
import { inbox as openInbox } from "./inbox/inbox.ts";
import { qualitySleeper } from "./insight/quality.ts";
import { insightCounting } from "./insight/roll.ts";
import { keyKeeper } from "./keys/keeper.ts";
import { keyRings } from "./keys/rings.ts";
import { peopleSleeper, reminderSleeper } from "./people/sleeper.ts";
import { pipedriveAccess } from "./pipedrive/access.ts";
import { pipedriveRoutes } from "./pipedrive/routes.ts";
import { tellInstallers } from "./portals/departure.ts";
import { hubspotAccess } from "./portals/hubspot.ts";
import { metaApps } from "./portals/meta-apps.ts";
import { reachOutSleeper } from "./privacy/reach-out.ts";
import { flowCatalogue } from "./publishing/catalogue.ts";
import { portalRights } from "./rights/index.ts";
import { resendExpired } from "./sending/resend.ts";
import { doubtLeftovers, longestSendMs } from "./sending/store.ts";
import { boundaryOf } from "./telemetry/boundaries.ts";
import { measured } from "./telemetry/calls.ts";
import { codeOf, whereOf } from "./telemetry/code.ts";
import { requestIds } from "./telemetry/request-id.ts";
import { removalSleeper } from "./timeline/removals.ts";
import { ownerSleeper, timelineSleeper } from "./timeline/sleeper.ts";
import { timerWakeups } from "./wakeups/index.ts";
import { accountSleeper, noticeAccounts } from "./whatsapp-account/refresh.ts";
import { workflowSleeper } from "./workflows/sleeper.ts";

export interface Server {
  readonly app: Express;
  /** Takes up what an earlier process left. */
  start(): Promise<void>;
  /** Resolves when every delivery that is due has been tried. */
  idle(): Promise<void>;
  /** Does what is due by the clock: key rings, orphaned files, old events. A timer calls it, and so may others. */
  chores(): Promise<void>;
  /** From now on `/ready` says that it stops; everything is answered as before. */
  drain(): void;
  /** Ends the workers after what they have in hand. The store stays open. */
  stop(): Promise<void>;
}

export function createServer(given: Context): Server {
  const wakeups = given.wakeups ?? timerWakeups({ log: given.log, now: given.now, together: lanesTogether });
  const context: Context = { ...given, wakeups, ...measured(given) };
  const hubspot = hubspotAccess(context, () => inBackground(tellInstallers(context)));
  const apps = metaApps(context);
  const rings = keyRings(context, (place) => keeper.look(place));
  const keeper = keyKeeper({ context, rings });
  const health = healthLog(context);
  const clock = chores(context, keeper, health, hubspot);
  const catalogue = flowCatalogue(context);
  const tokens = flowTokens(context);
  const effects = liveEffects(context, hubspot);
  const forms = formTools(context);
  const pipedrive = pipedriveAccess(context);
  const delivery = deliverySleeper({ context, hubspot, catalogue, forms, pipedrive, tokens });
  const inbox = openInbox(context);
  const alerting = alerts({ context, hubspot });
  const sending = { context, hubspot, catalogue, tokens };
  const people = peopleSleeper(sending);
  const broadcasts = broadcastSleeper(sending);
  const rights = portalRights(sending);
  const watching = { context, hubspot, forms, catalogue };
  // What goes on after an answer has left; waited for before the server stops.
  const background = new Set<Promise<void>>();
  const inBackground = (work: Promise<void>): void => {
    // Nobody waits for its end who could be told: a rejection here would end the process.
    const done = work
      .catch((error: unknown) => context.log.error("background.failed", { code: codeOf(error), at: whereOf(error) }))
      .finally(() => background.delete(done));
    background.add(done);
  };
  let stopping = false;

  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("trust proxy", trustProxyOf(context.config.TRUST_PROXY));
  app.use(requestIds(context.metrics));
  // The Flow endpoint first: it is called most, and its answers are bytes for a phone, not pages for a browser.
  app.use(
    flowRoutes(
      endpoint({
        context,
        catalogue,
        metaApps: apps,
        keyRings: rings,
        health,
        pace: exchangePace(context.config.FLOW_EXCHANGES_PER_SECOND),
        converse: customers({
          context,
          catalogue,
          tokens,
          effects,
          turns: turns(),
          onExpired: (flow, session) => inBackground(resendExpired(sending, flow, session)),
        }),
      }),
    ),
  );
  const room = { context, catalogue, effects, apps, rings };
  app.use(limited(context));
  app.use(previewRoutes(room));
  app.use(securePageRoutes(context, catalogue));
  app.use(strictHeaders);
  app.use(metaWebhookRoutes(apps, inbox));
  app.use(formToldRoutes(context, inbox));
  app.use(dialog360WebhookRoutes(context, inbox));
  app.use(hubspotWebhookRoutes(context, inbox));
  app.use(verificationRoutes(context, inbox));
  app.use(cardRoutes({ ...sending, rights, inBackground }));
  app.use(pageRoutes({ ...sending, rights, forms, inBackground }));
  app.use(entryFileRoutes(context));
  app.use(entryRoutes({ ...sending, rights, inBackground }));
  app.use(broadcastRoutes({ ...sending, rights, inBackground }));
  app.use(settingsRoutes({ ...sending, rings, rights, inBackground }));
  app.use(rescueRoutes({ ...sending, rights, inBackground }));
  app.use(insightRoutes({ ...sending, rights, inBackground }));
  app.use(insightFileRoutes(sending));
  app.use(workflowRoutes(sending));
  app.use(operatorRoutes({ ...sending, apps, rings, forms }));
  app.use(formToolRoutes(context, forms));
  app.use(formChangeRoutes(watching));
  app.use(pipedriveRoutes(context, pipedrive));
  app.use(bookingRoutes(context, hubspot));
  app.use(operatorAlertRoutes(context));
  app.use(operatorBackupRoutes(context));
  app.use(operatorAuditRoutes(context));
  app.use(operatorBroadcastRoutes(sending));
  app.use(operatorCodeRoutes(sending));
  app.use(operatorConsentRoutes(sending));
  app.use(operatorDeliveryRoutes(sending));
  app.use(operatorEntryRoutes(context));
  app.use(operatorFileRoutes(context));
  app.use(operatorFlowRoutes({ ...sending, apps, rings }));
  app.use(operatorMessageRoutes(sending));
  app.use(operatorRescueRoutes(sending));
  app.use(operatorPeopleRoutes(context));
  app.use(operatorPortabilityRoutes(sending));
  app.use(operatorPreviewRoutes(context));
  app.use(operatorPrivacyRoutes(context));
  app.use(operatorReminderRoutes(context));
  app.use(operatorRetentionRoutes({ context, catalogue }));
  app.use(operatorRightsRoutes({ context, rights }));
  app.use(operatorSecureAnswerRoutes(context, catalogue));
  app.use(operatorInsightRoutes(sending));
  app.use(operatorKeyRoutes({ context, apps, rings }));
  app.use(operatorKycRoutes(context, hubspot));
  app.use(operatorWebhookRoutes(context));
  app.use(operatorWhatsAppRoutes({ context, apps, rings }));
  app.use(operatorHealthRoutes({ context, apps, hubspot, health }));
  app.use(...mintingRoutes({ context, rights, inBackground }));
  app.use(connectLinkRoutes(context));
  app.use(kycDocumentRoutes(context));
  app.use(connectWhatsAppRoutes({ context, apps, rings }));
  app.use(connect360dialogRoutes({ context, apps, rings }));
  app.use(connectHubSpotRoutes({ context, hubspot, rights, onGone: () => inBackground(tellInstallers(context)) }));
  app.use(installRoutes(context, hubspot));
  app.use(openApiRoutes(context, () => app));
  app.use(healthRoutes(context, () => stopping));
  app.use((_request, response) => {
    response.status(404).json({ message: "There is nothing at this address." });
  });
  app.use(answerFailure(context));

  return {
    app,
    start: async () => {
      // Beside a SQLite file there is no other process that could be sending.
      await doubtLeftovers(context, context.config.DATABASE_URL === undefined ? 0 : longestSendMs);
      await broadcasts.begin(context.config.DATABASE_URL === undefined);
      await noticeAccounts(context);
      await wakeups.start({
        sleepers: [
          delivery,
          inbox.sleeper,
          alerting.sleeper,
          people,
          accountSleeper(context, apps),
          workflowSleeper(sending),
          broadcasts,
          reminderSleeper(sending),
          timelineSleeper(sending),
          ownerSleeper(sending),
          removalSleeper(sending),
          reachOutSleeper({ ...sending, forms, pipedrive }),
          watchSleeper(watching),
          qualitySleeper(sending),
        ],
        periodic: [
          { name: "chores", everyMinutes: 15, run: clock.run },
          ...alerting.periodic,
          insightCounting(context),
          watchFinder(context),
        ],
      });
    },
    chores: clock.run,
    idle: async () => {
      await Promise.all(background);
      await wakeups.idle();
    },
    drain: () => {
      stopping = true;
    },
    stop: async () => {
      stopping = true;
      await clock.stop();
      await Promise.all(background);
      delivery.stop();
      broadcasts.stop();
      await wakeups.stop();
      await keeper.idle();
      await health.flush();
      await rings.close();
    },
  };
}

/** Lanes at work at once in one process: destinations that are slow leave room for the others. */
const lanesTogether = 24;

/** What no room expected. Body-parser's refusals (too large, cut off, compressed) carry their own status. */
function answerFailure({ log, metrics }: Context): express.ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    if (request.path.startsWith("/flow/"))
      metrics.exchange(status === 413 ? "too_large" : status < 500 ? "bad_request" : "failed");
    if (status >= 500)
      log.error("request.failed", { boundary: boundaryOf(request.path), code: codeOf(error), at: whereOf(error) });
    if (response.headersSent) return;
    response.status(status).type("text/plain").send("");
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}
