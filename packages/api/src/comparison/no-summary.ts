/** Stands where a run's conversations have the index of their leaf for one that the run has no summary of. */
export const NO_SUMMARY = -1;
