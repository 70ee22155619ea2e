import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What language and embedding models took.' })
abstract class UsageAmounts {
  @Field(() => Int, { description: 'Questions asked, each counted once whatever its retries.' })
  calls!: number;

  @Field(() => Int, { description: 'Of the calls, those answered from the cache, at no cost.' })
  cachedCalls!: number;

  @Field(() => Int, { description: 'Of the calls, those that ended without a usable answer.' })
  failedCalls!: number;

  @Field(() => Int, { description: 'Requests sent, retries included.' })
  attempts!: number;

  @Field(() => Float, {
    description: 'Tokens sent, as the servers counted them; a whole number, beyond the range of Int in large runs.',
  })
  inputTokens!: number;

  @Field(() => Float, {
    description: 'Tokens received, as the servers counted them; a whole number, beyond the range of Int in large runs.',
  })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: "What was paid, in US dollars; null if a model's price is not known.",
  })
  costDollars!: number | null;
}

@ObjectType({ description: 'What one remote model was used for.' })
export class ModelUsage extends UsageAmounts {
  @Field(() => String, { description: 'Who answers: `openai` for any server of that protocol.' })
  provider!: string;

  @Field(() => String, { description: 'The model, as its provider calls it: `gpt-4o-mini`.' })
  modelId!: string;
}

@ObjectType({ description: 'What remote models were used for; all zero where only local models worked.' })
export class Usage extends UsageAmounts {
  @Field(() => [ModelUsage], { description: 'What each model took; empty where only local models worked.' })
  byModel!: ModelUsage[];
}
