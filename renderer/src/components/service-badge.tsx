import type { Service } from '../../../shared/index.ts';

const names: Readonly<Record<string, readonly [title: string, letters: string]>> = {
  stripe: ['Stripe', 'St'],
  github: ['GitHub', 'Gh'],
  slack: ['Slack', 'Sl'],
  notion: ['Notion', 'No'],
};

const named = (service: Service): readonly [title: string, letters: string] =>
  names[service] ?? [service, `${service.charAt(0).toUpperCase()}${service.charAt(1)}`];

/** The service's name as people write it; a plug-in's is its own. */
export function serviceTitle(service: Service): string {
  return named(service)[0];
}

/** A small tile that tells the services apart at a glance. */
export function ServiceBadge({ service }: { readonly service: Service }) {
  const [title, letters] = named(service);
  return (
    <span className={`service service-${service}`} role="img" aria-label={title} title={title}>
      {letters}
    </span>
  );
}
