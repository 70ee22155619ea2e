/** Stands for an outlier where conversations have the index of their leaf; −1 is one without a summary. */
export const OUTLIER_LEAF = -2;
