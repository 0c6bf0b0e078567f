import type { ToolApi, ToolRequest, ToolResponse } from '../kit/guest.ts';

/** What a 404 says to the person; connector code knows one by it. */
export const notFoundMessage = 'GitHub has no such thing, or the connected account may not see it.';

/** Sends a read; null where GitHub has no such thing (404). Every other failure goes on. */
export async function readIfThere(api: ToolApi, request: ToolRequest): Promise<ToolResponse | null> {
  try {
    return await api.send(request);
  } catch (error) {
    if (error instanceof Error && error.message === notFoundMessage) return null;
    throw error;
  }
}
