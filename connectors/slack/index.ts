import type { ConnectorManifest } from '../kit/guest.ts';
import { slackAuth } from './auth.ts';
import { readResponse } from './read-response.ts';
import { addBookmark, removeBookmark } from './tools/bookmarks.ts';
import { archiveChannel, createChannel, renameChannel, setTopic, unarchiveChannel } from './tools/change-channel.ts';
import { endSnooze, setSnooze } from './tools/dnd.ts';
import { deleteMessage, updateMessage } from './tools/edit-message.ts';
import { listFiles } from './tools/files.ts';
import { channelInfo, listChannels } from './tools/list-channels.ts';
import {
  closeConversation,
  inviteToChannel,
  joinChannel,
  leaveChannel,
  listMembers,
  openConversation,
  removeFromChannel,
} from './tools/membership.ts';
import { addPin, listPins, removePin } from './tools/pins.ts';
import { postMessage } from './tools/post-message.ts';
import { setProfile } from './tools/profile.ts';
import { addReaction, removeReaction } from './tools/reactions.ts';
import { readHistory, readReplies, recentMessages } from './tools/read-messages.ts';
import { addReminder, deleteReminder, listReminders } from './tools/reminders.ts';
import { deleteScheduledMessage, scheduleMessage } from './tools/schedule-message.ts';
import { searchMessages } from './tools/search.ts';
import { teamInfo, whoAmI } from './tools/team.ts';
import { listUsers, lookupByEmail, userInfo } from './tools/users.ts';

/** Slack's Web API (https://docs.slack.dev/apis/web-api/) with a user token; it has no idempotency header. */
export const slack: ConnectorManifest = {
  service: 'slack',
  title: 'Slack',
  version: '1.1.0',
  origin: 'https://slack.com',
  bodyEncoding: 'json',
  headers: {},
  idempotencyHeader: null,
  readPaths: [],
  readResponse,
  auth: slackAuth,
  tools: [
    postMessage,
    updateMessage,
    deleteMessage,
    scheduleMessage,
    listChannels,
    createChannel,
    archiveChannel,
    inviteToChannel,
    removeFromChannel,
    joinChannel,
    leaveChannel,
    renameChannel,
    setTopic,
    readHistory,
    readReplies,
    listMembers,
    openConversation,
    listUsers,
    userInfo,
    lookupByEmail,
    setProfile,
    addReaction,
    removeReaction,
    addPin,
    removePin,
    listPins,
    addReminder,
    listReminders,
    deleteReminder,
    searchMessages,
    setSnooze,
    endSnooze,
    addBookmark,
    listFiles,
    teamInfo,
    channelInfo,
    recentMessages,
    unarchiveChannel,
    deleteScheduledMessage,
    removeBookmark,
    closeConversation,
    whoAmI,
  ],
};
