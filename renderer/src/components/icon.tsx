const paths = {
  command: 'M3 17 12.5 7.5M12.3 7.7a2 2 0 1 1 2.9-2.9 2 2 0 0 1-2.9 2.9ZM14 6c3.6.2 4 3.6 1.2 4.6s-3.8 3.4-.4 5.4',
  approvals: 'M10 2.5 16 5v4.5c0 4-2.6 6.5-6 8-3.4-1.5-6-4-6-8V5ZM7.3 10l2 2 3.5-4',
  audit: 'M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.01M3.5 10h.01M3.5 15h.01',
  policies: 'M10 3v14M5.5 17h9M4 6h12M4 6l-2 5.5a2.5 2.5 0 0 0 4 0ZM16 6l-2 5.5a2.5 2.5 0 0 0 4 0Z',
  connections:
    'M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.8-2.9a3.3 3.3 0 0 0-4.6-4.6l-1 1M11.5 8.5a3.2 3.2 0 0 0-4.6 0L4.1 11.4a3.3 3.3 0 0 0 4.6 4.6l1-1',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  hand: 'M10 6v4.5l3 1.8M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 16.5c.4-3 2.8-4.5 6-4.5s5.6 1.5 6 4.5',
  question: 'M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 1.8M10 14.5h.01M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  warning: 'M10 3.5 17.5 16.5h-15ZM10 8.5v3.5M10 14.3h.01',
  edit: 'M4 16l.6-3L13 4.6l2.4 2.4L7 15.4ZM11.5 6.1l2.4 2.4',
  search: 'M8.8 14.1a5.3 5.3 0 1 0 0-10.6 5.3 5.3 0 0 0 0 10.6ZM12.7 12.7 16.5 16.5',
  chart: 'M4 16.5h12M5.5 13.5V9M10 13.5V4.5M14.5 13.5V7',
  clock: 'M10 5.5V10l3 1.8M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  undo: 'M4 8.5h8a4 4 0 0 1 0 8H8M7.5 4.5l-4 4 4 4',
  back: 'M16 10H4.5M9 5l-5 5 5 5',
  download: 'M10 3.5v9M6.5 9.5l3.5 3.5 3.5-3.5M4 16.5h12',
  enter: 'M16 5v5.5H5M8.5 7 5 10.5 8.5 14',
} as const;

/** The names of the drawn icons. */
export type IconName = keyof typeof paths;

/** A 20-unit line icon; decorative, so what it says is always in words beside it. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d={paths[name]} stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
