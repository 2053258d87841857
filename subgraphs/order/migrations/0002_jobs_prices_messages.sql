CREATE TABLE "orders"."jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"skill_id" text NOT NULL,
	"address" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"public_latitude" double precision NOT NULL,
	"public_longitude" double precision NOT NULL,
	"status" text NOT NULL,
	"order_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "jobs_assigned_by_order" CHECK (("orders"."jobs"."status" = 'ASSIGNED') = ("orders"."jobs"."order_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "orders"."known_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"email_verified" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."order_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"number" integer NOT NULL,
	"from" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."quotes" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"message" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders"."known_providers" ADD COLUMN "skill_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders"."known_providers" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD COLUMN "quote_id" text;--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD COLUMN "events" integer;--> statement-breakpoint
UPDATE "orders"."orders" SET "events" = "version";--> statement-breakpoint
ALTER TABLE "orders"."orders" ALTER COLUMN "events" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "orders"."orders" ADD COLUMN "proposed_price" jsonb;--> statement-breakpoint
CREATE INDEX "jobs_of_customer" ON "orders"."jobs" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_open" ON "orders"."jobs" USING btree ("skill_id","created_at","id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "order_messages_in_order" ON "orders"."order_messages" USING btree ("order_id","number");--> statement-breakpoint
CREATE INDEX "quotes_of_job" ON "orders"."quotes" USING btree ("job_id","created_at");--> statement-breakpoint
CREATE INDEX "quotes_of_provider" ON "orders"."quotes" USING btree ("provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quotes_one_open" ON "orders"."quotes" USING btree ("job_id","provider_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "quotes_one_accepted" ON "orders"."quotes" USING btree ("job_id") WHERE status = 'ACCEPTED';--> statement-breakpoint
CREATE INDEX "known_providers_by_skill" ON "orders"."known_providers" USING gin ("skill_ids");--> statement-breakpoint
CREATE INDEX "orders_by_age" ON "orders"."orders" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "orders_disputed" ON "orders"."orders" USING btree ((dispute->>'openedAt'),"id") WHERE status = 'DISPUTED';