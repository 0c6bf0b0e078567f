export { type ChangeLog, loggedChange, type OwnChange, ownArgument } from './own-change.ts';
