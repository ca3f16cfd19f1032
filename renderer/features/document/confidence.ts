/** Words the engine is sure of, less sure, unsure. */
export type ConfidenceTone = 'sure' | 'doubtful' | 'unsure';

export const SURE = 0.85;
export const DOUBTFUL = 0.6;

export const confidenceTone = (confidence: number): ConfidenceTone =>
  confidence >= SURE ? 'sure' : confidence >= DOUBTFUL ? 'doubtful' : 'unsure';
