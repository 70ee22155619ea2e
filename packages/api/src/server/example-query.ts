/** What GraphiQL shows to someone who opens it for the first time. It can be asked as it stands, of any database. */
export const EXAMPLE_QUERY = `# The newest runs with their topics.
# The book at the top left explains every field.
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
