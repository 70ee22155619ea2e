/** A stretch of a message: prose, or a fenced block of code with its language. */
export type MessagePart = { kind: 'text'; text: string } | { kind: 'code'; text: string; language: string };

const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;

/**
 * Splits a message at its fenced code blocks. A fence that is never closed runs to the end, as in Markdown.
 *
 * Nothing else of Markdown is read: the text stays as the user or the assistant wrote it.
 */
export function splitCodeBlocks(content: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  const addText = (text: string): void => {
    const trimmed = text.replace(/^\s*\n|\s+$/g, '');
    if (trimmed) {
      parts.push({ kind: 'text', text: trimmed });
    }
  };
  for (const match of content.matchAll(fence)) {
    addText(content.slice(at, match.index));
    parts.push({ kind: 'code', text: match[3]!.replace(/^\s*\n|\s+$/g, ''), language: match[2]! });
    at = match.index + match[0].length;
  }
  addText(content.slice(at));
  return parts;
}
