CREATE TABLE "judgement" (
	"session_id" uuid NOT NULL,
	"item" integer NOT NULL,
	"part" integer NOT NULL,
	"position" integer NOT NULL,
	"first_shown" text,
	"choice" text,
	"is_identical" boolean DEFAULT false NOT NULL,
	"expected_cluster" integer,
	"chosen_cluster" integer,
	"status" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"code" text,
	"raw_answer" text,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "judgement_session_id_item_part_pk" PRIMARY KEY("session_id","item","part")
);
--> statement-breakpoint
CREATE TABLE "judgement_session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"judge" text NOT NULL,
	"judge_name" text NOT NULL,
	"model_id" text,
	"run_a_id" uuid NOT NULL,
	"run_b_id" uuid NOT NULL,
	"fingerprint" text,
	"purpose" text,
	"level" text,
	"depth_a" integer,
	"depth_b" integer,
	"seed" integer NOT NULL,
	"sample_size" integer NOT NULL,
	"remarks" jsonb NOT NULL,
	"status" text NOT NULL,
	"error" text,
	"budget_dollars" double precision,
	"call_count" integer DEFAULT 0 NOT NULL,
	"cached_call_count" integer DEFAULT 0 NOT NULL,
	"failed_call_count" integer DEFAULT 0 NOT NULL,
	"request_count" integer DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"cost_dollars" double precision DEFAULT 0,
	"attempts" integer DEFAULT 0 NOT NULL,
	"resumptions" integer DEFAULT 0 NOT NULL,
	"revealed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "judgement_session_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_session_id_judgement_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."judgement_session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgement_session" ADD CONSTRAINT "judgement_session_run_a_id_run_id_fk" FOREIGN KEY ("run_a_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgement_session" ADD CONSTRAINT "judgement_session_run_b_id_run_id_fk" FOREIGN KEY ("run_b_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "judgement_session_run_a_id_index" ON "judgement_session" USING btree ("run_a_id");--> statement-breakpoint
CREATE INDEX "judgement_session_run_b_id_index" ON "judgement_session" USING btree ("run_b_id");