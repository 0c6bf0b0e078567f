import { DateTime } from 'luxon';
import type { JsonObject } from '../../../shared/index.ts';
import { type Args, findUser, type Method, page, SlackError } from './method.ts';
import type { State, User } from './state.ts';

/** A profile as the API shows it: a status whose time has come is gone. */
function showProfile(user: User, now: number): JsonObject {
  const { status_expiration: until } = user.profile;
  const over = typeof until === 'number' && until > 0 && until * 1000 <= now;
  return { ...user.profile, ...(over ? { status_text: '', status_emoji: '', status_expiration: 0 } : {}) };
}

/** A user as the API shows it. */
function showUser(state: State, user: User, args: Args, now: number): JsonObject {
  const shown: JsonObject = {
    id: user.id,
    team_id: state.team.id,
    name: user.name,
    deleted: false,
    real_name: user.real_name,
    tz: state.zone,
    tz_offset: DateTime.fromMillis(now, { zone: state.zone }).offset * 60,
    profile: { ...showProfile(user, now), team: state.team.id },
    is_admin: user.is_admin,
    is_owner: user.is_admin,
    is_bot: user.is_bot,
    is_app_user: false,
    updated: 1735689600,
  };
  if (args.flag('include_locale') === true) shown.locale = 'en-US';
  return shown;
}

const settable = [
  'display_name',
  'real_name',
  'first_name',
  'last_name',
  'title',
  'pronouns',
  'phone',
  'email',
  'skype',
  'status_text',
  'status_emoji',
  'status_expiration',
];

/** The `users.*`, `team.*`, `auth.*` and `dnd.*` methods. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'users.list'(state, args, now) {
    const { items, next } = page(state.users, args, 1000);
    return {
      members: items.map((user) => showUser(state, user, args, now)),
      cache_ts: Math.floor(now / 1000),
      response_metadata: { next_cursor: next },
    };
  },

  'users.info'(state, args, now) {
    return { user: showUser(state, findUser(state, args.required('user')), args, now) };
  },

  'users.lookupByEmail'(state, args, now) {
    const email = args.required('email').toLowerCase();
    const user = state.users.find((candidate) => String(candidate.profile.email ?? '').toLowerCase() === email);
    if (!user) throw new SlackError('users_not_found');
    return { user: showUser(state, user, args, now) };
  },

  'users.profile.get'(state, args, now) {
    return { profile: showProfile(findUser(state, args.text('user') ?? state.me), now) };
  },

  'users.profile.set'(state, args) {
    const user = findUser(state, args.text('user') ?? state.me);
    if (user.id !== state.me && !findUser(state, state.me).is_admin) throw new SlackError('not_admin');
    const name = args.text('name');
    const changes = args.object('profile') ?? (name === undefined ? undefined : { [name]: args.text('value') ?? '' });
    if (!changes || Object.keys(changes).length === 0) throw new SlackError('invalid_profile');
    for (const [field, value] of Object.entries(changes)) {
      if (!settable.includes(field) || (typeof value !== 'string' && typeof value !== 'number'))
        throw new SlackError('invalid_profile');
      if (field === 'status_text' && String(value).length > 100) throw new SlackError('too_long');
      if (field === 'status_emoji' && value !== '' && !/^:[\w+'-]+(::[\w-]+)?:$/.test(String(value)))
        throw new SlackError('profile_status_set_failed_not_valid_emoji');
      user.profile[field] = value;
    }
    // Without a time the new status does not expire.
    if (
      (changes.status_text !== undefined || changes.status_emoji !== undefined) &&
      changes.status_expiration === undefined
    )
      user.profile.status_expiration = 0;
    // A status without an emoji of its own shows the default one.
    if (user.profile.status_text !== '' && user.profile.status_emoji === '')
      user.profile.status_emoji = ':speech_balloon:';
    if (user.profile.status_text === '' && user.profile.status_emoji === '') user.profile.status_expiration = 0;
    return { profile: { ...user.profile }, username: user.name };
  },

  'team.info'(state, args) {
    const [id, domain] = [args.text('team'), args.text('domain')];
    if ((id ?? state.team.id) !== state.team.id || (domain ?? state.team.domain) !== state.team.domain)
      throw new SlackError('team_not_found');
    return {
      team: { ...state.team, url: `https://${state.team.domain}.slack.com/`, icon: { image_default: true } },
    };
  },

  'auth.test'(state) {
    const user = findUser(state, state.me);
    return {
      url: `https://${state.team.domain}.slack.com/`,
      team: state.team.name,
      user: user.name,
      team_id: state.team.id,
      user_id: user.id,
      is_enterprise_install: false,
    };
  },

  'dnd.setSnooze'(state, args, now) {
    const minutes = args.number('num_minutes');
    if (minutes === undefined) throw new SlackError('missing_duration');
    if (minutes <= 0) throw new SlackError('snooze_failed');
    if (minutes > 60 * 24 * 365) throw new SlackError('too_long');
    state.snoozedUntil = Math.floor(now / 1000) + minutes * 60;
    return {
      snooze_enabled: true,
      snooze_endtime: state.snoozedUntil,
      snooze_remaining: minutes * 60,
      snooze_is_indefinite: false,
    };
  },

  'dnd.endSnooze'(state, _args, now) {
    if (state.snoozedUntil * 1000 <= now) throw new SlackError('snooze_not_active');
    state.snoozedUntil = 0;
    return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1, snooze_enabled: false };
  },

  'dnd.info'(state, _args, now) {
    const left = state.snoozedUntil - Math.floor(now / 1000);
    const plan = { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
    if (left <= 0) return { ...plan, snooze_enabled: false };
    return {
      ...plan,
      snooze_enabled: true,
      snooze_endtime: state.snoozedUntil,
      snooze_remaining: left,
      snooze_is_indefinite: false,
    };
  },
};
