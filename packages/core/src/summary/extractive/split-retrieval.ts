/** A user's message: what the user wrote, and what a retrieval step put beside it. */
export interface RetrievalMessage {
  query: string;
  /** null if the message holds no retrieved text. */
  retrieved: string | null;
}

const QUERY_LABEL = "(?:user(?:[’']s)?[ _-]?)?(?:query|question|request|input|message)";
const CONTEXT_LABEL =
  '(?:retrieved|relevant|reference|search|supporting|additional)?[ _-]?(?:information|documents?|docs?|context|passages?|chunks?|sources?|results?|knowledge(?:[ _-]?base)?)';
const HEADING = '[ \\t]*(?:#{1,6}[ \\t]*|\\*\\*)?';
const COLON = '[ \\t]*(?:\\*\\*)?[ \\t]*[:：][ \\t]*(?:\\*\\*)?';

const QUERY_FIRST = new RegExp(
  `^\\s*${HEADING}${QUERY_LABEL}${COLON}([\\s\\S]*?)\\n${HEADING}${CONTEXT_LABEL}${COLON}([\\s\\S]*)$`,
  'i',
);
const CONTEXT_FIRST = new RegExp(
  `^([\\s\\S]*?\\n)??${HEADING}${CONTEXT_LABEL}${COLON}([\\s\\S]*)\\n${HEADING}${QUERY_LABEL}${COLON}([\\s\\S]*)$`,
  'i',
);
const QUERY_ONLY = new RegExp(`^\\s*${HEADING}${QUERY_LABEL}${COLON}([\\s\\S]+)$`, 'i');
const TAGGED_CONTEXT = /<(context|documents?|sources?|retrieved[\w-]*|search_results)\b[^>]*>([\s\S]*?)<\/\1>/gi;
const TAGGED_QUERY = /<((?:user_?)?(?:query|question|request))\b[^>]*>([\s\S]*?)<\/\1>/i;

/**
 * Takes a RAG prompt apart. Understood are labelled parts in either order (`User Query: … Retrieved Information: …`,
 * `Context: … Question: …`) and tags (`<context>…</context>`). Any other message is a query as it stands.
 */
export function splitRetrieval(content: string): RetrievalMessage {
  const text = content.replace(/\r\n?/g, '\n').trimStart();

  const passages = [...text.matchAll(TAGGED_CONTEXT)].map((match) => match[2].trim());
  if (passages.length > 0) {
    const query = TAGGED_QUERY.exec(text)?.[2] ?? splitRetrieval(text.replace(TAGGED_CONTEXT, '\n')).query;
    return { query: query.trim(), retrieved: passages.join('\n\n') };
  }
  const queryFirst = QUERY_FIRST.exec(text);
  if (queryFirst !== null && queryFirst[1].trim() !== '') {
    return { query: queryFirst[1].trim(), retrieved: queryFirst[2].trim() };
  }
  const contextFirst = CONTEXT_FIRST.exec(text);
  if (contextFirst !== null && contextFirst[3].trim() !== '') {
    return { query: contextFirst[3].trim(), retrieved: contextFirst[2].trim() };
  }
  const queryOnly = QUERY_ONLY.exec(text);
  return { query: (queryOnly?.[1] ?? text).trim(), retrieved: null };
}
