/** What the dashboard asks for all the time, and what it asks for of a run. */
export const QUERIES: Record<string, { query: string; ofLargeRun: boolean }> = {
  'list of runs': {
    query: '{ runs(first: 20) { totalCount edges { node { id name status progress conversationCount } } } }',
    ofLargeRun: false,
  },
  'state of the run': {
    query: 'query ($id: ID!) { run(id: $id) { status progress steps { name status done total } } }',
    ofLargeRun: true,
  },
  'page of summaries': {
    query:
      'query ($id: ID!) { run(id: $id) { summaries(first: 50) { totalCount edges { node { summary topic conversation { id } } } } } }',
    ofLargeRun: true,
  },
  'roots of the tree': {
    query: 'query ($id: ID!) { run(id: $id) { rootClusters { id name size description } } }',
    ofLargeRun: true,
  },
  'roots and children of a finished run': {
    query: 'query ($id: ID!) { run(id: $id) { rootClusters { name size children { name size } } } }',
    ofLargeRun: false,
  },
  'page of summaries of a finished run': {
    query: 'query ($id: ID!) { run(id: $id) { summaries(first: 50) { edges { node { summary } } } } }',
    ofLargeRun: false,
  },
};
