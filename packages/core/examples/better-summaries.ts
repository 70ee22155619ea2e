/** Better summaries: `npx tsx better-summaries.ts CHECKPOINTS [NEW_CHECKPOINTS]`. Local models without OPENAI_API_KEY. */
import { argv, env } from 'node:process';
import * as understory from '@understory/core';
import cliProgress from 'cli-progress';

const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: modelId = 'gpt-4o-mini' } = env;
const client = new understory.ModelClient();
const languageModel =
  apiKey || baseURL ? client.languageModel(new understory.OpenAIChatProvider({ apiKey, baseURL, modelId })) : undefined;

const conversations = await new understory.FolderCheckpointStore(argv[2] ?? './checkpoints').readConversations();

// What the default summaries of the first two say.
const generic = languageModel && { ...understory.GENERIC_PROMPT_DEFINITION, modelId };
const defaultModel = understory.defineSummaryModel(generic ?? { kind: 'extractive' }, { languageModel });
const firstTwo = conversations.slice(0, 2);
const before = await understory.summariseConversations(firstTwo, { model: defaultModel, ...showProgress('summary') });
console.dir(before.results, { depth: null });

// A summary model of our own: it names the product's feature and the user's concrete goal.
const form = {
  words: { min: 20, max: 25 },
  glossary: [
    { name: 'Experiment tracking', aliases: ['wandb.log', 'wandb.init', 'log metrics', 'training run'] },
    { name: 'Sweeps', aliases: ['hyperparameter', 'bayesian optimization', 'grid search', 'sweep agent'] },
    { name: 'Artifacts', aliases: ['dataset versioning', 'model registry', 'lineage', 'download file'] },
    { name: 'Reports and visualisation', aliases: ['chart', 'plot', 'confusion matrix', 'wandb.Table'] },
    { name: 'Distributed training', aliases: ['multi-gpu', 'accelerate', 'launch job'] },
  ],
};
const prompt = `Which of these features does the user need, and for which concrete technical goal?\n{{ glossary }}
Write "User needs help with [feature] to [goal], specifically [obstacle]." or, for a general question,
"User is asking about [feature] in the context of [task]."\n<context>{{ context }}</context>`;
const featureModel = understory.defineSummaryModel(
  languageModel ? { kind: 'prompt', modelId, prompt, ...form } : { kind: 'extractive', ...form },
  { languageModel },
);
const after = await understory.summariseConversations(firstTwo, { model: featureModel, ...showProgress('summary') });
console.dir(after.results, { depth: null });

// Summarise, cluster, reduce to at most four roots, project; each step is kept in the new checkpoints.
const remote = languageModel && { embedding: { provider: 'openai' }, naming: { provider: 'openai', modelId } };
const options = understory.runOptionsSchema.parse({ tree: { maxRoots: 4 }, ...remote });
const checkpoints = new understory.FolderCheckpointStore(argv[3] ?? './checkpoints-2');
await checkpoints.writeConversations(conversations);
const pipeline = understory.createPipeline({
  conversations: understory.createConversationSource(conversations),
  summaryModel: featureModel,
  embeddingModel: understory.createEmbeddingModel(options.embedding, { client, apiKey, baseURL }),
  namingModel: understory.createNamingModel(options.naming, { languageModel }),
  options,
  checkpoints,
});
for (const { name } of pipeline.steps) await pipeline.finishStep(name, showProgress(name));
console.log(understory.formatTree((await pipeline.result('tree')).nodes, { maxDepth: 2 }));

function showProgress(title: string): understory.StepOptions {
  const bar = new cliProgress.SingleBar({ format: `${title} {bar} {value}/{total}`, stopOnComplete: true });
  return { onProgress: (done, total) => (bar.isActive ? bar.update(done) : done < total && bar.start(total, done)) };
}
