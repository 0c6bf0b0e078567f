import { type Json, type JsonObject, ThimbleError } from '../../../shared/index.ts';
import type { ResolveContext } from './types.ts';

/** A channel as the resolvers know it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly member: boolean;
  readonly topic: string;
}

/** A person as the resolvers know them; `name` is the full name, `handle` and `display` what others type. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly display: string;
  readonly email: string;
}

export function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The list of objects under a name of a look-up's answer. */
export function listOf(answer: Json, name: string): JsonObject[] {
  const list = object(answer)[name];
  return Array.isArray(list) ? list.map(object) : [];
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function asChannel(value: JsonObject): Channel {
  return {
    id: textOf(value.id),
    name: textOf(value.name),
    private: value.is_private === true || value.is_im === true || value.is_mpim === true,
    archived: value.is_archived === true,
    member: value.is_member === true,
    topic: textOf(object(value.topic).value),
  };
}

function asPerson(value: JsonObject): Person {
  const profile = object(value.profile);
  return {
    id: textOf(value.id),
    name: textOf(value.real_name) || textOf(profile.real_name) || textOf(value.name),
    handle: textOf(value.name),
    display: textOf(profile.display_name),
    email: textOf(profile.email),
  };
}

/** The public and private channels that the user can see. */
export async function channelsOf(context: ResolveContext): Promise<Channel[]> {
  const answer = await context.lookup('slack.conversations.list', { types: 'public_channel,private_channel' });
  return listOf(answer, 'channels').map(asChannel);
}

/** The people of the workspace: no bots, nobody deactivated. */
export async function peopleOf(context: ResolveContext): Promise<Person[]> {
  return listOf(await context.lookup('slack.users.list', {}), 'members')
    .filter((user) => user.deleted !== true && user.is_bot !== true && user.id !== 'USLACKBOT')
    .map(asPerson);
}

/** A look-up by id or address: null where the service knows no such thing. Other failures stay failures. */
export async function lookupOne(
  context: ResolveContext,
  tool: string,
  args: JsonObject,
  name: string,
): Promise<JsonObject | null> {
  try {
    return object(object(await context.lookup(tool, args))[name]);
  } catch (error) {
    if (error instanceof ThimbleError && (error.code === 'not_found' || error.code === 'service_error')) return null;
    throw error;
  }
}

export async function channelById(context: ResolveContext, id: string): Promise<Channel | null> {
  const known = (await channelsOf(context)).find((channel) => channel.id === id);
  if (known) return known;
  const found = await lookupOne(context, 'slack.conversations.info', { channel: id }, 'channel');
  return found && asChannel(found);
}

export async function personById(context: ResolveContext, id: string): Promise<Person | null> {
  const known = (await peopleOf(context)).find((person) => person.id === id);
  if (known) return known;
  const found = await lookupOne(context, 'slack.users.info', { user: { id, name: id } }, 'user');
  return found && asPerson(found);
}

export async function personByEmail(context: ResolveContext, email: string): Promise<Person | null> {
  const known = (await peopleOf(context)).find((person) => person.email.toLowerCase() === email.toLowerCase());
  if (known) return known;
  const found = await lookupOne(context, 'slack.users.lookupByEmail', { email }, 'user');
  return found && asPerson(found);
}

/** Whose credential it is: by the user's address, else by asking Slack. */
export async function self(context: ResolveContext): Promise<Person | null> {
  const email = context.me?.email.toLowerCase();
  const people = await peopleOf(context);
  const known = people.find((person) => email !== undefined && person.email.toLowerCase() === email);
  if (known) return known;
  const id = textOf(object(await context.lookup('slack.auth.test', {})).user_id);
  return people.find((person) => person.id === id) ?? null;
}
