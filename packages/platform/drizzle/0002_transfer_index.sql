CREATE TABLE "transfer_pages" (
	"segment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"changes" "bytea" NOT NULL,
	CONSTRAINT "transfer_pages_segment_id_number_pk" PRIMARY KEY("segment_id","number")
);
--> statement-breakpoint
CREATE TABLE "transfer_segments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"chain_id" bigint NOT NULL,
	"token" text NOT NULL,
	"from_block" bigint NOT NULL,
	"to_block" bigint NOT NULL,
	"to_hash" text NOT NULL,
	"tally" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfer_tokens" (
	"chain_id" bigint NOT NULL,
	"token" text NOT NULL,
	CONSTRAINT "transfer_tokens_chain_id_token_pk" PRIMARY KEY("chain_id","token")
);
--> statement-breakpoint
ALTER TABLE "transfer_pages" ADD CONSTRAINT "transfer_pages_segment_id_transfer_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."transfer_segments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_segments_from_unique" ON "transfer_segments" USING btree ("chain_id","token","from_block");