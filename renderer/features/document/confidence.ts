/** Words the engine is sure of, less sure, unsure. */
export type ConfidenceTone = 'sure' | 'doubtful' | 'unsure';

const SURE = 0.85;
const DOUBTFUL = 0.6;

export const confidenceTone = (confidence: number): ConfidenceTone =>
  confidence >= SURE ? 'sure' : confidence >= DOUBTFUL ? 'doubtful' : 'unsure';
