CREATE TABLE "users"."known_versions" (
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "known_versions_source_subject_pk" PRIMARY KEY("source","subject")
);
--> statement-breakpoint
CREATE TABLE "users"."portfolio_items" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
-- what is there already is worked out anew: no copy is lost
ALTER TABLE "users"."known_bookable" ADD COLUMN "milliseconds" int8multirange;--> statement-breakpoint
UPDATE "users"."known_bookable" SET "milliseconds" = coalesce((
	SELECT range_agg(int8range((extract(epoch from lower(w)) * 1000)::bigint, (extract(epoch from upper(w)) * 1000)::bigint))
	FROM unnest("windows") AS w
), '{}');--> statement-breakpoint
ALTER TABLE "users"."known_bookable" DROP COLUMN "windows";--> statement-breakpoint
ALTER TABLE "users"."known_bookable" RENAME COLUMN "milliseconds" TO "windows";--> statement-breakpoint
ALTER TABLE "users"."known_bookable" ALTER COLUMN "windows" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "users"."listings" ADD COLUMN "price_currencies" text[];--> statement-breakpoint
ALTER TABLE "users"."listings" ADD COLUMN "price_minimums" bigint[];--> statement-breakpoint
ALTER TABLE "users"."listings" ADD COLUMN "shortest_minutes" integer;--> statement-breakpoint
UPDATE "users"."listings" AS l SET ("price_currencies", "price_minimums", "shortest_minutes") = (
	SELECT coalesce(array_agg(currency ORDER BY currency COLLATE "C"), '{}'), coalesce(array_agg(lowest ORDER BY currency COLLATE "C"), '{}'), min(shortest)
	FROM (
		SELECT currency, min(amount) AS lowest, min(minutes) AS shortest
		FROM unnest(l."offer_currencies", l."offer_amounts", l."offer_minutes") AS o(currency, amount, minutes) GROUP BY currency
	) AS each
);--> statement-breakpoint
ALTER TABLE "users"."listings" ALTER COLUMN "price_currencies" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "users"."listings" ALTER COLUMN "price_minimums" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "portfolio_items_of_provider" ON "users"."portfolio_items" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "uploads_of_provider" ON "users"."uploads" USING btree ("provider_id");