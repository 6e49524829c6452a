/** Kinds of files that the plan is made of: whoever asks for it looks at them all. */
export const planned = ['code', 'crontab', 'logrotate', 'shell', 'task', 'unit'] as const;

export type Planned = (typeof planned)[number];
