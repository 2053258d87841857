CREATE SCHEMA "orders";
--> statement-breakpoint
CREATE TABLE "orders"."calendars" (
	"provider_id" text PRIMARY KEY NOT NULL,
	"weekly_hours" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"buffer_minutes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"data" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"retry_at" timestamp (3) with time zone,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "orders"."idempotency_keys" (
	"account" text NOT NULL,
	"mutation" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"effect" text NOT NULL,
	"claim" text,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_account_mutation_key_pk" PRIMARY KEY("account","mutation","key")
);
--> statement-breakpoint
CREATE TABLE "orders"."inbox_handled" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_handled_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "orders"."inbox_subjects" (
	"consumer" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "inbox_subjects_consumer_source_subject_pk" PRIMARY KEY("consumer","source","subject")
);
--> statement-breakpoint
CREATE TABLE "orders"."inbox_waiting" (
	"id" text PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"event_id" text,
	"source" text,
	"subject" text,
	"sequence" integer,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"replayed" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"parked_at" timestamp (3) with time zone,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "orders"."known_offerings" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"title" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"price_unit" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"active" boolean NOT NULL,
	"sequence" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."known_providers" (
	"id" text PRIMARY KEY NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"service_radius_meters" integer NOT NULL,
	"sequence" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."order_events" (
	"order_id" text NOT NULL,
	"number" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"status" text NOT NULL,
	"detail" text,
	CONSTRAINT "order_events_order_id_number_pk" PRIMARY KEY("order_id","number")
);
--> statement-breakpoint
CREATE TABLE "orders"."orders" (
	"id" text PRIMARY KEY NOT NULL,
	"effect" text,
	"customer_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"offering_id" text,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"address" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"note" text,
	"start_pin" text NOT NULL,
	"wrong_pins" integer NOT NULL,
	"pin_locked_until" timestamp (3) with time zone,
	"policy" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"dispute" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "orders_once_per_effect" UNIQUE("effect"),
	CONSTRAINT "orders_in_time" CHECK ("orders"."orders"."starts_at" < "orders"."orders"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "orders"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "orders"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	"event" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "orders"."outbox_subjects" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "orders"."places" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"occupied_until" timestamp (3) with time zone NOT NULL,
	"order_id" text,
	"hold_id" text,
	"offering_id" text,
	"amount" bigint,
	"currency" text,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "places_one_per_order" UNIQUE("order_id"),
	CONSTRAINT "places_of_hold_or_order" CHECK (("orders"."places"."order_id" is null) = ("orders"."places"."hold_id" is not null)),
	CONSTRAINT "places_of_hold_expire" CHECK (("orders"."places"."hold_id" is null) = ("orders"."places"."expires_at" is null))
);
--> statement-breakpoint
CREATE TABLE "orders"."positions" (
	"order_id" text PRIMARY KEY NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"heading" double precision,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."stream_entries" (
	"stream" text NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_entries_stream_number_pk" PRIMARY KEY("stream","number")
);
--> statement-breakpoint
CREATE TABLE "orders"."stream_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."time_off" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_once" ON "orders"."deadlines" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "orders"."deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "orders"."idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "inbox_handled_by_age" ON "orders"."inbox_handled" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_waiting_once" ON "orders"."inbox_waiting" USING btree ("consumer","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting_by_subject" ON "orders"."inbox_waiting" USING btree ("consumer","source","subject","sequence");--> statement-breakpoint
CREATE INDEX "inbox_waiting_due" ON "orders"."inbox_waiting" USING btree ("consumer","due_at") WHERE state = 'WAITING';--> statement-breakpoint
CREATE INDEX "orders_of_customer" ON "orders"."orders" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_of_provider" ON "orders"."orders" USING btree ("provider_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_by_subject" ON "orders"."outbox" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "orders"."outbox" USING btree ("position") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_age" ON "orders"."outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "places_of_provider" ON "orders"."places" USING btree ("provider_id","occupied_until");--> statement-breakpoint
CREATE INDEX "places_held_by_customer" ON "orders"."places" USING btree ("customer_id") WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX "stream_entries_by_age" ON "orders"."stream_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "time_off_of_provider" ON "orders"."time_off" USING btree ("provider_id","ends_at");