CREATE SCHEMA "users";
--> statement-breakpoint
CREATE TABLE "users"."customers" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."deadlines" (
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
CREATE TABLE "users"."inbox_handled" (
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_handled_consumer_event_id_pk" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "users"."inbox_subjects" (
	"consumer" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "inbox_subjects_consumer_source_subject_pk" PRIMARY KEY("consumer","source","subject")
);
--> statement-breakpoint
CREATE TABLE "users"."inbox_waiting" (
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
CREATE TABLE "users"."known_bookable" (
	"provider_id" text NOT NULL,
	"week" integer NOT NULL,
	"windows" "tstzmultirange" NOT NULL,
	CONSTRAINT "known_bookable_provider_id_week_pk" PRIMARY KEY("provider_id","week")
);
--> statement-breakpoint
CREATE TABLE "users"."known_market" (
	"id" text PRIMARY KEY NOT NULL,
	"sum" bigint NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."known_ratings" (
	"provider_id" text PRIMARY KEY NOT NULL,
	"sum" integer NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."listings" (
	"provider_id" text PRIMARY KEY NOT NULL,
	"position" "cube" NOT NULL,
	"service_chord" double precision NOT NULL,
	"skill_ids" text[] NOT NULL,
	"offer_skills" text[] NOT NULL,
	"offer_currencies" text[] NOT NULL,
	"offer_amounts" bigint[] NOT NULL,
	"offer_minutes" integer[] NOT NULL,
	"text" text NOT NULL,
	"known_rating_sum" integer DEFAULT 0 NOT NULL,
	"known_rating_count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."offerings" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" integer NOT NULL,
	"event" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "users"."outbox_subjects" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "users"."providers" (
	"id" text PRIMARY KEY NOT NULL,
	"document" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users"."stream_entries" (
	"stream" text NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_entries_stream_number_pk" PRIMARY KEY("stream","number")
);
--> statement-breakpoint
CREATE TABLE "users"."stream_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_once" ON "users"."deadlines" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "users"."deadlines" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "inbox_handled_by_age" ON "users"."inbox_handled" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_waiting_once" ON "users"."inbox_waiting" USING btree ("consumer","event_id");--> statement-breakpoint
CREATE INDEX "inbox_waiting_by_subject" ON "users"."inbox_waiting" USING btree ("consumer","source","subject","sequence");--> statement-breakpoint
CREATE INDEX "inbox_waiting_due" ON "users"."inbox_waiting" USING btree ("consumer","due_at") WHERE state = 'WAITING';--> statement-breakpoint
CREATE INDEX "listings_position" ON "users"."listings" USING gist ("position");--> statement-breakpoint
CREATE INDEX "offerings_of_provider" ON "users"."offerings" USING btree ("provider_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_by_subject" ON "users"."outbox" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "users"."outbox" USING btree ("position") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_age" ON "users"."outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "stream_entries_by_age" ON "users"."stream_entries" USING btree ("at");