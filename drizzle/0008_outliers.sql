CREATE TABLE "outlier" (
	"run_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"position" integer NOT NULL,
	"nearest_index" integer NOT NULL,
	"distance" real NOT NULL,
	CONSTRAINT "outlier_run_id_rank_pk" PRIMARY KEY("run_id","rank")
);
--> statement-breakpoint
ALTER TABLE "run_map" ADD COLUMN "outlier_count" integer;--> statement-breakpoint
ALTER TABLE "run_map" ADD COLUMN "outlier_threshold" real;--> statement-breakpoint
ALTER TABLE "outlier" ADD CONSTRAINT "outlier_run_id_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;