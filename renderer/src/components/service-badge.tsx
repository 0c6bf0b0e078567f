import type { Service } from '../../../shared/index.ts';

const names: Record<Service, readonly [title: string, letters: string]> = {
  stripe: ['Stripe', 'St'],
  github: ['GitHub', 'Gh'],
  slack: ['Slack', 'Sl'],
  notion: ['Notion', 'No'],
};

/** The service's name as people write it. */
export function serviceTitle(service: Service): string {
  return names[service][0];
}

/** A small tile that tells the services apart at a glance. */
export function ServiceBadge({ service }: { readonly service: Service }) {
  const [title, letters] = names[service];
  return (
    <span className={`service service-${service}`} role="img" aria-label={title} title={title}>
      {letters}
    </span>
  );
}
