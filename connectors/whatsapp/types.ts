/** Graph API JSON as documented, read leniently: unknown keys pass, doubtful ones may be missing. */
import { z } from "zod";

/** The error envelope (WhatsApp reference 5.10). */
export const graphErrorSchema = z.object({
  error: z.object({
    message: z.string().catch(""),
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
    error_data: z.object({ details: z.string() }).optional().catch(undefined),
    fbtrace_id: z.string().optional().catch(undefined),
  }),
});
export type GraphError = z.infer<typeof graphErrorSchema>["error"];

/** What many calls answer. Anything but true is no success. */
export const successSchema = z.object({ success: z.literal(true) });

/** One finding of Meta's checks of a Flow JSON (WhatsApp reference 5.1). */
export const flowValidationErrorSchema = z.object({
  /** Meta's code, such as `INVALID_PROPERTY_VALUE`. */
  error: z.string(),
  error_type: z.string().optional(),
  message: z.string().catch(""),
  line_start: z.number().optional(),
  line_end: z.number().optional(),
  column_start: z.number().optional(),
  column_end: z.number().optional(),
  pointers: z.array(z.object({ path: z.string().optional() })).optional(),
});
export type FlowValidationError = z.infer<typeof flowValidationErrorSchema>;

export const validationErrorsSchema = z.array(flowValidationErrorSchema).nullish();

/** What can stand in the way of sending (WhatsApp reference 5.4). */
export const healthStatusSchema = z.object({
  can_send_message: z.string(),
  entities: z
    .array(
      z.object({
        entity_type: z.string(),
        id: z.string().optional(),
        can_send_message: z.string(),
        errors: z
          .array(
            z.object({
              error_code: z.number(),
              error_description: z.string().catch(""),
              possible_solution: z.string().optional(),
            }),
          )
          .optional(),
        additional_info: z.array(z.string()).optional(),
      }),
    )
    .catch([]),
});

/** `GET /{FLOW_ID}` (WhatsApp reference 5.4). `status` is one of Meta's words, or a new one. */
export const flowSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  categories: z.array(z.string()).catch([]),
  validation_errors: validationErrorsSchema,
  json_version: z.string().optional(),
  data_api_version: z.string().optional(),
  endpoint_uri: z.string().optional(),
  preview: z.object({ preview_url: z.string(), expires_at: z.string().optional() }).optional(),
  health_status: healthStatusSchema.optional(),
});
export type MetaFlow = z.infer<typeof flowSchema>;

/** One sender (WhatsApp reference 5.9 and 5.17). */
export const phoneNumberSchema = z.object({
  id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string().optional(),
  status: z.string().optional(),
  quality_rating: z.string().optional(),
  code_verification_status: z.string().optional(),
  name_status: z.string().optional(),
  platform_type: z.string().optional(),
});
export type PhoneNumber = z.infer<typeof phoneNumberSchema>;

/** The doubtful fields of a sender (WhatsApp reference 5.17). */
export const numberExtrasSchema = z.object({
  is_on_biz_app: z.boolean().optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: z.string().optional().catch(undefined),
  health_status: healthStatusSchema.optional().catch(undefined),
});
export type NumberExtras = z.infer<typeof numberExtrasSchema>;

/** `GET /{WABA_ID}` (WhatsApp reference 5.16). */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  account_review_status: z.string().optional(),
  business_verification_status: z.string().optional(),
  country: z.string().optional(),
  ownership_type: z.string().optional(),
  health_status: healthStatusSchema.optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** `GET /debug_token` (WhatsApp reference 5.16). Times are Unix seconds; `expires_at` 0 means never. */
export const tokenInfoSchema = z.object({
  /** Missing for a token that Meta does not know at all. */
  app_id: z.string().optional(),
  is_valid: z.boolean(),
  type: z.string().optional(),
  expires_at: z.number().optional(),
  data_access_expires_at: z.number().optional(),
  scopes: z.array(z.string()).catch([]),
  granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })).catch([]),
});
export type TokenInfo = z.infer<typeof tokenInfoSchema>;

/** An app that receives the webhooks of an account (WhatsApp reference 5.16, check 5). */
export const subscribedAppSchema = z.object({
  whatsapp_business_api_data: z.object({ id: z.string(), name: z.string().optional(), link: z.string().optional() }),
  override_callback_uri: z.string().optional(),
});
export type SubscribedApp = z.infer<typeof subscribedAppSchema>;

/** What an app is subscribed to, and where it delivers (WhatsApp reference 5.16, check 4). */
export const appSubscriptionSchema = z.object({
  object: z.string(),
  callback_url: z.string().optional(),
  active: z.boolean().optional(),
  fields: z.array(z.object({ name: z.string(), version: z.string().optional() })).catch([]),
});
export type AppSubscription = z.infer<typeof appSubscriptionSchema>;

/** A message template as the list shows it (WhatsApp reference 6.2). */
export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string().optional(),
  rejected_reason: z.string().optional(),
});
export type Template = z.infer<typeof templateSchema>;
