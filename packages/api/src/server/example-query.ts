/** What GraphiQL shows to someone who opens it for the first time. It can be asked as it stands, of any database. */
export const EXAMPLE_QUERY = `# The newest runs, and what people ask for by the largest topics of each.
# Every type and field is explained: open the documentation at the left, or rest the pointer on a name.
query NewestRuns {
  runs(first: 3) {
    totalCount
    edges {
      node {
        id
        name
        status
        conversationCount
        rootClusters {
          name
          description
          share
        }
      }
    }
  }
}
`;
