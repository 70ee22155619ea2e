import type { RunStatus, StepName } from '../graphql/generated/graphql.ts';

type BadgeColour = 'neutral' | 'info' | 'success' | 'error' | 'warning';

/** How each status of a run (or of a step) is called and coloured. */
export const statusLook: Record<RunStatus | 'PENDING', { label: string; colour: BadgeColour; icon: string }> = {
  PENDING: { label: 'Waiting', colour: 'neutral', icon: 'i-lucide-circle-dashed' },
  QUEUED: { label: 'Queued', colour: 'neutral', icon: 'i-lucide-circle-dashed' },
  RUNNING: { label: 'Running', colour: 'info', icon: 'i-lucide-loader-circle' },
  PAUSED: { label: 'Paused', colour: 'warning', icon: 'i-lucide-circle-pause' },
  COMPLETED: { label: 'Completed', colour: 'success', icon: 'i-lucide-circle-check' },
  COMPLETED_WITH_FAILURES: { label: 'Completed with failures', colour: 'warning', icon: 'i-lucide-circle-alert' },
  FAILED: { label: 'Failed', colour: 'error', icon: 'i-lucide-circle-x' },
  CANCELLED: { label: 'Cancelled', colour: 'warning', icon: 'i-lucide-circle-slash' },
};

/** What each step does, in the words of someone who watches it. */
export const stepLabels: Record<StepName, string> = {
  SUMMARY: 'Summarise conversations',
  EMBEDDING: 'Embed summaries',
  CLUSTER: 'Cluster embeddings',
  NAME: 'Name clusters',
  TREE: 'Build tree',
  PROJECTION: 'Project map',
};

/** Whether a run may still change by itself. */
export function isActive(status: RunStatus): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

/** Whether a run has ended with a tree to show. */
export function hasTree(status: RunStatus): boolean {
  return status === 'COMPLETED' || status === 'COMPLETED_WITH_FAILURES';
}

/** `wandb-features v2`. */
export function nameModelVersion(version: { version: number; summaryModel: { name: string } }): string {
  return `${version.summaryModel.name} v${version.version}`;
}
