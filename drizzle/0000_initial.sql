CREATE TABLE "checkpoint" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"header" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoint_chunk" (
	"fingerprint" text NOT NULL,
	"array_name" text NOT NULL,
	"chunk_index" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_chunk_fingerprint_array_name_chunk_index_pk" PRIMARY KEY("fingerprint","array_name","chunk_index")
);
--> statement-breakpoint
CREATE TABLE "cluster" (
	"run_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"key" text NOT NULL,
	"parent_index" integer,
	"depth" integer NOT NULL,
	"size" integer NOT NULL,
	"is_leaf" boolean NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"slug" text NOT NULL,
	"x" real,
	"y" real,
	"members" "bytea" NOT NULL,
	CONSTRAINT "cluster_run_id_index_pk" PRIMARY KEY("run_id","index")
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dataset_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"chat_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"messages" jsonb NOT NULL,
	"metadata" jsonb NOT NULL,
	"created_at" text,
	CONSTRAINT "conversation_dataset_id_chat_id_unique" UNIQUE("dataset_id","chat_id"),
	CONSTRAINT "conversation_dataset_id_position_unique" UNIQUE("dataset_id","position")
);
--> statement-breakpoint
CREATE TABLE "dataset" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"content_hash" text NOT NULL,
	"conversation_count" integer DEFAULT 0 NOT NULL,
	"gold_label_key" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "gold_label" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sequence" bigserial NOT NULL,
	"name" text NOT NULL,
	"dataset_id" uuid NOT NULL,
	"dataset_content_hash" text NOT NULL,
	"conversation_count" integer NOT NULL,
	"summary_model_version_id" uuid NOT NULL,
	"options" jsonb NOT NULL,
	"seed" bigint NOT NULL,
	"fingerprint" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "run_sequence_unique" UNIQUE("sequence")
);
--> statement-breakpoint
CREATE TABLE "run_map" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"coordinates" "bytea",
	"leaves" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step" (
	"run_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"reused" boolean DEFAULT false NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "step_run_id_name_pk" PRIMARY KEY("run_id","name")
);
--> statement-breakpoint
CREATE TABLE "summary" (
	"fingerprint" text NOT NULL,
	"position" integer NOT NULL,
	"chat_id" text NOT NULL,
	"summary" text NOT NULL,
	"request" text,
	"topic" text,
	"languages" jsonb,
	"task" text,
	"concerning_score" integer,
	"user_frustration" integer,
	"assistant_errors" jsonb,
	"fields" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"embedded_text" text NOT NULL,
	CONSTRAINT "summary_fingerprint_position_pk" PRIMARY KEY("fingerprint","position")
);
--> statement-breakpoint
CREATE TABLE "summary_model" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summary_model_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "summary_model_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"summary_model_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"provider" text NOT NULL,
	"model_id" text NOT NULL,
	"definition" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summary_model_version_summary_model_id_version_unique" UNIQUE("summary_model_id","version")
);
--> statement-breakpoint
ALTER TABLE "checkpoint_chunk" ADD CONSTRAINT "checkpoint_chunk_fingerprint_checkpoint_fingerprint_fk" FOREIGN KEY ("fingerprint") REFERENCES "public"."checkpoint"("fingerprint") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cluster" ADD CONSTRAINT "cluster_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gold_label" ADD CONSTRAINT "gold_label_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_summary_model_version_id_summary_model_version_id_fk" FOREIGN KEY ("summary_model_version_id") REFERENCES "public"."summary_model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_map" ADD CONSTRAINT "run_map_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary" ADD CONSTRAINT "summary_fingerprint_checkpoint_fingerprint_fk" FOREIGN KEY ("fingerprint") REFERENCES "public"."checkpoint"("fingerprint") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_model_version" ADD CONSTRAINT "summary_model_version_summary_model_id_summary_model_id_fk" FOREIGN KEY ("summary_model_id") REFERENCES "public"."summary_model"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_dataset_id_index" ON "run" USING btree ("dataset_id");--> statement-breakpoint
CREATE INDEX "step_fingerprint_index" ON "step" USING btree ("fingerprint");