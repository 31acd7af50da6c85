export { makeStage, stubborn, type Stage, type StageChange, type StageContext, type StageOutcome, type StageRecorder } from './stage.ts';
