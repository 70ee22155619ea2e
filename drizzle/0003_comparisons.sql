CREATE TABLE "comparison" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"fingerprint" text NOT NULL,
	"run_a_id" uuid NOT NULL,
	"run_b_id" uuid NOT NULL,
	"options" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"resumptions" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "comparison_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "comparison_part" (
	"comparison_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "comparison_part_comparison_id_name_pk" PRIMARY KEY("comparison_id","name")
);
--> statement-breakpoint
CREATE TABLE "reseeding" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"count" integer NOT NULL,
	"labels" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_run_a_id_run_id_fk" FOREIGN KEY ("run_a_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_run_b_id_run_id_fk" FOREIGN KEY ("run_b_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparison_part" ADD CONSTRAINT "comparison_part_comparison_id_comparison_id_fk" FOREIGN KEY ("comparison_id") REFERENCES "public"."comparison"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reseeding" ADD CONSTRAINT "reseeding_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comparison_run_a_id_index" ON "comparison" USING btree ("run_a_id");--> statement-breakpoint
CREATE INDEX "comparison_run_b_id_index" ON "comparison" USING btree ("run_b_id");--> statement-breakpoint
CREATE INDEX "reseeding_run_id_index" ON "reseeding" USING btree ("run_id");