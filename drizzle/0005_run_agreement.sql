CREATE TABLE "run_agreement" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"run_a_id" uuid NOT NULL,
	"run_b_id" uuid NOT NULL,
	"result" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "run_agreement" ADD CONSTRAINT "run_agreement_run_a_id_run_id_fk" FOREIGN KEY ("run_a_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_agreement" ADD CONSTRAINT "run_agreement_run_b_id_run_id_fk" FOREIGN KEY ("run_b_id") REFERENCES "public"."run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_agreement_run_a_id_index" ON "run_agreement" USING btree ("run_a_id");--> statement-breakpoint
CREATE INDEX "run_agreement_run_b_id_index" ON "run_agreement" USING btree ("run_b_id");