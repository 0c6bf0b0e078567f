import { z } from 'zod';

/** Any value that survives `JSON.parse(JSON.stringify(x))` (RFC 8259). */
export type Json = string | number | boolean | null | Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Validates {@link Json}; rejects undefined, functions, NaN and infinities. */
export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>;
/** Validates {@link JsonObject}. */
export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonSchema);
