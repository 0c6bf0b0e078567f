/** How long the other pages have to say that one of them has the focus, in milliseconds. */
const patience = 150;

/** Answers whether this page or another one of ours, in the same browser, has the focus. */
export function watchFocus(): { inFront(): Promise<boolean>; close(): void } {
  const channel = new BroadcastChannel('thimble-focus');
  let hear: () => void = () => undefined;
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'who' && document.hasFocus()) channel.postMessage('me');
    if (data === 'me') hear();
  };
  return {
    async inFront() {
      if (document.hasFocus()) return true;
      const heard = Promise.withResolvers<boolean>();
      hear = () => heard.resolve(true);
      channel.postMessage('who');
      setTimeout(() => heard.resolve(false), patience);
      return heard.promise;
    },
    close: () => channel.close(),
  };
}
