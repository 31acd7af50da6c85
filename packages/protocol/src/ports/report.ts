import type { Chart } from '../shapes/evidence.ts';
import type { RiskLevel } from '../shapes/research.ts';

/** Text in a cell, with the evidence it rests on. Plain text: drivers escape it for their form. */
export interface ReportCell { text: string; /** Ids of evidence; drivers link them to the appendix. */ evidence?: string[]; /** This cell is where links to that id lead. */ anchor?: string }
export interface ReportTable { kind: 'table'; caption: string; columns: { title: string; align?: 'left' | 'right'; /** Share of the width; 1 when absent. */ weight?: number }[]; rows: ReportCell[][] }

/** One part of a document for people. */
export type ReportBlock =
  | { kind: 'heading'; level: 2 | 3; text: string; /** Unique, for links. */ id: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'callout'; tone: RiskLevel | 'note'; title: string; text: string }
  | ReportTable
  | { kind: 'chart'; chart: Chart };

/** A document that every driver (Markdown, HTML, PDF) shows in its own way. Nothing in it is markup. */
export interface ReportDocument { title: string; subtitle: string; /** Moment of the research, ISO 8601. */ time: string; blocks: ReportBlock[] }

/** A document as bytes of one form. */
export interface RenderedReport { contentType: string; bytes: Uint8Array }
/** One form of documents. */
export interface ReportRenderer { readonly format: 'markdown' | 'html' | 'pdf'; render(document: ReportDocument): Promise<RenderedReport> }
