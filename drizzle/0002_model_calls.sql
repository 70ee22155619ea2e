CREATE TABLE "item_failure" (
	"fingerprint" text NOT NULL,
	"index" integer NOT NULL,
	"item" text NOT NULL,
	"position" integer,
	"reason" text NOT NULL,
	"code" text,
	"raw_answer" text,
	CONSTRAINT "item_failure_fingerprint_index_pk" PRIMARY KEY("fingerprint","index")
);
--> statement-breakpoint
CREATE TABLE "model_call_cache" (
	"key" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"model_id" text NOT NULL,
	"answer" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_usage" (
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"provider" text NOT NULL,
	"model_id" text NOT NULL,
	"calls" integer NOT NULL,
	"cached_calls" integer NOT NULL,
	"failed_calls" integer NOT NULL,
	"attempts" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"cost_dollars" double precision,
	CONSTRAINT "model_usage_run_id_step_provider_model_id_pk" PRIMARY KEY("run_id","step","provider","model_id")
);
--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "budget_dollars" double precision;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "resumptions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "summary" ADD COLUMN "cut" jsonb;--> statement-breakpoint
ALTER TABLE "item_failure" ADD CONSTRAINT "item_failure_fingerprint_checkpoint_fingerprint_fk" FOREIGN KEY ("fingerprint") REFERENCES "public"."checkpoint"("fingerprint") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_usage" ADD CONSTRAINT "model_usage_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;