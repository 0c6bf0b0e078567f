import { defineTool } from '../../kit/guest.ts';
import { subscriptionShape } from '../shapes.ts';
import { besides, saying } from './effect-words.ts';
import { at, ofCustomer } from './params.ts';
import { subscriptionPhrase, whoseText } from './subscription-phrase.ts';

/** DELETE /v1/subscriptions/:id, https://docs.stripe.com/api/subscriptions/cancel */
export const cancelSubscription = defineTool({
  name: 'stripe.subscriptions.cancel',
  title: 'Cancel a subscription',
  description: 'End a subscription right now (to let it run out, change its renewal instead).',
  effect: 'money',
  undo: { kind: 'none', text: 'An ended subscription cannot be taken up again; a new one can be started.' },
  params: {
    subscription: subscriptionPhrase,
    customer: ofCustomer,
    prorate: { kind: 'boolean', description: 'Credit the unused time.', sets: ['prorate'] },
    invoice_now: { kind: 'boolean', description: 'Bill what is outstanding at once.', sets: ['invoice_now'] },
    feedback: {
      kind: 'enum',
      description: "The customer's reason, if said.",
      values: [
        'too_expensive',
        'missing_features',
        'switched_service',
        'unused',
        'customer_service',
        'too_complex',
        'low_quality',
        'other',
      ],
      sets: ['cancellation_details.feedback'],
    },
    comment: { kind: 'text', description: 'A comment to keep with it.', sets: ['cancellation_details.comment'] },
  },
  effectText(args) {
    const who = whoseText(args.subscription);
    const rest = besides(
      saying(args.prorate, (credit) => (credit ? 'crediting the unused time' : 'without credit')),
      saying(args.invoice_now, (bill) => (bill ? 'billing what is outstanding' : 'billing nothing now')),
      saying(args.feedback, (reason) => `reason: ${reason.replaceAll('_', ' ')}`),
      saying(args.comment, (comment) => `comment "${comment}"`),
    );
    return `Cancel ${who}'s subscription right now${rest}`;
  },
  async run(args, api) {
    const query: Record<string, string | boolean> = {};
    if (args.prorate !== undefined) query.prorate = args.prorate;
    if (args.invoice_now !== undefined) query.invoice_now = args.invoice_now;
    if (args.feedback !== undefined) query['cancellation_details[feedback]'] = args.feedback;
    if (args.comment !== undefined) query['cancellation_details[comment]'] = args.comment;
    const response = await api.send({ method: 'DELETE', path: at('subscriptions', args.subscription.id), query });
    const data = subscriptionShape(response.body);
    return { data, summary: `Cancelled ${whoseText(args.subscription)}'s subscription.` };
  },
});
