CREATE TABLE "research_sections" (
	"research_id" text NOT NULL,
	"section" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "research_sections_research_id_section_pk" PRIMARY KEY("research_id","section")
);
--> statement-breakpoint
CREATE TABLE "research_steps" (
	"research_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"status" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"summary" text,
	"error" jsonb,
	CONSTRAINT "research_steps_research_id_name_pk" PRIMARY KEY("research_id","name")
);
--> statement-breakpoint
CREATE TABLE "researches" (
	"id" text PRIMARY KEY NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"request" jsonb NOT NULL,
	"network" text,
	"subject" jsonb,
	"result" jsonb,
	"error" jsonb,
	"watch_id" uuid,
	"idempotency_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "researches_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "watch_changes" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"watch_id" uuid NOT NULL,
	"run_id" text NOT NULL,
	"previous_run_id" text NOT NULL,
	"differences" jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watch_changes_run_id_unique" UNIQUE("run_id")
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request" jsonb NOT NULL,
	"every_seconds" integer NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"last_run_id" text,
	"last_run_at" timestamp (3) with time zone,
	"next_run_at" timestamp (3) with time zone,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "research_sections" ADD CONSTRAINT "research_sections_research_id_researches_id_fk" FOREIGN KEY ("research_id") REFERENCES "public"."researches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_steps" ADD CONSTRAINT "research_steps_research_id_researches_id_fk" FOREIGN KEY ("research_id") REFERENCES "public"."researches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_changes" ADD CONSTRAINT "watch_changes_watch_id_watches_id_fk" FOREIGN KEY ("watch_id") REFERENCES "public"."watches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "researches_status_index" ON "researches" USING btree ("status");--> statement-breakpoint
CREATE INDEX "researches_created_at_id_index" ON "researches" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "researches_watch_id_created_at_index" ON "researches" USING btree ("watch_id","created_at");--> statement-breakpoint
CREATE INDEX "watch_changes_watch_id_position_index" ON "watch_changes" USING btree ("watch_id","position");--> statement-breakpoint
CREATE INDEX "watches_status_next_run_at_index" ON "watches" USING btree ("status","next_run_at");