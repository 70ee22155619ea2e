import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PreviewSummariesInput, SummaryPreview } from './preview.type.ts';
import { previewSummaries } from './preview-summaries.ts';

@Resolver()
export class PreviewResolver {
  // A mutation, because it may cost money.
  @Mutation(() => SummaryPreview, {
    description:
      'Tries a summary model, saved or not, on a few conversations. Calls of language models cost what they ' +
      'cost in a run, which does not pay for them again.',
  })
  previewSummaries(
    @Arg('input', () => PreviewSummariesInput, { description: 'Which summary model to try, on which conversations.' })
    input: PreviewSummariesInput,
    @Ctx() { workspace }: Context,
  ): Promise<SummaryPreview> {
    return previewSummaries(workspace, input);
  }
}
