export { endpointCaller } from './caller.ts';
export { chatUrl, type Endpoint } from './chat.ts';
export { endpointProposer } from './proposer.ts';
