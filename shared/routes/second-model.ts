import { z } from 'zod';
import { route } from '../route.ts';

/** `name`: how the model is called where something of it is shown, null while it is off. The key itself never comes out. */
export const secondModelStateSchema = z.object({ name: z.string().nullable(), hasKey: z.boolean() });

/** The optional second model; whether it is on, and where it is, are settings. */
export const secondModelRoutes = {
  state: route('second_model.state', z.object({}), secondModelStateSchema),
  /** Keeps a key for the address in the settings; an empty one removes it. */
  setKey: route('second_model.set_key', z.object({ key: z.string().max(5000) }), secondModelStateSchema),
} as const;
