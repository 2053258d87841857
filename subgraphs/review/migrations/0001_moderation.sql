CREATE TABLE "reviews"."reports" (
	"review_id" text NOT NULL,
	"reporter" text NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "reports_review_id_reporter_pk" PRIMARY KEY("review_id","reporter")
);
--> statement-breakpoint
ALTER TABLE "reviews"."reviews" ADD COLUMN "under_review_since" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "reviews_under_review" ON "reviews"."reviews" USING btree ("under_review_since","id") WHERE state = 'UNDER_REVIEW';