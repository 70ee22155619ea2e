import { FACET_NAMES } from './facet.ts';
import type { PromptDefinitionInput } from './prompt-definition.ts';

/** The generic model: all eight facets, for any assistant. A starting point for a prompt of one's own. */
export const GENERIC_PROMPT_DEFINITION: PromptDefinitionInput = {
  kind: 'prompt',
  facets: FACET_NAMES,
  words: { min: 5, max: 30 },
  prompt: `Read this conversation and describe it for someone who has not seen it.

<conversation>
{{ conversation }}
</conversation>

Fill in:
- summary: what the user wanted and what it was about. Say it in general terms, without proper nouns.
- request: what the user asks the assistant to do, as one sentence that begins "The user's overall request for the assistant is to".
- topic: the subject, in two to five words.
- languages: every natural and programming language in it, in lower case English: "english", "python".
- task: the work the assistant is given, as one sentence that begins "The task is to".
- concerningScore: 1 if nothing in it is worrying, 3 if someone should look at it, 5 if someone must act at once.
- userFrustration: 1 if the user seems content, 3 if impatient, 5 if angry or giving up.
- assistantErrors: each mistake of the assistant that can be seen in the conversation; an empty list if there is none.
`,
};

/** A domain-specific model: names the product's features from a glossary and states the concrete goal. */
export const FEATURE_PROMPT_DEFINITION: PromptDefinitionInput = {
  kind: 'prompt',
  words: { min: 20, max: 25 },
  maxSentences: 1,
  openings: ['User needs help with', 'User is asking about'],
  prompt: `Summarise what this user wants from our product, in one sentence.

Our product's features, with other words for them:
{{ glossary }}

What the user wrote, and what was found for it:
<context>
{{ context }}
</context>

Name the feature exactly as the list does. State the concrete technical goal, not its kind: "log one run from several GPUs" and not "use tracking".

If the goal is clear, write the summary as: User needs help with [feature] to [goal], specifically [detail or obstacle].
If it is a general question, write: User is asking about [feature or concept] in the context of [task].
`,
};
