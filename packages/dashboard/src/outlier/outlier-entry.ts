/** What `Projection.leaves` holds for a conversation that is too far from every cluster; −1 is one without a summary. */
export const outlierLeaf = -2;

/** Stands for the outliers of a run where clusters are chosen: in an address, beside the tree, in a diagram. */
export const outlierEntry = { id: 'outliers', index: -1, name: 'Outliers' };
